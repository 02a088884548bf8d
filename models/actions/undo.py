"""A slip of the finger, made good: the last step of a visit is taken back, and the log says so."""

from datetime import datetime, timedelta

from sqlalchemy import delete, update

from models.actions.desk import refuse_taken, seat_of
from models.actions.move import find, put, unpacked
from models.log import FactKind, Turn
from models.refusal import Code, Refusal
from models.tables import Remark, Service, Ticket
from models.transition import ACTIVE, State


def undo(turn: Turn, ticket_id: int, guide: str | None, seen_rev: int | None = None) -> Ticket:
    """Take back the last step of a visit.

    Args:
        turn: a turn at the ticket's location.
        ticket_id: the ticket.
        guide: who asks; None for somebody who may take back everybody's steps.
        seen_rev: the ticket's `rev` on the caller's screen.

    Raises:
        Refusal: `nothing_to_undo` when the last step was somebody else's, or time's, or the day is over;
            `too_late`; `busy`, `desk_busy` or `no_desk` when the visitor cannot go back to that guide's desk;
            `stale`, `unknown_ticket`.
    """
    ticket = find(turn, ticket_id, seen_rev)
    last = ticket.last
    if last is None or ticket.business_day != turn.day or (guide is not None and last["actor"] != turn.actor):
        raise Refusal(Code.NOTHING_TO_UNDO, f"{ticket.label} has no step of {turn.actor} to undo", ticket_id)
    limit = timedelta(seconds=turn.setup.calling.undo_seconds)
    if turn.at - datetime.fromisoformat(last["at"]) > limit:
        raise Refusal(Code.TOO_LATE, f"the step is more than {limit.seconds} seconds old", ticket_id)
    before = {name: unpacked(value) for name, value in last["before"].items()}
    state = State(before.pop("state"))
    if state in ACTIVE:
        _must_fit(turn, ticket, before.get("guide", ticket.guide), before.get("desk", ticket.desk))
    turn.session.execute(delete(Service).where(Service.ticket_id == ticket_id, Service.rev == last["rev"]))
    turn.session.execute(delete(Remark).where(Remark.ticket_id == ticket_id, Remark.rev == last["rev"]))
    _give_back(turn, last.get("passed", []))
    ticket = put(turn, ticket, state, {**before, "last": None})
    turn.record(FactKind.UNDONE, ticket, step=last["step"])
    return ticket


def _give_back(turn: Turn, passed: list[int]) -> None:
    """A call that did not happen overtook nobody."""
    overtaken = (Ticket.id.in_(passed)) & (Ticket.overtaken > 0)
    turn.session.execute(update(Ticket).where(overtaken).values(overtaken=Ticket.overtaken - 1))


def _must_fit(turn: Turn, ticket: Ticket, guide: str | None, desk: str | None) -> None:
    """The visitor goes back to a guide who is still at that desk and has nobody else."""
    if guide is None or desk is None or seat_of(turn.session, guide) != (turn.setup.id, desk):
        raise Refusal(Code.NO_DESK, f"{guide} is no longer at desk {desk}", ticket.id)
    refuse_taken(turn, guide, desk, ticket.id)
