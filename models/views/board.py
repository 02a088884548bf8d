"""What the waiting room sees: the calls, newest first, and how many wait."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.tables import Ticket
from models.views.expected import expected
from models.views.head import Head, waiting_count
from models.views.message import closing, messages
from models.views.picture import pictures
from models.views.shape import BoardView, CallView, instant, instant_or_none

CALLS_SHOWN = 8
CALLS_MOST = 24
CALLED_LATELY = timedelta(minutes=3)
"""So long a call stays on the board however many follow: a screen hears of it within a minute, and says the
calls of a rush one after the other."""


def board_view(session: Session, head: Head) -> BoardView:
    """The board of the location, a pure function of the database at *head*."""
    return {
        "location": head.setup.id,
        "business_day": head.day.isoformat(),
        "open": head.open,
        "door": head.door.state,
        "opens_at": instant_or_none(head.door.opens_at),
        "calls": _calls(session, head),
        "waiting": waiting_count(session, head),
        "wait": expected(session, head).anybody,
        "notices": [message["text"] for message in messages(session, head)],
        "pictures": pictures(session, head),
        "closing": closing(head),
        "away_until": instant_or_none(head.away_until),
        "config_rev": head.setup.config_rev,
    }


def _calls(session: Session, head: Head) -> list[CallView]:
    """The newest call of each ticket that was called today and did not go back to the line.

    The last eight, and of those before them the ones of the last minutes.
    """
    tickets = session.execute(
        select(Ticket)
        .where(
            Ticket.location_id == head.setup.id,
            Ticket.business_day == head.day,
            Ticket.call_number.is_not(None),
        )
        .order_by(Ticket.call_number.desc())
        .limit(CALLS_MOST)
    ).scalars()
    since = head.now - CALLED_LATELY
    return [
        _call(head, ticket)
        for place, ticket in enumerate(tickets)
        if ticket.desk and (place < CALLS_SHOWN or (ticket.announced_at or ticket.issued_at) > since)
    ]


def _call(head: Head, ticket: Ticket) -> CallView:
    desk = ticket.desk or ""
    return {
        "label": ticket.label,
        "desk": desk,
        "desk_name": head.setup.desk_names.get(desk, desk),
        "call_number": ticket.call_number or 0,
        "called_at": instant(ticket.announced_at or ticket.issued_at),
        "language": ticket.language,
        "state": ticket.state,
    }
