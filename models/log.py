"""The location's log: taking the next revision, and writing the one fact that belongs to it.

Everything that changes at a location takes a `Turn` first. The row lock of the revision makes the
commands of a location run one after another, on SQLite and PostgreSQL alike, so that a rule checked
inside a turn still holds when it ends.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, bindparam, insert, update
from sqlalchemy.orm import Session

from models.door import DECIDED, decision_of
from models.hours import Decision, Door
from models.prepared import Prepared, bare
from models.refusal import Code, Refusal
from models.setup import Setup, setup_of
from models.tables import Fact, Location, Ticket


class FactKind(StrEnum):
    """What can happen at a location. Facts are past tense; docs/events.md explains each."""

    ISSUED = "issued"
    CALLED = "called"
    RECALLED = "recalled"
    STARTED = "started"
    RETURNED = "returned"
    NO_SHOW = "no_show"
    HELD = "held"
    RESUMED = "resumed"
    RELEASED = "released"
    TRANSFERRED = "transferred"
    SERVICE_BEGUN = "service_begun"
    TAKEN_OVER = "taken_over"
    FINISHED = "finished"
    LEFT = "left"
    MERGED = "merged"
    POSTPONED = "postponed"
    BACK_IN_LINE = "back_in_line"
    WIDENED = "widened"
    CHANGED = "changed"
    REPRINTED = "reprinted"
    REMARKED = "remarked"
    FETCH_WISHED = "fetch_wished"
    UNDONE = "undone"
    ABANDONED = "abandoned"
    REINSTATED = "reinstated"
    GUIDE_AVAILABLE = "guide_available"
    GUIDE_PAUSED = "guide_paused"
    GUIDE_AWAY = "guide_away"
    GUIDE_CONFIGURED = "guide_configured"
    HELP_CALLED = "help_called"
    HELP_COMING = "help_coming"
    HELP_ENDED = "help_ended"
    DAY_STARTED = "day_started"
    LOCATION_AWAY = "location_away"
    LOCATION_BACK = "location_back"
    MESSAGE_SHOWN = "message_shown"
    MESSAGE_REMOVED = "message_removed"
    PICTURE_SHOWN = "picture_shown"
    PICTURE_CHANGED = "picture_changed"
    PICTURE_REMOVED = "picture_removed"
    PAPER_STARTED = "paper_started"
    PAPER_STOPPED = "paper_stopped"
    LOCATION_OPENED = "location_opened"
    CHECK_IN_ENDED = "check_in_ended"
    LOCATION_CLOSED = "location_closed"
    LOCATION_CONFIGURED = "location_configured"
    POSTER_MADE = "poster_made"
    DEVICE_FOUND = "device_found"
    DEVICE_LOST = "device_lost"
    DEVICE_PAIRED = "device_paired"
    DEVICE_CHANGED = "device_changed"
    DEVICE_REVOKED = "device_revoked"
    PRINTER_CHANGED = "printer_changed"
    PRINTER_SET = "printer_set"
    PRINTER_REMOVED = "printer_removed"
    PRINT_DOUBTED = "print_doubted"
    PRINT_LOOKED_AT = "print_looked_at"
    PRINT_TESTED = "print_tested"
    BLOCK_LEASED = "block_leased"
    ASSISTANCE_ASKED = "assistance_asked"
    ASSISTANCE_COMING = "assistance_coming"
    ASSISTANCE_ENDED = "assistance_ended"


CLOCK = "clock"
"""Who acts when time does."""

_location = Location.table()
_TAKE = Prepared(
    update(_location)
    .where(_location.c.id == bindparam("location"), _location.c.retired.is_(False))
    .values(rev=_location.c.rev + 1)
    .returning(_location.c.rev, _location.c.epoch, _location.c.config_rev, _location.c.day, *DECIDED)
)
_CONFIGURE = Prepared(
    update(_location).where(_location.c.id == bindparam("location")).values(config_rev=bindparam("as_of"))
)
_GIVE_BACK = Prepared(
    update(_location).where(_location.c.id == bindparam("location")).values(rev=_location.c.rev - 1)
)
_APPEND = Prepared(insert(Fact.table()))


@dataclass
class Turn:
    """One command's turn at a location.

    Attributes:
        session: the write transaction.
        connection: the same, for statements that need no objects.
        setup: the location as it is configured.
        rev: the revision this command makes.
        at: the moment of the command, aware, UTC.
        actor: who commands, as the log names them.
        decision: what somebody decided about the door, while it counts.
        begun: the business day that the log last began.
        fact: the fact, once recorded.
        given_back: whether there is nothing to record, and the revision is free again.
    """

    session: Session
    connection: Connection
    setup: Setup
    rev: int
    at: datetime
    actor: str
    decision: Decision | None = None
    begun: date | None = None
    fact: FactKind | None = field(default=None)
    given_back: bool = field(default=False)

    @property
    def door(self) -> Door:
        """The door at the moment of the command."""
        return self.setup.hours.door(self.at, self.decision)

    @property
    def day(self) -> date:
        """The business day of the command."""
        return self.setup.hours.business_day(self.at, self.begun)

    def next(self) -> "Turn":
        """A further turn at the location in the same transaction, for a command that is several facts."""
        return take_turn(self.session, self.setup.id, self.actor, self.at)

    def configure(self) -> None:
        """Let what this turn changes count as configuration: whoever remembers the old one reads it anew."""
        _CONFIGURE.do(self.connection, {"location": self.setup.id, "as_of": self.rev})

    def give_back(self) -> None:
        """Everything is as it was asked for already: no fact, and the revision goes to whoever comes next.

        The lock stays, so nobody has seen the revision meanwhile.
        """
        if self.fact is not None:
            raise RuntimeError(f"this turn has recorded {self.fact} already")
        _GIVE_BACK.do(self.connection, {"location": self.setup.id})
        self.rev -= 1
        self.given_back = True

    def record(self, kind: FactKind, ticket: Ticket | None = None, **details: Any) -> FactKind:
        """Append the fact of this turn; there is exactly one, unless the turn is given back.

        Args:
            kind: what happened.
            ticket: the ticket it happened to; its question type, guide and desk are noted with it.
            **details: `guide` and `desk` where there is no ticket, or the guide and desk of a call that
                ended; anything else goes into the fact's data.
        """
        if self.fact is not None:
            raise RuntimeError(f"this turn has recorded {self.fact} already")
        if self.given_back:
            raise RuntimeError("this turn was given back")
        guide = details.pop("guide", ticket.guide if ticket else None)
        desk = details.pop("desk", ticket.desk if ticket else None)
        _APPEND.do(
            self.connection,
            {
                "location_id": self.setup.id,
                "rev": self.rev,
                "at": self.at,
                "kind": kind,
                "actor": self.actor,
                "ticket_id": ticket.id if ticket else None,
                "question_type": ticket.question_type if ticket else None,
                "guide": guide,
                "desk": desk,
                "data": details,
            },
        )
        self.fact = kind
        return kind


def take_turn(session: Session, location_id: str, actor: str, now: datetime) -> Turn:
    """Lock the location by taking its next revision.

    Must come before anything is read that a rule depends on.

    Raises:
        Refusal: `unknown_location`.
    """
    connection = bare(session)
    row = _TAKE.one(connection, {"location": location_id})
    if row is None:
        raise Refusal(Code.UNKNOWN_LOCATION, f"there is no location {location_id!r}")
    setup = setup_of(session, location_id, row.epoch, row.config_rev)
    decision = decision_of(row)
    if decision is not None and decision.until <= now:
        decision = None
    return Turn(session, connection, setup, row.rev, now, actor, decision, row.day)
