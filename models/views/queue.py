"""What staff see of a location: the line with reasons, the desks, the devices, the counts."""

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from models.policy import in_line, order, reason_of
from models.tables import Desk, Device, Ticket
from models.transition import ACTIVE, State
from models.views.head import Head
from models.views.shape import Counts, DeskView, DeviceView, QueueView, TicketView, instant_or_none
from models.views.ticket import ticket_view

_DEVICE_REMEMBERED = timedelta(hours=24)
"""A screen that was not seen for a day is put away; that is no fault to show to a guide."""


def queue_view(session: Session, head: Head) -> QueueView:
    """The queue of the location, a pure function of the database at *head*."""
    attended = _attended(session, head)
    return {
        "location": head.setup.id,
        "open": head.open,
        "door": head.door.state,
        "opens_at": instant_or_none(head.door.opens_at),
        "closes_at": instant_or_none(head.door.closes_at),
        "waiting": _waiting(session, head),
        "called": _views(attended, State.CALLED),
        "in_conversation": _views(attended, State.IN_CONVERSATION),
        "on_hold": _views(attended, State.ON_HOLD),
        "desks": _desks(session, head, attended),
        "devices": _devices(session, head),
        "counts": _counts(session, head),
        "config_rev": head.setup.config_rev,
    }


def _waiting(session: Session, head: Head) -> list[TicketView]:
    tickets = session.execute(
        select(Ticket).where(in_line(head.setup, head.day)).order_by(*order())
    ).scalars()
    return [{**ticket_view(t, place), "reason": reason_of(place)} for place, t in enumerate(tickets)]


def _attended(session: Session, head: Head) -> list[Ticket]:
    """Tickets that are with a guide; of yesterday's too, for a conversation may outlast its day."""
    with_guide = or_(
        Ticket.state.in_(ACTIVE), (Ticket.state == State.ON_HOLD) & (Ticket.business_day == head.day)
    )
    return list(
        session.execute(
            select(Ticket).where(Ticket.location_id == head.setup.id, with_guide).order_by(Ticket.call_number)
        ).scalars()
    )


def _views(tickets: Iterable[Ticket], state: State) -> list[TicketView]:
    return [ticket_view(ticket, None) for ticket in tickets if ticket.state == state]


def _desks(session: Session, head: Head, attended: list[Ticket]) -> list[DeskView]:
    visitors = {ticket.desk: ticket.state for ticket in attended if ticket.state in ACTIVE}
    desks = session.execute(
        select(Desk.id, Desk.guide)
        .where(Desk.location_id == head.setup.id, Desk.retired.is_(False))
        .order_by(Desk.position)
    )
    return [
        {
            "id": desk.id,
            "name": head.setup.desk_names.get(desk.id, desk.id),
            "guide": desk.guide,
            "state": visitors.get(desk.id, "available" if desk.guide else "free"),
        }
        for desk in desks
    ]


def _devices(session: Session, head: Head) -> list[DeviceView]:
    devices = session.execute(
        select(Device)
        .where(
            Device.location_id == head.setup.id,
            Device.revoked_at.is_(None),
            Device.seen_at >= head.now - _DEVICE_REMEMBERED,
        )
        .order_by(Device.kind, Device.name)
    ).scalars()
    return [
        {"id": d.id, "name": d.name, "kind": d.kind, "online": d.online, "shown_rev": d.shown_rev}
        for d in devices
    ]


def _counts(session: Session, head: Head) -> Counts:
    rows = session.execute(
        select(Ticket.state, func.count())
        .where(Ticket.location_id == head.setup.id, Ticket.business_day == head.day)
        .group_by(Ticket.state)
    )
    by_state: dict[str, int] = {row[0]: row[1] for row in rows}
    return {
        "waiting": by_state.get(State.WAITING, 0),
        "issued": sum(by_state.values()),
        "done": by_state.get(State.DONE, 0),
        "no_show": by_state.get(State.NO_SHOW, 0),
        "left": by_state.get(State.LEFT, 0),
        "abandoned": by_state.get(State.ABANDONED, 0),
    }
