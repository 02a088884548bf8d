"""The door follows the opening hours: the log says when it opened and closed, and so every screen hears."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.hours import DoorState
from models.log import FactKind, take_turn
from models.refusal import Unchanged
from models.setup import setup_of
from models.tables import Location

_FACTS = {
    DoorState.OPEN: FactKind.LOCATION_OPENED,
    DoorState.LAST: FactKind.CHECK_IN_ENDED,
    DoorState.CLOSED: FactKind.LOCATION_CLOSED,
}


def doors_to_move(session: Session, now: datetime) -> list[str]:
    """Ids of the locations whose door should be in another state than the log last said."""
    rows = session.execute(
        select(Location.id, Location.epoch, Location.config_rev, Location.door).where(
            Location.retired.is_(False)
        )
    )
    return [
        row.id
        for row in rows
        if setup_of(session, row.id, row.epoch, row.config_rev).hours.door(now).state != row.door
    ]


def move_door(session: Session, location_id: str, now: datetime) -> None:
    """Record that the door opened, stopped giving numbers, or closed.

    Raises:
        Unchanged: another process was first.
    """
    turn = take_turn(session, location_id, "clock", now)
    state = turn.setup.hours.door(now).state
    moved = session.execute(
        update(Location)
        .where(Location.id == location_id, Location.door != state)
        .values(door=state)
        .returning(Location.id)
    ).scalar_one_or_none()
    if moved is None:
        raise Unchanged
    turn.record(_FACTS[state])
