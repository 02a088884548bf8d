"""How many wait, for the location and for each question. What nobody can promise yet is null."""

from collections import Counter
from typing import Any

from sqlalchemy.orm import Session

from models.views.head import Head, waiting_count
from models.views.line import line_at
from models.views.shape import instant


def wait_view(session: Session, head: Head) -> dict[str, Any]:
    """The public waiting figures of the location."""
    waiting = Counter(place.waiting.question_type for place in line_at(session, head).places)
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
