"""Free text of staff: bounded, kept in one table only, and gone when the day rolls over.

The log keeps that something was written, by whom and about which ticket, but never the words.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete, insert

from models.actions.move import find, move
from models.log import FactKind, Turn
from models.refusal import Code, Refusal
from models.tables import Remark, Ticket
from models.transition import Step

LONGEST_NOTE = 160
LONGEST_MESSAGE = 120


class RemarkKind(StrEnum):
    """What a text is about."""

    NOTE = "note"
    CALL = "call"
    HOLD = "hold"
    TRANSFER = "transfer"
    CANCEL = "cancel"
    MESSAGE = "message"


def write(
    turn: Turn,
    kind: RemarkKind,
    text: str | None,
    ticket_id: int | None = None,
    until: datetime | None = None,
) -> bool:
    """Keep *text* with this turn; whether there was any. Of each kind the newest text of a visit counts."""
    words = " ".join((text or "").split())
    if not words:
        return False
    turn.session.execute(
        insert(Remark).values(
            location_id=turn.setup.id,
            rev=turn.rev,
            kind=kind,
            ticket_id=ticket_id,
            by=turn.actor,
            at=turn.at,
            until=until,
            text=words,
        )
    )
    return True


def note(turn: Turn, ticket_id: int, text: str, seen_rev: int | None = None) -> Ticket:
    """Write a note with a visit that is not over; an empty text erases it.

    Args:
        turn: a turn at the ticket's location.
        ticket_id: the ticket.
        text: at most `LONGEST_NOTE` characters.
        seen_rev: the ticket's `rev` on the caller's screen.

    Raises:
        Refusal: `not_open`, `stale`, `unknown_ticket`.
    """
    ticket = move(turn, find(turn, ticket_id, seen_rev), Step.NOTE)
    written = write(turn, RemarkKind.NOTE, text, ticket_id)
    if not written:
        about = (Remark.ticket_id == ticket_id) & (Remark.kind == RemarkKind.NOTE)
        turn.session.execute(delete(Remark).where(about))
    turn.record(FactKind.REMARKED, ticket, written=written)
    return ticket


def show_message(turn: Turn, text: str, until: datetime) -> int:
    """Show *text* on the location's displays; the message's id."""
    if not write(turn, RemarkKind.MESSAGE, text, until=until):
        raise Refusal(Code.NOTHING_ASKED, "a message needs words")
    turn.record(FactKind.MESSAGE_SHOWN)
    return turn.rev


def remove_message(turn: Turn, message_id: int) -> None:
    """Take a message off the displays.

    Raises:
        Refusal: `unknown_message`.
    """
    removed = turn.session.execute(
        delete(Remark)
        .where(
            Remark.location_id == turn.setup.id, Remark.rev == message_id, Remark.kind == RemarkKind.MESSAGE
        )
        .returning(Remark.rev)
    ).scalar_one_or_none()
    if removed is None:
        raise Refusal(Code.UNKNOWN_MESSAGE, f"there is no message {message_id} at {turn.setup.id}")
    turn.record(FactKind.MESSAGE_REMOVED, message=message_id)
