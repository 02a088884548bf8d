"""When a location is open, in words."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from models.setup import Setup
from models.views.head import Head, head_of
from tests.cast import MONDAY_TEN, World
from web.opening import opening
from web.words import Words, words_for


@pytest.fixture
def dutch() -> Words:
    return words_for("nl", "staff")


def head_at(world: World, location: str, now: datetime) -> Head:
    with world.database.read() as session:
        return head_of(session, location, now)


@pytest.mark.parametrize(
    ("hours_later", "told"),
    [
        (0, "open tot 12:30"),
        (2.3, "geeft geen nieuwe nummers"),
        (2.6, "opent om 13:00"),
        (8, "opent morgen om 09:00"),
        (32, "opent maandag om 09:00"),
    ],
)
def test_the_door_is_told_as_people_say_it(
    sqlite_world: World, dutch: Words, hours_later: float, told: str
) -> None:
    head = head_at(sqlite_world, "plein", MONDAY_TEN + timedelta(hours=hours_later))
    assert opening(head, dutch) == told


def test_an_opening_a_week_away_has_its_date(sqlite_world: World, dutch: Words) -> None:
    after_the_last_before_a_closed_tuesday = datetime(2026, 11, 30, 16, 30, tzinfo=UTC)
    head = head_at(sqlite_world, "plein", after_the_last_before_a_closed_tuesday)
    assert opening(head, dutch) == "opent maandag 7 december om 09:00"


def test_a_location_that_never_closes_says_so(sqlite_world: World, dutch: Words) -> None:
    assert opening(head_at(sqlite_world, "altijd", MONDAY_TEN), dutch) == "altijd open"


def test_times_are_those_of_the_location_and_not_of_the_server(sqlite_world: World) -> None:
    head = head_at(sqlite_world, "plein", MONDAY_TEN)
    assert isinstance(head.setup, Setup)
    assert head.setup.hours.zone == ZoneInfo("Europe/Amsterdam")
    assert opening(head, words_for("en", "staff")) == "open until 12:30"
