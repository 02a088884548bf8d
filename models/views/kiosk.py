"""What the kiosk needs: whether it may give numbers, for which questions, and how busy it is."""

from sqlalchemy.orm import Session

from models.views.head import Head, waiting_count
from models.views.shape import KioskView, instant_or_none


def kiosk_view(session: Session, head: Head) -> KioskView:
    """The kiosk's view of the location, a pure function of the database at *head*."""
    waiting = waiting_count(session, head)
    most = head.setup.location.max_waiting
    return {
        "location": head.setup.id,
        "open": head.open,
        "door": head.door.state,
        "full": most is not None and waiting >= most,
        "opens_at": instant_or_none(head.door.opens_at),
        "closes_at": instant_or_none(head.door.closes_at),
        "question_types": [q.id for q in head.setup.offered(head.now)],
        "waiting": waiting,
        "wait": None,
        "config_rev": head.setup.config_rev,
    }
