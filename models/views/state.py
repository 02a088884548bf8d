"""A whole view with the revision it was made from, read in one transaction."""

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, cast

from sqlalchemy.orm import Session

from models.tables import Ticket
from models.views.board import board_view
from models.views.expected import wait_of
from models.views.head import Head, head_of
from models.views.kiosk import kiosk_view
from models.views.queue import queue_view
from models.views.shape import instant
from models.views.ticket import ahead_of, visitor_ticket


class Audience(StrEnum):
    """Who looks at a location."""

    DISPLAY = "display"
    KIOSK = "kiosk"
    STAFF = "staff"


_VIEWS: Mapping[Audience, Callable[[Session, Head], object]] = {
    Audience.DISPLAY: board_view,
    Audience.KIOSK: kiosk_view,
    Audience.STAFF: queue_view,
}


def state_of(head: Head, view: object) -> dict[str, Any]:
    """*view* as it travels: `{epoch, rev, now, view}`."""
    return {"epoch": head.epoch, "rev": head.rev, "now": instant(head.now), "view": view}


def location_state(session: Session, audience: Audience, location_id: str, now: datetime) -> dict[str, Any]:
    """What *audience* sees of a location.

    Raises:
        Refusal: `unknown_location`.
    """
    head = head_of(session, location_id, now)
    return state_of(head, _VIEWS[audience](session, head))


def ticket_state(session: Session, ticket: Ticket, now: datetime) -> dict[str, Any]:
    """What a visitor sees of their ticket."""
    head = head_of(session, ticket.location_id, now)
    return state_of(
        head,
        cast(
            "object",
            visitor_ticket(head, ticket, ahead_of(session, head, ticket), wait_of(session, head, ticket)),
        ),
    )
