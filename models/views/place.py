"""All locations at one moment."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.setup import setup_of
from models.tables import Location
from models.views.head import Head


def location_heads(session: Session, now: datetime) -> list[Head]:
    """Every location in use, in the region's order."""
    rows = session.execute(
        select(Location.id, Location.rev, Location.epoch, Location.config_rev)
        .where(Location.retired.is_(False))
        .order_by(Location.position)
    )
    heads = []
    for row in rows:
        setup = setup_of(session, row.id, row.epoch, row.config_rev)
        heads.append(Head(setup, row.rev, now, setup.hours.door(now)))
    return heads
