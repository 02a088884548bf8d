"""Who is next: one pure ordering, used by the claim, by "people before you" and by the explanation.

Knows no database beyond the columns it orders by.
"""

from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_

from models.setup import Setup
from models.tables import Ticket
from models.transition import State


class Reason(StrEnum):
    """Why a ticket stands where it stands, for the console to put into words."""

    WAITED_LONGEST = "waited_longest"


def in_line(setup: Setup, day: Any) -> ColumnElement[bool]:
    """The tickets that wait at the location on business day *day*."""
    return and_(Ticket.location_id == setup.id, Ticket.business_day == day, Ticket.state == State.WAITING)


def order() -> tuple[ColumnElement[Any], ...]:
    """First who came first. Arrival is the log's revision, so a clock that jumps changes nobody's place."""
    return (Ticket.arrived_rev.asc(),)


def reason_of(place: int) -> Reason | None:
    """Why the ticket at *place* (0 is next) is where it is; None for who is not next."""
    return Reason.WAITED_LONGEST if place == 0 else None
