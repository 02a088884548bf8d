"""The desks: who sits there, what they do, and whom they would call."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.line import profiles_of
from models.policy import Guide, Place, Reason, order_for
from models.prepared import Row, bare
from models.tables import Desk, Ticket
from models.transition import ACTIVE
from models.views.head import Head
from models.views.line import Line, line_at
from models.views.shape import DeskView, NextView, instant_or_none


def desk_views(session: Session, head: Head, attended: Iterable[Ticket]) -> list[DeskView]:
    """All desks in use, in order; *attended* are the tickets that are with a guide."""
    visitors = {ticket.desk: ticket for ticket in attended if ticket.state in ACTIVE}
    line = line_at(session, head)
    profiles = profiles_of(bare(session), head.setup.id)
    desks = session.execute(
        select(Desk.id, Desk.guide, Desk.presence, Desk.presence_reason, Desk.presence_since)
        .where(Desk.location_id == head.setup.id, Desk.retired.is_(False))
        .order_by(Desk.position)
    )
    guides = {guide.desk: guide for guide in line.floor.guides}
    return [
        {
            "id": desk.id,
            "name": head.setup.desk_names.get(desk.id, desk.id),
            "guide": desk.guide,
            "state": _state(desk, visitors.get(desk.id)),
            "since": instant_or_none(_since(desk, visitors.get(desk.id))),
            "why": desk.presence_reason if desk.guide and desk.id not in visitors else None,
            "languages": list(profiles[desk.guide][1]) if desk.guide in profiles else [],
            "next": _next(guides.get(desk.id), line),
        }
        for desk in desks
    ]


def _state(desk: Row, visitor: Ticket | None) -> str:
    if desk.guide is None:
        return "free"
    return str(desk.presence) if visitor is None else visitor.state


def _since(desk: Row, visitor: Ticket | None) -> datetime | None:
    if visitor is not None:
        return visitor.started_at or visitor.called_at
    since: datetime | None = desk.presence_since if desk.guide else None
    return since


def _next(guide: Guide | None, line: Line) -> NextView | None:
    if guide is None:
        return None
    waiting = [place.waiting for place in line.places]
    place = next(order_for(guide, waiting, line.floor), None)
    return None if place is None else _as_view(place, line)


def _as_view(place: Place, line: Line) -> NextView:
    view: NextView = {
        "ticket": place.waiting.id,
        "label": line.labels[place.waiting.id],
        "reason": place.reason,
    }
    if place.reason is Reason.PRIORITY:
        view |= {"used": place.used, "most": line.floor.max_overtakings}
    return view
