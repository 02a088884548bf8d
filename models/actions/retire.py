"""A location that the region file no longer names: whoever is there is let go, and its log says so."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from models.actions.desk import get_up
from models.actions.time import abandon
from models.log import FactKind, take_turn
from models.tables import STILL_OPEN, Assistance, Desk, HelpCall, Location, Remark, Ticket


def close_down(session: Session, location_id: str, actor: str, now: datetime) -> None:
    """Close every open visit of the location and free its guides, before its configuration is gone.

    Its day never ends, so words of staff and calls for a person end here.
    """
    tickets = select(Ticket.id).where(STILL_OPEN, Ticket.location_id == location_id)
    for ticket_id in session.execute(tickets.order_by(Ticket.arrived_rev)).scalars().all():
        abandon(take_turn(session, location_id, actor, now), ticket_id)
    seated = select(Desk.guide, Desk.id).where(Desk.location_id == location_id, Desk.guide.is_not(None))
    for guide, desk in session.execute(seated).all():
        turn = take_turn(session, location_id, actor, now)
        get_up(turn, str(guide), (location_id, desk))
        turn.record(FactKind.GUIDE_AWAY, guide=guide, desk=desk)
    for table in (Remark, HelpCall):
        session.execute(delete(table).where(table.location_id == location_id))
    asked = (Assistance.location_id == location_id, Assistance.ended_at.is_(None))
    session.execute(update(Assistance).where(*asked).values(ended_at=now))


def locations_in_use(session: Session) -> set[str]:
    """Ids of the locations that the region file in force names."""
    return set(session.execute(select(Location.id).where(Location.retired.is_(False))).scalars())
