"""From the line to the desk: call the next, call again, back to the line, did not come."""

from sqlalchemy import select

from models.actions.desk import active_ticket, sit_down
from models.actions.move import find, move
from models.log import FactKind, Turn
from models.numbering import next_call
from models.policy import in_line, order
from models.refusal import Code, NobodyWaiting, Refusal
from models.tables import Ticket
from models.transition import Step


def call_next(turn: Turn, guide: str, desk: str) -> Ticket:
    """Call whoever is next to *desk*.

    Raises:
        NobodyWaiting: the line is empty.
        Refusal: `busy` when the guide already has a visitor; `unknown_desk`; `desk_busy`.
    """
    mine = active_ticket(turn.session, guide)
    if mine is not None:
        raise Refusal(Code.BUSY, f"{mine.label} is still with you", mine.id)
    sit_down(turn, guide, desk)
    day = turn.setup.hours.business_day(turn.at)
    ticket = turn.session.execute(
        select(Ticket).where(in_line(turn.setup, day)).order_by(*order()).limit(1)
    ).scalar_one_or_none()
    if ticket is None:
        raise NobodyWaiting
    number = next_call(turn.connection, ticket.location_id, day)
    ticket = move(
        turn,
        ticket,
        Step.CALL,
        guide=guide,
        desk=desk,
        called_at=turn.at,
        announced_at=turn.at,
        call_number=number,
    )
    turn.record(FactKind.CALLED, ticket, call_number=number)
    return ticket


def recall(turn: Turn, ticket_id: int, guide: str | None, seen_rev: int | None = None) -> Ticket:
    """Announce a called ticket once more; its place and its time of call stay.

    Args:
        turn: a turn at the ticket's location.
        ticket_id: the ticket.
        guide: who asks; None for somebody who may act for every guide.
        seen_rev: the ticket's `rev` on the caller's screen.

    Raises:
        Refusal: `not_called`, `not_yours`, `stale`, `unknown_ticket`.
    """
    ticket = yours(turn, ticket_id, guide, seen_rev)
    number = next_call(turn.connection, ticket.location_id, ticket.business_day)
    ticket = move(turn, ticket, Step.RECALL, announced_at=turn.at, call_number=number)
    turn.record(FactKind.RECALLED, ticket, call_number=number)
    return ticket


def return_to_line(turn: Turn, ticket_id: int, guide: str | None, seen_rev: int | None = None) -> Ticket:
    """Put a called visitor who is not there yet back in the line, at the old place.

    Args and errors are those of `recall`.
    """
    ticket = yours(turn, ticket_id, guide, seen_rev)
    left = {"guide": ticket.guide, "desk": ticket.desk}
    ticket = move(
        turn,
        ticket,
        Step.RETURN,
        guide=None,
        desk=None,
        called_at=None,
        announced_at=None,
        call_number=None,
        waiting_since=turn.at,
    )
    turn.record(FactKind.RETURNED, ticket, **left)
    return ticket


def no_show(turn: Turn, ticket_id: int, guide: str | None, seen_rev: int | None = None) -> Ticket:
    """Close a called ticket whose visitor did not come.

    Args and errors are those of `recall`.
    """
    ticket = yours(turn, ticket_id, guide, seen_rev)
    ticket = move(turn, ticket, Step.NO_SHOW, closed_at=turn.at)
    turn.record(FactKind.NO_SHOW, ticket)
    return ticket


def yours(turn: Turn, ticket_id: int, guide: str | None, seen_rev: int | None) -> Ticket:
    """The ticket, if it is with *guide* (None: with anybody).

    Raises:
        Refusal: `not_yours` when another guide has it; as `find`.
    """
    ticket = find(turn, ticket_id, seen_rev)
    if guide is not None and ticket.guide not in {None, guide}:
        raise Refusal(Code.NOT_YOURS, f"{ticket.label} is with {ticket.guide}", ticket_id)
    return ticket
