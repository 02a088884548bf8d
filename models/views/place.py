"""All locations at one moment."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.tables import Location
from models.views.head import HEAD_COLUMNS, Head, head_from


def location_heads(session: Session, now: datetime) -> list[Head]:
    """Every location in use, in the region's order."""
    in_use = select(*HEAD_COLUMNS).where(Location.retired.is_(False)).order_by(Location.position)
    return [head_from(session, row, now) for row in session.execute(in_use)]
