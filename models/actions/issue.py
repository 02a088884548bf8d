"""A visitor walks in and gets a number."""

import secrets
from dataclasses import dataclass

from sqlalchemy import insert

from models.hours import DoorState
from models.log import FactKind, Turn
from models.numbering import join_line, next_number
from models.prepared import Prepared
from models.refusal import Code, Refusal
from models.tables import Ticket
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
)
_INSERT = Prepared(insert(_table).returning(_table.c.id), columns=_GIVEN)


@dataclass(frozen=True)
class Wish:
    """What a visitor asks for.

    Attributes:
        question_type: id of a question type that the location offers today.
        language: one of the region's language codes.
        printed: whether a paper ticket is wanted.
    """

    question_type: str
    language: str
    printed: bool = True


def issue(turn: Turn, wish: Wish) -> tuple[Ticket, int]:
    """Give the next number for *wish*.

    Returns:
        The ticket, and how many visitors wait before it.

    Raises:
        Refusal: `closed`, `full`, `unknown_question_type`, `unknown_language`.
    """
    setup = turn.setup
    letter = _checked(turn, wish)
    day = setup.hours.business_day(turn.at)
    ahead = join_line(turn.connection, setup.id, day) - 1
    if setup.location.max_waiting is not None and ahead >= setup.location.max_waiting:
        raise Refusal(Code.FULL, f"{ahead} visitors wait already")
    columns = {
        "location_id": setup.id,
        "business_day": day,
        "series": letter,
        "number": next_number(turn.connection, setup.id, day, letter),
        "token": secrets.token_urlsafe(TOKEN_BYTES),
        "state": State.WAITING,
        "question_type": wish.question_type,
        "language": wish.language,
        "printed": wish.printed,
        "arrived_rev": turn.rev,
        "rev": turn.rev,
        "issued_at": turn.at,
        "waiting_since": turn.at,
    }
    ticket = Ticket(id=_INSERT.scalar(turn.connection, columns), **columns)
    turn.record(FactKind.ISSUED, ticket, language=wish.language)
    return ticket, ahead


def _checked(turn: Turn, wish: Wish) -> str:
    """The letter of the question type, once everything about *wish* is right."""
    setup = turn.setup
    offered = {q.id: q for q in setup.offered(turn.at)}
    if wish.question_type not in offered:
        raise Refusal(Code.UNKNOWN_QUESTION_TYPE, f"{setup.id} does not offer {wish.question_type!r} today")
    if wish.language not in setup.region.languages:
        raise Refusal(Code.UNKNOWN_LANGUAGE, f"{wish.language!r} is not one of the region's languages")
    if setup.hours.door(turn.at).state is not DoorState.OPEN:
        raise Refusal(Code.CLOSED, f"{setup.id} gives no numbers now")
    return offered[wish.question_type].letter
