"""Opening hours, last check-in and business days, in the nights when the clock changes too."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.hours import DoorState, OpeningHours

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
OFFICE = OpeningHours(
    AMSTERDAM,
    {0: [(540, 750), (780, 1020)]},
    frozenset({date(2026, 12, 7)}),
    last_check_in=timedelta(minutes=15),
)
EVENING = OpeningHours(
    AMSTERDAM, {4: [(1080, 1440)], 5: [(0, 120)]}, last_check_in=timedelta(minutes=30), day_starts=240
)
ALWAYS = OpeningHours(AMSTERDAM, None)


def local(day: int, hour: int, minute: int = 0, month: int = 11, fold: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=AMSTERDAM, fold=fold).astimezone(UTC)


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        (local(23, 8, 59), DoorState.CLOSED),
        (local(23, 9), DoorState.OPEN),
        (local(23, 12, 14), DoorState.OPEN),
        (local(23, 12, 15), DoorState.LAST),
        (local(23, 12, 30), DoorState.CLOSED),
        (local(23, 13), DoorState.OPEN),
        (local(23, 17), DoorState.CLOSED),
        (local(24, 10), DoorState.CLOSED),  # a Tuesday
        (local(7, 10, month=12), DoorState.CLOSED),  # a Monday that is closed
    ],
)
def test_the_door_follows_the_hours(moment: datetime, state: DoorState) -> None:
    assert OFFICE.door(moment).state is state


def test_a_closed_door_says_when_it_opens() -> None:
    assert OFFICE.door(local(23, 12, 45)).opens_at == local(23, 13)
    assert OFFICE.door(local(30, 18)).opens_at == local(14, 9, month=12)  # over the closed Monday


def test_past_the_last_check_in_a_newcomer_is_told_the_next_opening() -> None:
    door = OFFICE.door(local(23, 12, 20))
    assert (door.closes_at, door.opens_at) == (local(23, 12, 30), local(23, 13))


def test_an_open_door_says_when_it_closes() -> None:
    assert OFFICE.door(local(23, 10)).closes_at == local(23, 12, 30)


def test_an_evening_past_midnight_is_one_opening() -> None:
    assert EVENING.door(local(27, 23, 45)).state is DoorState.OPEN  # no last check-in at midnight
    assert EVENING.door(local(28, 1, 29)).closes_at == local(28, 2)
    assert EVENING.door(local(28, 1, 30)).state is DoorState.LAST


def test_a_business_day_that_begins_at_four_lasts_through_the_evening() -> None:
    assert EVENING.business_day(local(27, 23)) == EVENING.business_day(local(28, 1)) == date(2026, 11, 27)
    assert EVENING.business_day(local(28, 4)) == date(2026, 11, 28)


def test_a_location_that_does_not_exist_yet_or_any_more_is_closed() -> None:
    popup = OpeningHours(AMSTERDAM, None, first=date(2026, 11, 23), last=date(2026, 11, 24))
    states = [popup.door(local(day, 12)).state for day in (22, 23, 24, 25)]
    assert states == [DoorState.CLOSED, DoorState.OPEN, DoorState.OPEN, DoorState.CLOSED]


def test_the_day_has_23_hours_in_march_and_25_in_october() -> None:
    every_day = OpeningHours(AMSTERDAM, {day: [(0, 1440)] for day in range(7)}, last_check_in=timedelta(0))
    assert every_day.business_day(datetime(2026, 3, 28, 23, 0, tzinfo=UTC)) == date(2026, 3, 29)
    assert every_day.business_day(datetime(2026, 3, 29, 21, 59, tzinfo=UTC)) == date(2026, 3, 29)
    assert every_day.business_day(datetime(2026, 10, 24, 22, 0, tzinfo=UTC)) == date(2026, 10, 25)
    assert every_day.business_day(datetime(2026, 10, 25, 22, 59, tzinfo=UTC)) == date(2026, 10, 25)


def test_the_repeated_hour_in_october_is_not_a_new_day() -> None:
    at_two = OpeningHours(AMSTERDAM, None, day_starts=150)
    first, second = local(25, 2, 40, month=10), local(25, 2, 40, month=10, fold=1)
    assert second - first == timedelta(hours=1)
    assert at_two.business_day(first) == at_two.business_day(second) == date(2026, 10, 25)


@given(st.integers(0, 2 * 365 * 24 * 60))
def test_what_a_door_promises_comes_true(minutes: int) -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    for hours in (OFFICE, EVENING):
        door = hours.door(moment)
        if door.opens_at is not None and door.state is DoorState.CLOSED:
            assert hours.door(door.opens_at).state is not DoorState.CLOSED
            assert hours.door(door.opens_at - timedelta(seconds=1)).state is DoorState.CLOSED
        if door.closes_at is not None:
            assert hours.door(door.closes_at - timedelta(seconds=1)).state is not DoorState.CLOSED
            assert hours.door(door.closes_at).state is DoorState.CLOSED


def test_a_location_that_never_closes_is_open_at_any_moment() -> None:
    door = ALWAYS.door(local(1, 3))
    assert (door.state, door.closes_at, door.opens_at) == (DoorState.OPEN, None, None)
