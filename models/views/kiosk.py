"""What the kiosk needs: whether it may give numbers, for which questions, and how busy it is."""

from sqlalchemy.orm import Session

from models.capacity import asks_for_guides, is_full
from models.views.assistance import kiosk_assistance
from models.views.expected import expected, soonest
from models.views.head import Head, waiting_count
from models.views.line import line_at
from models.views.message import closing, messages
from models.views.printer import kiosks_without_paper
from models.views.shape import KioskView, instant_or_none


def kiosk_view(session: Session, head: Head) -> KioskView:
    """The kiosk's view of the location, a pure function of the database at *head*."""
    waiting = waiting_count(session, head)
    place = head.setup.location
    guides = len(line_at(session, head).floor.guides) if asks_for_guides(place) else 0
    waits = expected(session, head)
    return {
        "location": head.setup.id,
        "day": head.day.isoformat(),
        "open": head.open,
        "door": head.door.state,
        "full": is_full(place, head.door, head.now, waiting, guides, soonest(waits)),
        "opens_at": instant_or_none(head.door.opens_at),
        "closes_at": instant_or_none(head.door.closes_at),
        "question_types": [q.id for q in head.setup.offered(head.now)],
        "waiting": waiting,
        "wait": waits.anybody,
        "notices": [message["text"] for message in messages(session, head)],
        "assistance": kiosk_assistance(session, head),
        "without_paper": kiosks_without_paper(session, head.setup.id),
        "closing": closing(head),
        "away_until": instant_or_none(head.away_until),
        "config_rev": head.setup.config_rev,
    }
