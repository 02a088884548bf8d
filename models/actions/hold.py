"""Between desk and line: hold, go on, let a hold run out, and send a visitor to a colleague."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from models.actions.conversation import HELD, TRANSFERRED, close_service, keep_service, snapshot
from models.actions.desk import refuse_taken, seat_of, sit_down
from models.actions.move import AT_DESK, find, move, yours
from models.actions.question import known_question
from models.actions.remark import RemarkKind, write
from models.log import FactKind, Turn
from models.refusal import Code, Refusal
from models.tables import Ticket
from models.transition import State, Step


@dataclass(frozen=True)
class Target:
    """Where a visitor goes next; at least one of the three.

    Attributes:
        question_type: another question.
        guide: a certain guide who sits at this location.
        desk: a certain desk of this location.
    """

    question_type: str | None = None
    guide: str | None = None
    desk: str | None = None

    def __bool__(self) -> bool:
        """Whether it says where to."""
        return any((self.question_type, self.guide, self.desk))


def hold(
    turn: Turn,
    ticket_id: int,
    guide: str | None,
    minutes: int | None = None,
    note: str | None = None,
    seen_rev: int | None = None,
) -> Ticket:
    """Let a visitor do something first; the guide can call others meanwhile.

    Args:
        turn: a turn at the ticket's location.
        ticket_id: a ticket in conversation.
        guide: who asks; None for somebody who may act for every guide.
        minutes: after how long the visitor is back in line for this guide; None for as long as it takes.
        note: words for colleagues, gone at roll-over.
        seen_rev: the ticket's `rev` on the caller's screen.

    Raises:
        Refusal: `not_in_conversation`, `not_yours`, `out_of_range` for a hold longer than the region allows;
            `stale`, `unknown_ticket`.
    """
    ticket = yours(turn, ticket_id, guide, seen_rev)
    longest = turn.setup.calling.max_hold_minutes
    if minutes is not None and not 1 <= minutes <= longest:
        raise Refusal(Code.OUT_OF_RANGE, f"a hold takes 1 to {longest} minutes", ticket_id)
    until = None if minutes is None else turn.at + timedelta(minutes=minutes)
    ticket = move(turn, ticket, Step.HOLD, held_until=until)
    write(turn, RemarkKind.HOLD, note, ticket_id)
    turn.record(FactKind.HELD, ticket, minutes=minutes)
    return ticket


def resume(turn: Turn, ticket_id: int, guide: str, seen_rev: int | None = None) -> Ticket:
    """Go on with a visitor who was on hold, at the desk where *guide* sits.

    A colleague's visitor can be resumed when the colleague has left; else `take_over` says so openly.

    Args:
        turn: a turn at the ticket's location.
        ticket_id: a ticket on hold.
        guide: who goes on.
        seen_rev: the ticket's `rev` on the caller's screen.

    Raises:
        Refusal: `not_on_hold`; `not_yours` while the colleague is here; `no_desk`, `busy`; `stale`,
            `unknown_ticket`.
    """
    ticket = find(turn, ticket_id, seen_rev)
    if ticket.guide not in {None, guide} and _sits_here(turn, ticket.guide):
        raise Refusal(Code.NOT_YOURS, f"{ticket.label} is with {ticket.guide}", ticket_id)
    seat = seat_of(turn.session, guide)
    if seat is None or seat[0] != turn.setup.id:
        raise Refusal(Code.NO_DESK, f"{guide} has no desk here to go on at", ticket_id)
    refuse_taken(turn, guide, seat[1], ticket_id)
    before = ticket.guide
    ticket = move(turn, ticket, Step.RESUME, guide=guide, desk=seat[1], held_until=None)
    sit_down(turn, guide, seat[1])
    turn.record(FactKind.RESUMED, ticket, before=before)
    return ticket


def release(turn: Turn, ticket_id: int) -> Ticket:
    """A hold ran out: the visitor is back in the line, at the old place, for the same guide.

    Raises:
        Refusal: `not_on_hold`, `unknown_ticket`; `too_soon` when it has not run out.
    """
    ticket = find(turn, ticket_id)
    if ticket.state == State.ON_HOLD and (ticket.held_until is None or ticket.held_until > turn.at):
        raise Refusal(Code.TOO_SOON, f"{ticket.label} is on hold until {ticket.held_until}", ticket_id)
    before, talk = {"guide": ticket.guide, "desk": ticket.desk}, snapshot(ticket)
    ticket = move(
        turn,
        ticket,
        Step.RELEASE,
        **AT_DESK,
        for_guide=ticket.guide,
        sent_by=None,
        started_at=None,
        waiting_since=turn.at,
        held_until=None,
    )
    keep_service(turn, talk, HELD)
    turn.record(FactKind.RELEASED, ticket, **before)
    return ticket


def transfer(
    turn: Turn,
    ticket_id: int,
    guide: str | None,
    target: Target,
    note: str | None = None,
    seen_rev: int | None = None,
) -> Ticket:
    """Send a visitor on: same number, and the place of who arrived then.

    Args:
        turn: a turn at the ticket's location.
        ticket_id: a ticket in conversation.
        guide: who asks; None for somebody who may act for every guide.
        target: where to.
        note: words for the colleague, gone at roll-over.
        seen_rev: the ticket's `rev` on the caller's screen.

    Raises:
        Refusal: `nothing_asked` without a target; `unknown_question_type`, `unknown_desk`; `guide_not_here`
            when that guide has no desk here; `not_in_conversation`, `not_yours`, `stale`, `unknown_ticket`.
    """
    ticket = yours(turn, ticket_id, guide, seen_rev)
    changes = _towards(turn, ticket, target)
    from_ = {"guide": ticket.guide, "desk": ticket.desk}
    ended = {"question_type": ticket.question_type, "service": ticket.service}
    close_service(turn, ticket, TRANSFERRED)
    ticket = move(
        turn,
        ticket,
        Step.TRANSFER,
        **AT_DESK,
        **changes,
        started_at=None,
        waiting_since=turn.at,
        service=ticket.service + (changes["question_type"] != ticket.question_type),
        widened=0,
        sent_by=from_["guide"],
    )
    write(turn, RemarkKind.TRANSFER, note, ticket_id)
    turn.record(
        FactKind.TRANSFERRED,
        ticket,
        **from_,
        after=ended["question_type"],
        for_guide=ticket.for_guide,
        for_desk=ticket.for_desk,
    )
    return ticket


def _towards(turn: Turn, ticket: Ticket, target: Target) -> dict[str, Any]:
    """The columns that send a ticket there."""
    if not target:
        raise Refusal(Code.NOTHING_ASKED, "say where to: a question, a guide or a desk", ticket.id)
    if target.desk is not None and target.desk not in turn.setup.desk_names:
        raise Refusal(Code.UNKNOWN_DESK, f"there is no desk {target.desk!r} at {turn.setup.id}", ticket.id)
    if target.guide is not None and not _sits_here(turn, target.guide):
        raise Refusal(Code.GUIDE_NOT_HERE, f"{target.guide} has no desk here now", ticket.id)
    question = target.question_type
    return {
        "question_type": ticket.question_type if question is None else known_question(turn, question).id,
        "for_guide": target.guide,
        "for_desk": target.desk,
    }


def _sits_here(turn: Turn, guide: str | None) -> bool:
    seat = None if guide is None else seat_of(turn.session, guide)
    return seat is not None and seat[0] == turn.setup.id
