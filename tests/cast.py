"""The small named cast that the tests play with: one region, three locations, two guides.

`plein` keeps office hours, `altijd` never closes, `nacht` is a pop-up whose evening passes midnight.
"""

import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy import select, update

from models.actions.calling import call_next, no_show, recall, return_to_line
from models.actions.conversation import Ending, finish, start
from models.actions.issue import Wish, issue
from models.clock import SetClock
from models.configuration import load_region
from models.database import Database
from models.log import Turn, take_turn
from models.region_file import read_region
from models.tables import Fact, Location, Ticket

T = TypeVar("T")

MONDAY_TEN = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""Monday 23 November 2026, ten o'clock in Amsterdam."""

SAMIRA, BRAM = "Samira", "Bram"

REGION = """
[region]
id = "proef"
name = "Werkcentrum Proefstad"
languages = ["nl", "en", "ar", "ti"]

[[question_type]]
id = "werk"
letter = "A"
icon = "briefcase"
colour = "#0b5cad"
target_minutes = 10
name = { nl = "Werk zoeken", en = "Finding work", ar = "البحث عن عمل", ti = "ስራሕ ምድላይ" }

[[question_type]]
id = "leren"
letter = "B"
icon = "school"
colour = "#7a3e9d"
target_minutes = 15
name = { nl = "Leren", en = "Learning", ar = "التعلّم", ti = "ምምሃር" }

[[question_type]]
id = "werkgever"
letter = "C"
icon = "users"
colour = "#8a4b08"
target_minutes = 15
name = { nl = "Werkgever", en = "Employer", ar = "صاحب عمل", ti = "ኣስራሒ" }
from = 2027-01-01

[[location]]
id = "plein"
name = "Op het Plein"
kind = "permanent"
timezone = "Europe/Amsterdam"
question_types = ["werk", "leren", "werkgever"]
desks = [{ id = "1", name = "Plek 1" }, { id = "2", name = "Plek 2" }, { id = "3", name = "Plek 3" }]
hours = { mon = ["09:00-12:30", "13:00-17:00"], tue = ["09:00-17:00"] }
closed = [2026-12-01]
last_check_in_minutes = 15
max_waiting = 5
join_by_phone = true

[[location]]
id = "altijd"
name = "Altijd Open"
kind = "permanent"
training = true
timezone = "Europe/Amsterdam"
desks = [{ id = "1", name = "Plek 1" }, { id = "2", name = "Plek 2" }]
hours = "always"

[[location]]
id = "nacht"
name = "De Nachtmarkt"
kind = "popup"
timezone = "Europe/Amsterdam"
desks = [{ id = "1", name = "Tafel 1" }]
hours = { fri = ["18:00-24:00"], sat = ["00:00-02:00"] }
last_check_in_minutes = 30
day_starts_at = "04:00"
until = 2026-12-31
"""


@dataclass
class World:
    """A database with the cast in it, and a clock that stands still."""

    database: Database
    clock: SetClock

    def turn(self, location: str, act: Callable[[Turn], T], actor: str = "test") -> T:
        """Take one turn at a location."""
        return self.database.run(lambda session: act(take_turn(session, location, actor, self.clock.now())))

    def issue(self, location: str = "plein", question: str = "werk", language: str = "nl") -> Ticket:
        """A visitor gets a number."""
        return self.turn(location, lambda turn: issue(turn, Wish(question, language))).ticket

    def call_next(self, guide: str = SAMIRA, desk: str = "1", location: str = "plein") -> Ticket:
        """A guide calls the next visitor."""
        return self.turn(location, lambda turn: call_next(turn, guide, desk), guide)

    def start(self, ticket: Ticket, guide: str | None = None, seen_rev: int | None = None) -> Ticket:
        """The conversation begins."""
        return self.turn(ticket.location_id, lambda turn: start(turn, ticket.id, guide, seen_rev))

    def recall(self, ticket: Ticket, guide: str | None = None) -> Ticket:
        """Called again."""
        return self.turn(ticket.location_id, lambda turn: recall(turn, ticket.id, guide))

    def return_to_line(self, ticket: Ticket, guide: str | None = None) -> Ticket:
        """Not there yet."""
        return self.turn(ticket.location_id, lambda turn: return_to_line(turn, ticket.id, guide))

    def no_show(self, ticket: Ticket, guide: str | None = None) -> Ticket:
        """Did not come."""
        return self.turn(ticket.location_id, lambda turn: no_show(turn, ticket.id, guide))

    def finish(self, ticket: Ticket, guide: str | None = None) -> Ticket:
        """The conversation ends."""
        return self.turn(ticket.location_id, lambda turn: finish(turn, ticket.id, guide, Ending()))

    def serve(self, guide: str = SAMIRA, desk: str = "1", location: str = "plein") -> Ticket:
        """Call, start and finish whoever is next."""
        return self.finish(self.start(self.call_next(guide, desk, location)))

    def rev(self, location: str = "plein") -> int:
        """The location's revision."""
        with self.database.read() as session:
            return session.get_one(Location, location).rev

    def facts(self, location: str = "plein") -> list[Fact]:
        """The location's log."""
        with self.database.read() as session:
            return list(
                session.execute(select(Fact).where(Fact.location_id == location).order_by(Fact.rev)).scalars()
            )

    def ticket(self, ticket: Ticket) -> Ticket:
        """The ticket as it is stored now."""
        with self.database.read() as session:
            return session.get_one(Ticket, ticket.id)


@contextmanager
def copied(template: Path, path: Path) -> Iterator[Database]:
    """A SQLite database at *path*, made by copying a file that is not in use; closed with the block.

    However that ends: hypothesis leaves one in the middle, and what was written and not closed would be
    found again beside the next copy.
    """
    shutil.copy(template, path)
    database = Database(f"sqlite:///{path}")
    try:
        yield database
    finally:
        database.close()


def settle(database: Database, clock: SetClock) -> World:
    """Load the cast's region into an empty, migrated database."""
    database.run(lambda session: load_region(session, read_region(REGION), "test", clock.now()))
    return World(database, clock)


def move_in(database: Database, clock: SetClock) -> World:
    """The cast in a copy of a database in which it had settled.

    Under an epoch of its own, so that nothing that is remembered of another copy is taken for this one's.
    """
    with database.transaction() as connection:
        connection.execute(update(Location.table()).values(epoch=secrets.token_urlsafe(9)))
    return World(database, clock)
