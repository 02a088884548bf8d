"""The door: it follows the opening hours, unless somebody decides otherwise; and "back in a moment".

The log says when it opened and closed, and so every screen hears.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.door import CLOSED, DECIDED, OPEN, decision_of
from models.hours import Decision, DoorState
from models.log import CLOCK, FactKind, Turn, take_turn
from models.refusal import Code, Refusal, Unchanged
from models.setup import setup_of
from models.tables import Location


class CloseReason(StrEnum):
    """Why a location closes unexpectedly, as visitors are told."""

    STAFF = "staff"
    TECHNICAL = "technical"
    EMERGENCY = "emergency"
    OTHER = "other"


_FACTS = {
    DoorState.OPEN: FactKind.LOCATION_OPENED,
    DoorState.LAST: FactKind.CHECK_IN_ENDED,
    DoorState.CLOSED: FactKind.LOCATION_CLOSED,
}
_UNDECIDED = {"decided": None, "decided_until": None, "decided_reason": None, "still_helping": True}
_LONGEST = timedelta(days=370)


def doors_to_move(session: Session, now: datetime) -> list[str]:
    """Ids of the locations whose door should be in another state than the log last said."""
    rows = session.execute(
        select(Location.id, Location.epoch, Location.config_rev, Location.door, *DECIDED).where(
            Location.retired.is_(False)
        )
    )
    return [
        row.id
        for row in rows
        if setup_of(session, row.id, row.epoch, row.config_rev).hours.door(now, decision_of(row)).state
        != row.door
    ]


def move_door(session: Session, location_id: str, now: datetime) -> None:
    """Record that the door opened, stopped giving numbers, or closed.

    Raises:
        Unchanged: another process was first.
    """
    turn = take_turn(session, location_id, CLOCK, now)
    state = turn.door.state
    moved = session.execute(
        update(Location)
        .where(Location.id == location_id, Location.door != state)
        .values(door=state, **({} if turn.decision else _UNDECIDED))
        .returning(Location.id)
    ).scalar_one_or_none()
    if moved is None:
        raise Unchanged
    turn.record(_FACTS[state])


def close(turn: Turn, reason: CloseReason, helping: bool, until: datetime | None = None) -> None:
    """Close unexpectedly; kiosk, display and phones say so honestly.

    Args:
        turn: a turn at the location.
        reason: why.
        helping: whether those in line are still helped today.
        until: when the hours count again; None is the end of the business day.

    Raises:
        Refusal: `already_closed`; `out_of_range` when *until* is not ahead of us.
    """
    if turn.decision is not None and not turn.decision.opens:
        raise Refusal(Code.ALREADY_CLOSED, f"{turn.setup.id} is closed already")
    ends = _ahead(turn, until or turn.setup.hours.day_ends(turn.at))
    _decide(turn, Decision(opens=False, until=ends, reason=reason, helping=helping))
    turn.record(FactKind.LOCATION_CLOSED, reason=reason, helping=helping)


def reopen(turn: Turn, until: datetime | None = None) -> None:
    """Take an early closing back, or open outside the hours.

    Args:
        turn: a turn at the location.
        until: when the hours count again; needed where the hours say closed.

    Raises:
        Refusal: `already_open`; `nothing_asked` outside the hours without *until*; `out_of_range`.
    """
    planned = turn.setup.hours.door(turn.at)
    if turn.door.state is DoorState.OPEN and until is None:
        raise Refusal(Code.ALREADY_OPEN, f"{turn.setup.id} is open already")
    if until is not None:
        _decide(turn, Decision(opens=True, until=_ahead(turn, until)))
    elif planned.state is DoorState.CLOSED or turn.decision is None:
        raise Refusal(Code.NOTHING_ASKED, "say until when, for the opening hours say closed")
    else:
        _store(turn, {**_UNDECIDED, "door": planned.state})
    opened = DoorState.OPEN if until is not None else planned.state
    turn.record(_FACTS[opened], by_hand=True)


def go_away(turn: Turn, minutes: int | None) -> None:
    """Nobody of the staff is there for some minutes, or is back; numbers are given meanwhile.

    Args:
        turn: a turn at the location.
        minutes: for how long; None: somebody is back.
    """
    until = None if minutes is None else turn.at + timedelta(minutes=minutes)
    _store(turn, {"away_until": until})
    if minutes is None:
        turn.record(FactKind.LOCATION_BACK)
    else:
        turn.record(FactKind.LOCATION_AWAY, minutes=minutes)


def _ahead(turn: Turn, until: datetime) -> datetime:
    if not turn.at < until <= turn.at + _LONGEST:
        raise Refusal(Code.OUT_OF_RANGE, f"{until.isoformat()} is not a moment ahead, within a year")
    return until


def _decide(turn: Turn, decision: Decision) -> None:
    state = turn.setup.hours.door(turn.at, decision).state
    _store(
        turn,
        {
            "decided": OPEN if decision.opens else CLOSED,
            "decided_until": decision.until,
            "decided_reason": decision.reason,
            "still_helping": decision.helping,
            "door": state,
        },
    )


def _store(turn: Turn, values: dict[str, Any]) -> None:
    turn.session.execute(update(Location).where(Location.id == turn.setup.id).values(values))
