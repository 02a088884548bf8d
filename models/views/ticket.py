"""One ticket, for staff and for its visitor."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.policy import in_line
from models.refusal import Code, Refusal
from models.tables import Ticket
from models.transition import CLOSED, State
from models.views.head import Head
from models.views.shape import TicketView, VisitorTicket, instant, instant_or_none

POLL_NEAR_SECONDS = 4
POLL_FAR_SECONDS = 12
POLL_CLOSED_SECONDS = 60
_NEAR = 3


def ticket_view(ticket: Ticket, ahead: int | None) -> TicketView:
    """The ticket as staff see it; *ahead* visitors wait before it (None: it does not wait)."""
    return {
        "id": ticket.id,
        "label": ticket.label,
        "state": ticket.state,
        "question_type": ticket.question_type,
        "language": ticket.language,
        "location": ticket.location_id,
        "issued_at": instant(ticket.issued_at),
        "called_at": instant_or_none(ticket.called_at),
        "started_at": instant_or_none(ticket.started_at),
        "closed_at": instant_or_none(ticket.closed_at),
        "desk": ticket.desk,
        "guide": ticket.guide,
        "ahead": ahead,
        "wait": None,
        "call_number": ticket.call_number,
        "rev": ticket.rev,
    }


def ahead_of(session: Session, head: Head, ticket: Ticket) -> int | None:
    """How many visitors wait before *ticket*; None when it does not wait in today's line."""
    if ticket.state != State.WAITING or ticket.business_day != head.day:
        return None
    before = select(func.count()).where(
        in_line(head.setup, head.day), Ticket.arrived_rev < ticket.arrived_rev
    )
    return int(session.execute(before).scalar_one())


def visitor_ticket(head: Head, ticket: Ticket, ahead: int | None) -> VisitorTicket:
    """The ticket as its visitor may see it."""
    view = ticket_view(ticket, ahead)
    view["guide"] = None
    return {
        **view,
        "desk_name": head.setup.desk_names.get(ticket.desk or ""),
        "open": head.open,
        "poll_after": _poll_after(ticket, ahead),
    }


def _poll_after(ticket: Ticket, ahead: int | None) -> int:
    """Seconds until a phone without a socket asks again: sooner when its turn is near."""
    if ticket.state in CLOSED:
        return POLL_CLOSED_SECONDS
    return POLL_NEAR_SECONDS if (ahead or 0) <= _NEAR else POLL_FAR_SECONDS


def find_by_token(session: Session, token: str) -> Ticket:
    """The ticket with this random token.

    Raises:
        Refusal: `unknown_ticket`.
    """
    ticket = session.execute(select(Ticket).where(Ticket.token == token)).scalar_one_or_none()
    if ticket is None:
        raise Refusal(Code.UNKNOWN_TICKET, "no ticket has this token")
    return ticket
