"""The line as places: for many tickets at once."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.policy import in_line, order
from models.tables import Ticket
from models.views.head import Head


def places_in_line(session: Session, head: Head) -> dict[int, int]:
    """For each waiting ticket's id, how many visitors wait before it."""
    ids = session.execute(select(Ticket.id).where(in_line(head.setup, head.day)).order_by(*order())).scalars()
    return {ticket_id: place for place, ticket_id in enumerate(ids)}
