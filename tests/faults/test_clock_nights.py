"""The nights in which an hour is skipped or repeated, and every day of 2026; the clock is set."""

from datetime import UTC, date, datetime, timedelta

import pytest

from models.access.key import add_key
from models.access.principal import Role
from models.actions.guide import Profile, configure_guide
from models.actions.hold import hold
from models.actions.visit import later
from models.database import Database
from models.log import FactKind
from models.transition import State
from tests.cast import SAMIRA
from tests.depth import DEEP
from tests.faults.watch import AUTUMN, SPRING, local, watch

pytestmark = pytest.mark.stress

NIGHTS = pytest.mark.parametrize(("month", "sunday"), [SPRING, AUTUMN])
FIVE_MINUTES = timedelta(minutes=5)


def utc(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


@NIGHTS
def test_a_hold_and_a_moment_last_true_minutes_through_the_change_of_the_clock(
    database: Database, month: int, sunday: int
) -> None:
    night = watch(database, local(month, sunday, 1, 45))
    world = night.world
    held, waits = world.issue("altijd"), world.issue("altijd")
    world.start(world.call_next(location="altijd"))
    world.turn("altijd", lambda turn: hold(turn, held.id, SAMIRA, 60), SAMIRA)
    world.turn("altijd", lambda turn: later(turn, waits.id))
    begun = world.clock.now()
    for seconds, postponed, state in (
        (599, True, State.ON_HOLD),
        (600, False, State.ON_HOLD),
        (3599, False, State.ON_HOLD),
        (3600, False, State.WAITING),
    ):
        night.at(begun + timedelta(seconds=seconds))
        assert (world.ticket(waits).later_until is not None) is postponed
        assert world.ticket(held).state == state


@NIGHTS
def test_a_wait_opens_to_second_questions_after_true_minutes(
    database: Database, month: int, sunday: int
) -> None:
    night = watch(database, local(month, sunday, 1, 30))
    now = night.world.clock.now()
    database.run(lambda session: add_key(session, SAMIRA, Role.GUIDE, "altijd", now))
    profile = Profile(own=("leren",), also=("werk",))
    night.world.turn("altijd", lambda turn: configure_guide(turn, SAMIRA, profile))
    night.world.issue("altijd")
    begun = night.world.clock.now()
    night.at(begun + timedelta(minutes=89, seconds=59))
    assert not night.facts("altijd", FactKind.WIDENED)
    night.at(begun + timedelta(minutes=90))
    assert [fact.at - begun for fact in night.facts("altijd", FactKind.WIDENED)] == [timedelta(minutes=90)]


@pytest.mark.parametrize(
    ("month", "sunday", "opened", "others"),
    [
        (*SPRING, utc(3, 28, 17), [utc(3, 29, 1), utc(3, 29, 1, 30), utc(3, 29, 2)]),
        (*AUTUMN, utc(10, 24, 16), [utc(10, 25, 2), utc(10, 25, 2, 30), utc(10, 25, 3)]),
    ],
)
def test_an_evening_past_midnight_opens_and_closes_by_the_clock_on_the_wall_and_is_one_day(
    database: Database, month: int, sunday: int, opened: datetime, others: list[datetime]
) -> None:
    night = watch(database, local(month, sunday - 1, 17, 30))
    labels = []
    for hour, minute, day in ((23, 55, sunday - 1), (0, 5, sunday), (1, 55, sunday)):
        night.until(local(month, day, hour, minute), FIVE_MINUTES)
        labels.append(night.world.issue("nacht").label)
    night.until(local(month, sunday, 4, 30), FIVE_MINUTES)
    told = night.facts(
        "nacht",
        FactKind.LOCATION_OPENED,
        FactKind.CHECK_IN_ENDED,
        FactKind.LOCATION_CLOSED,
        FactKind.DAY_STARTED,
    )
    assert [(fact.kind, fact.at) for fact in told[1:]] == [
        (FactKind.LOCATION_OPENED, opened),
        (FactKind.CHECK_IN_ENDED, others[0]),
        (FactKind.LOCATION_CLOSED, others[1]),
        (FactKind.DAY_STARTED, others[2]),
    ]
    assert labels == ["A01", "A02", "A03"]
    assert [fact.at for fact in night.facts("nacht", FactKind.ABANDONED)] == [others[2]] * 3
    assert night.problems() == []


@pytest.mark.parametrize(
    ("month", "sunday", "hours"), [(*SPRING, 23), (*AUTUMN, 25)], ids=["23 hours", "25 hours"]
)
def test_a_day_of_23_or_25_hours_begins_once_at_midnight_and_the_next_one_too(
    database: Database, month: int, sunday: int, hours: int
) -> None:
    night = watch(database, local(month, sunday - 1, 23, 30))
    night.until(local(month, sunday + 1, 0, 30), timedelta(minutes=15))
    started = [fact.at for fact in night.facts("altijd", FactKind.DAY_STARTED)][1:]
    assert started == [local(month, sunday, 0), local(month, sunday + 1, 0)]
    assert started[1] - started[0] == timedelta(hours=hours)


def test_each_day_of_2026_begins_exactly_once_and_ends_what_was_open(
    database: Database,
) -> None:
    year = [date(2026, 1, 1) + timedelta(days=number) for number in range(365)]
    if not database.is_sqlite:
        days = year[83:93]  # the SQL of a night is the same in every night
    elif DEEP:
        days = year
    else:
        days = year[75:105]
    night = watch(database, local(days[0].month, days[0].day, 12))
    for day in days[1:]:
        night.world.issue("altijd")
        for hour, second in ((0, -1), (0, 0), (4, -1), (4, 0)):
            night.at(local(day.month, day.day, hour) + timedelta(seconds=second))
    for location, hour in (("altijd", 0), ("nacht", 4)):
        assert night.days(location) == [day.isoformat() for day in days]
        begun = [fact.at for fact in night.facts(location, FactKind.DAY_STARTED)][1:]
        assert begun == [local(day.month, day.day, hour) for day in days[1:]]
    abandoned = night.facts("altijd", FactKind.ABANDONED)
    assert [fact.at for fact in abandoned] == [local(day.month, day.day, 0) for day in days[1:]]
    assert night.problems() == []
