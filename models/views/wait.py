"""How many wait, for the location and for each question. What nobody can promise yet is null."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.policy import in_line
from models.tables import Ticket
from models.views.head import Head, waiting_count
from models.views.shape import instant


def wait_view(session: Session, head: Head) -> dict[str, Any]:
    """The public waiting figures of the location."""
    rows = session.execute(
        select(Ticket.question_type, func.count())
        .where(in_line(head.setup, head.day))
        .group_by(Ticket.question_type)
    )
    waiting = {row[0]: row[1] for row in rows}
    offered = head.setup.offered(head.now)
    return {
        "open": head.open,
        "waiting": waiting_count(session, head),
        "wait": None,
        "updated_at": instant(head.now),
        "question_types": {
            item.id: {"open": head.open, "waiting": waiting.get(item.id, 0), "wait": None} for item in offered
        },
    }
