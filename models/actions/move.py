"""The one way in which a ticket changes, and the trace it leaves so that a slip can be undone."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.log import CLOCK, Turn
from models.numbering import join_line, leave_line
from models.refusal import Code, Refusal
from models.tables import Desk, Ticket
from models.transition import ACTIVE, PASSING, UNDOABLE, State, Step, after

AT_DESK = {"guide": None, "desk": None, "called_at": None, "announced_at": None, "call_number": None}
"""What a ticket loses when it goes from a guide back to the line."""


def location_of(session: Session, ticket_id: int) -> str:
    """The id of the location where the ticket was issued.

    Raises:
        Refusal: `unknown_ticket`.
    """
    found = session.execute(select(Ticket.location_id).where(Ticket.id == ticket_id)).scalar_one_or_none()
    if found is None:
        raise Refusal(Code.UNKNOWN_TICKET, f"there is no ticket {ticket_id}")
    return found


def find(turn: Turn, ticket_id: int, seen_rev: int | None = None) -> Ticket:
    """The ticket, as it is inside this turn.

    Args:
        turn: a turn at the ticket's location.
        ticket_id: the ticket.
        seen_rev: the ticket's `rev` that the caller had on screen, if it says so.

    Raises:
        Refusal: `unknown_ticket`; `stale` when the ticket has changed since it was seen.
    """
    ticket = turn.session.get(Ticket, ticket_id)
    if ticket is None or ticket.location_id != turn.setup.id:
        raise Refusal(Code.UNKNOWN_TICKET, f"there is no ticket {ticket_id} at {turn.setup.id}")
    if seen_rev is not None and seen_rev != ticket.rev:
        raise Refusal(Code.STALE, f"the ticket is at {ticket.rev}, not {seen_rev}", ticket_id)
    return ticket


def yours(turn: Turn, ticket_id: int, guide: str | None, seen_rev: int | None = None) -> Ticket:
    """The ticket, if it is with *guide* (None: with anybody) or with nobody.

    Raises:
        Refusal: `not_yours` when another guide has it; as `find`.
    """
    ticket = find(turn, ticket_id, seen_rev)
    if guide is not None and ticket.guide not in {None, guide}:
        raise Refusal(Code.NOT_YOURS, f"{ticket.label} is with {ticket.guide}", ticket_id)
    return ticket


def move(
    turn: Turn, ticket: Ticket, step: Step, trace: Mapping[str, Any] | None = None, **changes: Any
) -> Ticket:
    """Take *step* with *ticket* and keep count of the line.

    Args:
        turn: a turn at the ticket's location.
        ticket: as `find` gave it.
        step: what to do.
        trace: what else undoing it has to know.
        **changes: other columns that change with it.

    Raises:
        Refusal: the state does not allow it.
    """
    before = State(ticket.state)
    to = after(step, before, ticket.id)
    if step not in PASSING:
        undoable = step in UNDOABLE and turn.actor != CLOCK
        changes["last"] = _trace(turn, ticket, step, changes) | dict(trace or {}) if undoable else None
    return put(turn, ticket, to, changes)


def put(turn: Turn, ticket: Ticket, to: State, changes: dict[str, Any]) -> Ticket:
    """Write a ticket's new state; only `move` and the undoing of one may ask for this.

    The turn already excludes everybody else; `AND state = …` is belt and braces.
    """
    before, desk = State(ticket.state), ticket.desk
    changed = (
        update(Ticket)
        .where(Ticket.id == ticket.id, Ticket.state == before)
        .values(state=to, rev=turn.rev, **changes)
        .returning(Ticket)
    )
    moved = turn.session.execute(changed, execution_options={"populate_existing": True}).scalar_one_or_none()
    if moved is None:
        raise Refusal(Code.STALE, "the ticket changed meanwhile", ticket.id)
    if before is State.WAITING and to is not State.WAITING:
        leave_line(turn.connection, ticket.location_id, ticket.business_day)
    if to is State.WAITING and before is not State.WAITING:
        join_line(turn.connection, ticket.location_id, ticket.business_day)
    if before in ACTIVE and to not in ACTIVE:
        _free(turn, desk)
    return moved


def _free(turn: Turn, desk: str | None) -> None:
    """From now on nobody sits in front of the guide at that desk."""
    turn.session.execute(
        update(Desk).where(Desk.location_id == turn.setup.id, Desk.id == desk).values(presence_since=turn.at)
    )


def _trace(turn: Turn, ticket: Ticket, step: Step, changes: dict[str, Any]) -> dict[str, Any]:
    """Who took which step when, and what stood there before it."""
    before = {name: _packed(getattr(ticket, name)) for name in ("state", *changes)}
    return {"step": step, "actor": turn.actor, "at": turn.at.isoformat(), "rev": turn.rev, "before": before}


def _packed(value: Any) -> Any:
    """A column's value as JSON has it; a moment in a list, so that it is known again."""
    return [value.isoformat()] if isinstance(value, datetime) else value


def unpacked(value: Any) -> Any:
    """What `_packed` packed."""
    return datetime.fromisoformat(value[0]) if isinstance(value, list) else value
