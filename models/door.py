"""What somebody decided about the door, as it is stored with the location."""

from typing import Any

from sqlalchemy.sql import ColumnElement

from models.hours import Decision
from models.prepared import Row
from models.tables import Location

_location = Location.table()

DECIDED: tuple[ColumnElement[Any], ...] = (
    _location.c.decided,
    _location.c.decided_until,
    _location.c.decided_reason,
    _location.c.still_helping,
)
"""The columns that `decision_of` reads."""

OPEN, CLOSED = "open", "closed"


def decision_of(row: Row) -> Decision | None:
    """What was decided, in a row that has the columns `DECIDED`; None when the hours alone count."""
    if row.decided is None:
        return None
    return Decision(row.decided == OPEN, row.decided_until, row.decided_reason, bool(row.still_helping))
