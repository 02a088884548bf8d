"""What the waiting room sees: the calls, newest first, and how many wait."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.tables import Ticket
from models.views.head import Head, waiting_count
from models.views.message import closing, messages
from models.views.shape import BoardView, CallView, instant, instant_or_none

CALLS_SHOWN = 8


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
        "wait": None,
        "notices": [message["text"] for message in messages(session, head)],
        "closing": closing(head),
        "away_until": instant_or_none(head.away_until),
        "config_rev": head.setup.config_rev,
    }


def _calls(session: Session, head: Head) -> list[CallView]:
    """The newest call of each ticket that was called today and did not go back to the line."""
    tickets = session.execute(
        select(Ticket)
        .where(
            Ticket.location_id == head.setup.id,
            Ticket.business_day == head.day,
            Ticket.call_number.is_not(None),
        )
        .order_by(Ticket.call_number.desc())
        .limit(CALLS_SHOWN)
    ).scalars()
    return [_call(head, ticket) for ticket in tickets if ticket.desk]


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
