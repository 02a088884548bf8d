"""In the line and after it: wait a moment, leave, come back, become one, have the paper again."""

from datetime import timedelta

from sqlalchemy import update

from models.actions.conversation import LEFT, keep_service, snapshot
from models.actions.move import find, move
from models.actions.remark import RemarkKind, write
from models.log import FactKind, Turn
from models.printing.condition import settle_doubts
from models.printing.job import JobKind, enqueue
from models.refusal import Code, Refusal
from models.tables import Ticket
from models.transition import State, Step

DOUBLE = "double"
"""Outcome of a ticket that turned out to be a second one of the same visitor."""


def cancel(turn: Turn, ticket_id: int, reason: str | None = None, seen_rev: int | None = None) -> Ticket:
    """Staff take a visitor out of the line who does not want to wait any more.

    Args:
        turn: a turn at the ticket's location.
        ticket_id: a ticket that waits or is on hold.
        reason: words for colleagues, gone at roll-over.
        seen_rev: the ticket's `rev` on the caller's screen.

    Raises:
        Refusal: `not_waiting`, `stale`, `unknown_ticket`.
    """
    ticket = find(turn, ticket_id, seen_rev)
    talked = snapshot(ticket) if ticket.state == State.ON_HOLD else None
    ticket = move(turn, ticket, Step.CANCEL, closed_at=turn.at, later_until=None, held_until=None)
    if talked is not None:
        keep_service(turn, talked, LEFT)
    write(turn, RemarkKind.CANCEL, reason, ticket_id)
    turn.record(FactKind.LEFT, ticket, by="staff")
    return ticket


def leave(turn: Turn, ticket_id: int) -> Ticket:
    """The visitor leaves the line.

    Raises:
        Refusal: `not_waiting`, `unknown_ticket`.
    """
    ticket = move(turn, find(turn, ticket_id), Step.LEAVE, closed_at=turn.at, later_until=None)
    turn.record(FactKind.LEFT, ticket, by="visitor")
    return ticket


def later(turn: Turn, ticket_id: int, seen_rev: int | None = None) -> Ticket:
    """The visitor needs a moment: others go first for some minutes, the place is kept.

    Raises:
        Refusal: `not_waiting`; `no_more_laters` when it was asked too often; `stale`, `unknown_ticket`.
    """
    ticket = find(turn, ticket_id, seen_rev)
    rules = turn.setup.calling
    if ticket.state == State.WAITING and ticket.laters >= rules.max_laters:
        raise Refusal(
            Code.NO_MORE_LATERS, f"{ticket.label} asked {ticket.laters} times for a moment", ticket_id
        )
    until = turn.at + timedelta(minutes=rules.later_minutes)
    ticket = move(turn, ticket, Step.LATER, later_until=until, laters=ticket.laters + 1)
    turn.record(FactKind.POSTPONED, ticket, minutes=rules.later_minutes)
    return ticket


def back(turn: Turn, ticket_id: int, seen_rev: int | None = None) -> Ticket:
    """The visitor is ready again, at the old place; who is not away for a moment stays so, without a fact.

    Raises:
        Refusal: `not_waiting`, `stale`, `unknown_ticket`.
    """
    ticket = find(turn, ticket_id, seen_rev)
    if ticket.state == State.WAITING and ticket.later_until is None:
        turn.give_back()
        return ticket
    ticket = move(turn, ticket, Step.BACK, later_until=None)
    turn.record(FactKind.BACK_IN_LINE, ticket)
    return ticket


def reinstate(turn: Turn, ticket_id: int, seen_rev: int | None = None) -> Ticket:
    """Somebody who missed the call, or was closed by mistake, is back in the line at the old place.

    Args:
        turn: a turn at the ticket's location.
        ticket_id: a ticket that did not show, left or is done.
        seen_rev: the ticket's `rev` on the caller's screen.

    Raises:
        Refusal: `too_late` after the region's tolerance or on another day; `not_closed`, `stale`,
            `unknown_ticket`.
    """
    ticket = find(turn, ticket_id, seen_rev)
    tolerance = timedelta(minutes=turn.setup.calling.late_minutes)
    late = ticket.closed_at is not None and turn.at - ticket.closed_at > tolerance
    if ticket.closed_at is not None and (late or ticket.business_day != turn.day):
        raise Refusal(Code.TOO_LATE, f"{ticket.label} was closed too long ago", ticket_id)
    before = ticket.state
    ticket = move(
        turn,
        ticket,
        Step.REINSTATE,
        guide=None,
        desk=None,
        called_at=None,
        announced_at=None,
        started_at=None,
        closed_at=None,
        call_number=None,
        outcome=None,
        merged_into=None,
        service=ticket.service + (before == State.DONE),
        waiting_since=turn.at,
    )
    turn.record(FactKind.REINSTATED, ticket, before=before)
    return ticket


def merge(turn: Turn, ticket_id: int, into_id: int, seen_rev: int | None = None) -> Ticket:
    """Two numbers turned out to be one visitor: one goes, the other keeps the earlier of both places.

    Args:
        turn: a turn at the tickets' location.
        ticket_id: the ticket that goes.
        into_id: the one that stays.
        seen_rev: the `rev` of the ticket that goes, on the caller's screen.

    Returns:
        The ticket that stays.

    Raises:
        Refusal: `same_ticket`; `not_waiting` when one of them does not wait; `stale`, `unknown_ticket`.
    """
    if ticket_id == into_id:
        raise Refusal(Code.SAME_TICKET, "a ticket cannot be merged into itself", ticket_id)
    double, kept = find(turn, ticket_id, seen_rev), find(turn, into_id)
    if kept.state != State.WAITING or kept.business_day != double.business_day:
        raise Refusal(Code.NOT_WAITING, f"{kept.label} does not wait in this line", into_id)
    places = sorted((double.arrived_rev, kept.arrived_rev))
    double = move(
        turn,
        double,
        Step.MERGE,
        closed_at=turn.at,
        outcome=DOUBLE,
        merged_into=into_id,
        arrived_rev=places[1],
        later_until=None,
    )
    earlier = (
        update(Ticket)
        .where(Ticket.id == into_id)
        .values(arrived_rev=places[0], rev=turn.rev, last=None)
        .returning(Ticket)
    )
    kept = turn.session.execute(earlier, execution_options={"populate_existing": True}).scalar_one()
    turn.record(FactKind.MERGED, double, into=into_id)
    return kept


def reprint(turn: Turn, ticket_id: int, seen_rev: int | None = None) -> Ticket:
    """A person wants the paper once more; it says so itself, and settles any doubt about the one before.

    Raises:
        Refusal: `not_open`, `stale`, `unknown_ticket`.
    """
    ticket = move(turn, find(turn, ticket_id, seen_rev), Step.REPRINT)
    settle_doubts(turn, ticket_id)
    enqueue(turn, turn.setup.printer_for(), JobKind.REPRINT, ticket_id=ticket_id)
    turn.record(FactKind.REPRINTED, ticket)
    return ticket
