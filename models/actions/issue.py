"""A visitor walks in and gets a number."""

import secrets
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, func, insert, select

from models.actions.question import known_language, known_question
from models.capacity import asks_for_guides, is_full
from models.hours import DoorState
from models.line import floor_of, line_of
from models.log import FactKind, Turn
from models.numbering import join_line, next_number
from models.policy import order_of_all
from models.prepared import Prepared
from models.printing.job import JobKind, JobState, enqueue
from models.refusal import Code, Refusal
from models.tables import ORDINARY, Ticket
from models.transition import State

TOKEN_BYTES = 16
"""128 bits: the address on the ticket cannot be guessed."""


_table = Ticket.table()
_GIVEN = (
    "location_id",
    "business_day",
    "series",
    "number",
    "token",
    "state",
    "question_type",
    "language",
    "printed",
    "arrived_rev",
    "rev",
    "issued_at",
    "waiting_since",
    "priority",
    "offline",
)
_INSERT = Prepared(insert(_table).returning(_table.c.id), columns=_GIVEN)
_POSTPONED = Prepared(
    select(func.count().label("count")).where(
        _table.c.location_id == bindparam("location"),
        _table.c.business_day == bindparam("today"),
        _table.c.state == State.WAITING.value,
        _table.c.later_until.is_not(None),
    )
)
_FRESH = {"service": 1, "overtaken": 0, "widened": 0, "laters": 0, "recalls": 0}
"""What the database itself puts into a new row."""


@dataclass(frozen=True)
class Wish:
    """What a visitor asks for.

    Attributes:
        question_type: id of a question type that the location offers today.
        language: one of the region's language codes.
        printed: whether a paper ticket is wanted.
        device: id of the kiosk where it was asked for; None for staff and other systems.
    """

    question_type: str
    language: str
    printed: bool = True
    device: int | None = None


@dataclass(frozen=True)
class Issued:
    """A number just given: the ticket, how many wait before it, and how far its paper is (None: none)."""

    ticket: Ticket
    ahead: int
    paper: JobState | None


def issue(turn: Turn, wish: Wish) -> Issued:
    """Give the next number for *wish*, and ask for its paper.

    Returns:
        The ticket, how many visitors wait before it, and whether paper will come.

    Raises:
        Refusal: `closed`, `full`, `unknown_question_type`, `unknown_language`.
    """
    asked = known_question(turn, wish.question_type)
    known_language(turn, wish.language)
    if turn.door.state is not DoorState.OPEN:
        raise Refusal(Code.CLOSED, f"{turn.setup.id} gives no numbers now")
    day = turn.day
    ahead = join_line(turn.connection, turn.setup.id, day) - 1
    _must_fit(turn, ahead)
    number = next_number(turn.connection, turn.setup.id, day, asked.letter)
    ticket = enter(turn, wish, day, asked.letter, number, asked.priority or ORDINARY)
    if ticket.priority < ORDINARY:
        ahead = _before(turn, ticket)
    else:  # who asked for a moment is in nobody's way
        ahead -= _POSTPONED.scalar(turn.connection, {"location": turn.setup.id, "today": day})
    paper = _paper(turn, wish, ticket, ahead)
    turn.record(FactKind.ISSUED, ticket, language=wish.language)
    return Issued(ticket, ahead, paper)


def enter(
    turn: Turn, wish: Wish, day: date, series: str, number: int, priority: int = ORDINARY, **other: Any
) -> Ticket:
    """Write a new waiting ticket; the caller has counted it into the line. Records nothing.

    Args:
        turn: a turn at the location.
        wish: what the visitor asked for.
        day: the business day.
        series: the letter of the number.
        number: the number.
        priority: 1 goes first.
        **other: columns that differ from those of a ticket that is given now.
    """
    columns: dict[str, Any] = {
        "location_id": turn.setup.id,
        "business_day": day,
        "series": series,
        "number": number,
        "token": secrets.token_urlsafe(TOKEN_BYTES),
        "state": State.WAITING,
        "question_type": wish.question_type,
        "language": wish.language,
        "printed": wish.printed,
        "arrived_rev": turn.rev,
        "rev": turn.rev,
        "issued_at": turn.at,
        "waiting_since": turn.at,
        "priority": priority,
        "offline": False,
    } | other
    return Ticket(id=_INSERT.scalar(turn.connection, columns), **columns, **_FRESH)


def _paper(turn: Turn, wish: Wish, ticket: Ticket, ahead: int) -> JobState | None:
    if not wish.printed:
        return None
    printer = turn.setup.printer_for(wish.device)
    copies = turn.setup.ticket.copies
    return enqueue(
        turn, printer, JobKind.TICKET, ticket_id=ticket.id, copies=copies, content={"ahead": ahead}
    )


def _must_fit(turn: Turn, ahead: int) -> None:
    place = turn.setup.location
    guides = len(floor_of(turn.connection, turn.setup).guides) if asks_for_guides(place) else 0
    if is_full(place, turn.door, turn.at, ahead, guides):
        raise Refusal(Code.FULL, f"{ahead} visitors wait already")


def _before(turn: Turn, ticket: Ticket) -> int:
    """How many wait before a ticket with priority."""
    line = line_of(turn.connection, turn.setup.id, ticket.business_day)
    order = order_of_all(line, floor_of(turn.connection, turn.setup))
    return next(count for count, place in enumerate(order) if place.waiting.id == ticket.id)
