"""A visitor walks in and gets a number."""

import secrets
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, func, insert, select

from models.actions.question import known_language, known_question
from models.capacity import asks_for_guides, by_the_figure, is_full
from models.hours import DoorState
from models.line import floor_of, line_of
from models.log import FactKind, Turn
from models.numbering import join_line, next_number
from models.outlook import told_lately
from models.policy import ahead_of_newcomer
from models.prepared import Prepared
from models.printing.job import JobKind, JobState, enqueue
from models.refusal import Code, Refusal
from models.tables import ORDINARY, Ticket
from models.transition import State
from models.views.shape import WaitRange

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
    "fetch",
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
        fetch: whether the visitor wants to be fetched in person.
        by_phone: whether it was asked for on the visitor's own phone, from a poster.
    """

    question_type: str
    language: str
    printed: bool = True
    device: int | None = None
    fetch: bool = False
    by_phone: bool = False


@dataclass(frozen=True)
class Issued:
    """A number just given: the ticket, how many wait before it, and how far its paper is (None: none).

    `wait` is what a newcomer was told last, when that was just now.
    """

    ticket: Ticket
    ahead: int
    paper: JobState | None
    wait: WaitRange | None = None


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
    waiting = join_line(turn.connection, turn.setup.id, day) - 1
    waits = told_lately(turn.setup.id, turn.setup.epoch, day, turn.at)
    priority = asked.priority or ORDINARY
    before = _before(turn, day, priority) if priority < ORDINARY else None
    _must_fit(turn, waiting, before, waits.medians.get(wish.question_type))
    number = next_number(turn.connection, turn.setup.id, day, asked.letter)
    ticket = enter(turn, wish, day, asked.letter, number, priority)
    if before is not None:
        ahead = before
    else:  # who asked for a moment is in nobody's way
        ahead = waiting - _POSTPONED.scalar(turn.connection, {"location": turn.setup.id, "today": day})
    paper = _paper(turn, wish, ticket, ahead)
    turn.record(FactKind.ISSUED, ticket, language=wish.language, **_special(wish))
    return Issued(ticket, ahead, paper, waits.coming.get(wish.question_type))


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
        "fetch": wish.fetch,
    } | other
    return Ticket(id=_INSERT.scalar(turn.connection, columns), **columns, **_FRESH)


def _special(wish: Wish) -> dict[str, bool]:
    """What most visitors do not ask for, and most facts so do not say."""
    asked = {"fetch": wish.fetch, "by_phone": wish.by_phone}
    return {name: True for name, wanted in asked.items() if wanted}


def _paper(turn: Turn, wish: Wish, ticket: Ticket, ahead: int) -> JobState | None:
    if not wish.printed:
        return None
    printer = turn.setup.printer_for(wish.device)
    copies = turn.setup.ticket.copies
    return enqueue(
        turn, printer, JobKind.TICKET, ticket_id=ticket.id, copies=copies, content={"ahead": ahead}
    )


def _must_fit(turn: Turn, waiting: int, before: int | None, wait: float | None) -> None:
    place = turn.setup.location
    guides = len(floor_of(turn.connection, turn.setup, turn.at).guides) if asks_for_guides(place) else 0
    if wait is None and before is not None and place.minutes_per_visit is not None:
        wait = by_the_figure(place.minutes_per_visit, before, guides)
    if is_full(place, turn.door, turn.at, waiting, guides, wait):
        raise Refusal(Code.FULL, f"{waiting} visitors wait already")


def _before(turn: Turn, day: date, priority: int) -> int:
    """How many will wait before a newcomer with priority."""
    line = line_of(turn.connection, turn.setup.id, day)
    return ahead_of_newcomer(priority, line, floor_of(turn.connection, turn.setup, turn.at))
