"""A house with every rule of the line switched on, for tests that play whole days in it."""

import secrets
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from sqlalchemy import delete, insert, update

from models.access.key import add_key
from models.access.principal import Role
from models.actions.time import do, duties
from models.clock import SetClock
from models.configuration import load_region
from models.database import Database
from models.log import FactKind, Turn
from models.refusal import Refusal, Unchanged
from models.region_file import read_region
from models.tables import (
    Day,
    Desk,
    Fact,
    GuideProfile,
    HelpCall,
    Location,
    PrintJob,
    Remark,
    Series,
    Service,
    Ticket,
)
from tests.cast import BRAM, MONDAY_TEN, SAMIRA, World

T = TypeVar("T")

NOOR, COEN = "Noor", "Coen"
GUIDES = (SAMIRA, BRAM, NOOR)
HERE, NEXT_DOOR = "huis", "buur"
MOST_WAITING = 8

REGION = """
[region]
id = "proef"
name = "Werkcentrum Proefstad"
languages = ["nl", "en"]

[calling]
max_recalls = 2
max_laters = 2
also_after_minutes = 15

[[priority]]
number = 1
name = { nl = "Kan niet staan" }

[[priority]]
number = 2
name = { nl = "Kan niet lang wachten" }

[[question_type]]
id = "werk"
letter = "A"
icon = "briefcase"
colour = "#0b5cad"
target_minutes = 10
name = { nl = "Werk zoeken", en = "Finding work" }

[[question_type]]
id = "leren"
letter = "B"
icon = "school"
colour = "#7a3e9d"
target_minutes = 15
anyone_after_minutes = 20
name = { nl = "Leren", en = "Learning" }

[[question_type]]
id = "snel"
letter = "D"
icon = "users"
colour = "#8a4b08"
target_minutes = 5
priority = 1
name = { nl = "Even iets vragen", en = "A short question" }

[[location]]
id = "huis"
name = "Het Huis"
kind = "permanent"
timezone = "Europe/Amsterdam"
desks = [{ id = "1", name = "Plek 1" }, { id = "2", name = "Plek 2" }, { id = "3", name = "Plek 3" }]
hours = "always"
max_waiting = 8

[[location]]
id = "buur"
name = "De Buren"
kind = "permanent"
timezone = "Europe/Amsterdam"
desks = [{ id = "1", name = "Tafel 1" }]
hours = "always"
"""


def furnish(database: Database, region: str = REGION) -> None:
    """Load the house into an empty, migrated database."""
    database.run(lambda session: load_region(session, read_region(region), "test", MONDAY_TEN))
    for name in GUIDES:
        database.run(lambda session, name=name: add_key(session, name, Role.GUIDE, None, MONDAY_TEN))  # type: ignore[misc]


LARGE = REGION.replace("max_waiting = 8\n", "").replace(
    '{ id = "3", name = "Plek 3" }',
    ", ".join(f'{{ id = "{number}", name = "Plek {number}" }}' for number in range(3, 9)),
)
"""The same with eight desks and room for everybody."""


def clear(database: Database) -> World:
    """The house as on its first morning; under a new epoch, so that no view of before is remembered."""
    with database.transaction() as connection:
        for table in (PrintJob, Remark, Service, Fact, Ticket, Series, Day, HelpCall, GuideProfile):
            connection.execute(delete(table.table()))
        connection.execute(update(Desk.table()).values(guide=None, presence="available"))
        for location in (HERE, NEXT_DOOR):
            fresh = {"rev": 1, "config_rev": 1, "epoch": secrets.token_urlsafe(9), "day": None}
            nothing = dict.fromkeys(("decided", "decided_until", "away_until", "roll_next", "roll_last"))
            here = Location.table().c.id == location
            connection.execute(update(Location.table()).where(here).values(fresh | nothing))
            fact = {"location_id": location, "rev": 1, "at": MONDAY_TEN, "actor": "test", "data": {}}
            connection.execute(insert(Fact.table()).values(fact | {"kind": FactKind.LOCATION_CONFIGURED}))
    return World(database, SetClock(MONDAY_TEN))


def pass_duties(database: Database, now: datetime) -> None:
    """What the keeper does once a second about time."""
    with database.read() as session:
        due = duties(session, now)
    for duty in due:
        try:
            database.run(lambda session, duty=duty: do(session, duty, now))  # type: ignore[misc]
        except (Refusal, Unchanged):
            continue


def refusal_of(world: World, act: Callable[[Turn], T], actor: str, location: str = HERE) -> T | Refusal:
    """What came of an act: its result, or the refusal."""
    try:
        return world.turn(location, act, actor)
    except Refusal as refusal:
        return refusal
