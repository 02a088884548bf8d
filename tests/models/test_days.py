"""The coming days as a kiosk is told them: when each begins, and when numbers are given on it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from models.hours import DoorState, OpeningHours
from models.views.days import COMING, coming_days

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
OFFICE = OpeningHours(
    AMSTERDAM,
    {0: [(540, 750), (780, 1020)], 2: [(600, 720)]},
    last_check_in=timedelta(minutes=15),
)
EVENING = OpeningHours(AMSTERDAM, {4: [(1080, 1440)], 5: [(0, 120)]}, last_check_in=timedelta(minutes=30))
MONDAY_TEN = datetime(2026, 11, 23, 10, tzinfo=AMSTERDAM).astimezone(UTC)


def test_a_day_has_its_spans_until_the_last_check_in() -> None:
    monday, tuesday, wednesday, thursday = coming_days(OFFICE, MONDAY_TEN)
    assert monday == {
        "day": "2026-11-23",
        "begins_at": "2026-11-22T23:00:00.000Z",
        "ends_at": "2026-11-23T23:00:00.000Z",
        "spans": [
            ["2026-11-23T08:00:00.000Z", "2026-11-23T11:15:00.000Z"],
            ["2026-11-23T12:00:00.000Z", "2026-11-23T15:45:00.000Z"],
        ],
    }
    assert (tuesday["spans"], thursday["spans"]) == ([], [])
    assert wednesday["spans"] == [["2026-11-25T09:00:00.000Z", "2026-11-25T10:45:00.000Z"]]


def test_an_evening_past_midnight_belongs_to_two_days_and_has_one_last_check_in() -> None:
    friday, saturday, *_ = coming_days(EVENING, datetime(2026, 11, 27, 9, tzinfo=UTC))
    assert friday["spans"] == [["2026-11-27T17:00:00.000Z", "2026-11-27T23:00:00.000Z"]]
    assert saturday["spans"] == [["2026-11-27T23:00:00.000Z", "2026-11-28T00:30:00.000Z"]]


def test_a_location_that_is_always_open_gives_numbers_all_day_also_when_the_clock_is_set_back() -> None:
    days = coming_days(OpeningHours(AMSTERDAM, None), datetime(2026, 10, 24, 9, tzinfo=UTC))
    assert [day["spans"] for day in days] == [[[day["begins_at"], day["ends_at"]]] for day in days]
    assert days[1]["begins_at"] == "2026-10-24T22:00:00.000Z"
    assert days[1]["ends_at"] == "2026-10-25T23:00:00.000Z"


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)), st.integers(0, COMING * 24 * 60 - 1))  # noqa: DTZ001
def test_at_every_minute_the_days_say_what_the_door_says(now: datetime, later: int) -> None:
    now = now.replace(tzinfo=UTC, microsecond=0)
    for hours in (OFFICE, EVENING):
        days = coming_days(hours, now)
        moment = hours.day_begins(now) + timedelta(minutes=later)
        told = moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        open_then = any(start <= told < end for day in days for start, end in day["spans"])
        if told < days[-1]["ends_at"]:
            assert open_then == (hours.door(moment).state is DoorState.OPEN)
