"""A ticket for who holds its token: for as long as its visit goes on, and then until the day is over."""

from datetime import datetime
from typing import Any, cast

from sqlalchemy.orm import Session

from models.refusal import Code, Refusal
from models.tables import Ticket
from models.transition import CLOSED
from models.views.expected import wait_of
from models.views.head import Head, head_of
from models.views.state import state_of
from models.views.ticket import ahead_of, find_by_token, visitor_ticket


def is_dead(head: Head, ticket: Ticket) -> bool:
    """Whether nobody learns anything by the ticket's token any more: its visit is closed and its day over."""
    return ticket.state in CLOSED and ticket.business_day < head.day


def find_held(session: Session, token: str, now: datetime) -> tuple[Head, Ticket]:
    """The ticket with this random token, and its location at *now*.

    Raises:
        Refusal: `unknown_ticket`, also when its visit is closed and its day over.
    """
    ticket = find_by_token(session, token)
    head = head_of(session, ticket.location_id, now)
    if is_dead(head, ticket):
        raise Refusal(Code.UNKNOWN_TICKET, "the day of this ticket is over")
    return head, ticket


def held_state(session: Session, token: str, now: datetime) -> tuple[Ticket, dict[str, Any]]:
    """The ticket with this random token, and what its visitor sees of it.

    Raises:
        Refusal: as `find_held`.
    """
    head, ticket = find_held(session, token, now)
    seen = visitor_ticket(head, ticket, ahead_of(session, head, ticket), wait_of(session, head, ticket))
    return ticket, state_of(head, cast("object", seen))
