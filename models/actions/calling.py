"""From the line to the desk: call the next or a certain one, call again, back to the line, did not come."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from sqlalchemy import update

from models.actions.desk import active_ticket, sit_down
from models.actions.move import AT_DESK, find, move, yours
from models.actions.remark import RemarkKind, write
from models.line import floor_of, line_of
from models.log import FactKind, Turn
from models.numbering import next_call
from models.policy import Place, order_for
from models.refusal import Code, NobodyWaiting, Refusal
from models.tables import Ticket
from models.transition import State, Step, after


def call_next(turn: Turn, guide: str, desk: str) -> Ticket:
    """Call whoever is next for *guide* to *desk*, by the order of models/policy.py.

    Raises:
        NobodyWaiting: nobody in line is for this guide.
        Refusal: `busy` when the guide already has a visitor; `unknown_desk`; `desk_busy`.
    """
    _receive(turn, guide, desk)
    place = next(_order(turn, guide, desk), None)
    if place is None:
        raise NobodyWaiting
    passed = [waiting.id for waiting in place.passed]
    ticket = summon(turn, find(turn, place.waiting.id), guide, desk, passed)
    if passed:
        turn.session.execute(
            update(Ticket).where(Ticket.id.in_(passed)).values(overtaken=Ticket.overtaken + 1)
        )
    turn.record(FactKind.CALLED, ticket, call_number=ticket.call_number, why=place.reason, passed=len(passed))
    return ticket


def call(
    turn: Turn, ticket_id: int, guide: str, desk: str, reason: str, seen_rev: int | None = None
) -> Ticket:
    """Call a certain visitor, out of order; the log says who did and that a reason was given.

    Args:
        turn: a turn at the ticket's location.
        ticket_id: the ticket.
        guide: who calls.
        desk: where to.
        reason: why, in words for colleagues; gone at roll-over.
        seen_rev: the ticket's `rev` on the caller's screen.

    Raises:
        Refusal: `not_waiting`, `already_called`; `nothing_asked` without a reason; as `call_next` and `find`.
    """
    after(Step.CALL, State(find(turn, ticket_id).state), ticket_id)  # says more than that something changed
    ticket = find(turn, ticket_id, seen_rev)
    if not reason.strip():
        raise Refusal(Code.NOTHING_ASKED, "a call out of order needs a reason", ticket_id)
    _receive(turn, guide, desk)
    ticket = summon(turn, ticket, guide, desk)
    write(turn, RemarkKind.CALL, reason, ticket_id)
    turn.record(FactKind.CALLED, ticket, call_number=ticket.call_number, why="by_hand", passed=0)
    return ticket


def summon(turn: Turn, ticket: Ticket, guide: str, desk: str, passed: Sequence[int] = ()) -> Ticket:
    """Call *ticket*, before those *passed*; the guide sits there and is free. Records nothing."""
    return move(
        turn,
        ticket,
        Step.CALL,
        guide=guide,
        desk=desk,
        called_at=turn.at,
        announced_at=turn.at,
        call_number=next_call(turn.connection, ticket.location_id, ticket.business_day),
        later_until=None,
        recalls=0,
        trace={"passed": list(passed)} if passed else {},
    )


def _receive(turn: Turn, guide: str, desk: str) -> None:
    mine = active_ticket(turn.session, guide)
    if mine is not None:
        raise Refusal(Code.BUSY, f"{mine.label} is still with you", mine.id)
    sit_down(turn, guide, desk)


def _order(turn: Turn, guide: str, desk: str) -> Iterator[Place]:
    """Whom the guide, who has just sat down there, calls first to last."""
    line = line_of(turn.connection, turn.setup.id, turn.day)
    floor = floor_of(turn.connection, turn.setup, turn.at)
    taker = next(seated for seated in floor.guides if (seated.name, seated.desk) == (guide, desk))
    return order_for(taker, line, floor)


def recall(turn: Turn, ticket_id: int, guide: str | None, seen_rev: int | None = None) -> Ticket:
    """Announce a called ticket once more; its place and its time of call stay.

    The first time at once, then with a pause between and a maximum, so that the room is not shouted at.

    Args:
        turn: a turn at the ticket's location.
        ticket_id: the ticket.
        guide: who asks; None for somebody who may act for every guide.
        seen_rev: the ticket's `rev` on the caller's screen.

    Raises:
        Refusal: `not_called`, `not_yours`, `too_soon`, `no_more_recalls`, `stale`, `unknown_ticket`.
    """
    ticket = yours(turn, ticket_id, guide, seen_rev)
    if ticket.state == State.CALLED and ticket.recalls:
        _may_recall(turn, ticket)
    number = next_call(turn.connection, ticket.location_id, ticket.business_day)
    ticket = move(
        turn, ticket, Step.RECALL, announced_at=turn.at, call_number=number, recalls=ticket.recalls + 1
    )
    turn.record(FactKind.RECALLED, ticket, call_number=number)
    return ticket


def _may_recall(turn: Turn, ticket: Ticket) -> None:
    rules = turn.setup.calling
    if ticket.recalls >= rules.max_recalls:
        raise Refusal(
            Code.NO_MORE_RECALLS, f"{ticket.label} was called again {ticket.recalls} times", ticket.id
        )
    pause = timedelta(seconds=rules.recall_pause_seconds)
    if ticket.announced_at is not None and timedelta(0) <= turn.at - ticket.announced_at < pause:
        raise Refusal(Code.TOO_SOON, f"wait {pause.seconds} seconds between two recalls", ticket.id)


def return_to_line(turn: Turn, ticket_id: int, guide: str | None, seen_rev: int | None = None) -> Ticket:
    """Put a called visitor who is not there yet back in the line, at the old place.

    Args:
        turn: a turn at the ticket's location.
        ticket_id: the ticket.
        guide: who asks; None for somebody who may act for every guide.
        seen_rev: the ticket's `rev` on the caller's screen.

    Raises:
        Refusal: `not_called`, `not_yours`, `stale`, `unknown_ticket`.
    """
    ticket = yours(turn, ticket_id, guide, seen_rev)
    left = {"guide": ticket.guide, "desk": ticket.desk}
    ticket = move(turn, ticket, Step.RETURN, **AT_DESK, waiting_since=turn.at)
    turn.record(FactKind.RETURNED, ticket, **left)
    return ticket


def no_show(turn: Turn, ticket_id: int, guide: str | None, seen_rev: int | None = None) -> Ticket:
    """Close a called ticket whose visitor did not come.

    Args and errors are those of `return_to_line`.
    """
    ticket = yours(turn, ticket_id, guide, seen_rev)
    ticket = move(turn, ticket, Step.NO_SHOW, closed_at=turn.at)
    turn.record(FactKind.NO_SHOW, ticket)
    return ticket
