"""What staff see of a location: the line with reasons, the desks, the devices, the counts.

The view is whole and small: however many wait, it stays under eight kilobytes.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.actions.visit import DOUBLE
from models.policy import Place, Reason
from models.tables import WITH_GUIDE, Device, HelpCall, Remark, Ticket
from models.transition import State
from models.views.assistance import staff_assistance
from models.views.desk import desk_views
from models.views.device import device_view
from models.views.expected import expected
from models.views.fit import MOST_SHOWN, fill
from models.views.head import Head
from models.views.line import line_at
from models.views.message import closing, messages
from models.views.printer import doubts, printer_views
from models.views.shape import (
    AttendedView,
    Counts,
    DeviceView,
    HelpView,
    NoteView,
    QueueView,
    TicketView,
    instant,
    instant_or_none,
)
from models.views.ticket import attended_view, ticket_view

_DEVICE_REMEMBERED = timedelta(hours=24)
"""A screen that was not seen for a day is put away; that is no fault to show to a guide."""


def queue_view(session: Session, head: Head) -> QueueView:
    """The queue of the location, a pure function of the database at *head*."""
    attended = _attended(session, head)
    view: QueueView = {
        "location": head.setup.id,
        "open": head.open,
        "door": head.door.state,
        "opens_at": instant_or_none(head.door.opens_at),
        "closes_at": instant_or_none(head.door.closes_at),
        "closing": closing(head),
        "away_until": instant_or_none(head.away_until),
        "waiting": [],
        "more": 0,
        "called": _views(attended, State.CALLED),
        "in_conversation": _views(attended, State.IN_CONVERSATION),
        "on_hold": _views(attended, State.ON_HOLD),
        "more_on_hold": 0,
        "desks": desk_views(session, head, attended),
        "devices": _devices(session, head),
        "printers": printer_views(session, head.setup.id),
        "doubts": doubts(session, head.setup.id),
        "questions": [],
        "notes": [],
        "help": _help(session, head),
        "assistance": staff_assistance(session, head),
        "messages": messages(session, head),
        "paper": None if head.roll is None else {"next": head.roll[0], "last": head.roll[1]},
        "counts": _counts(session, head),
        "config_rev": head.setup.config_rev,
    }
    _fill_line(session, head, view)
    return view


def whole_line(session: Session, head: Head) -> list[TicketView]:
    """Everybody who waits, in order, with the reason of each place."""
    return _line(session, head, None)


def _line(session: Session, head: Head, most: int | None) -> list[TicketView]:
    line = line_at(session, head)
    places, waits = line.places[:most], expected(session, head)
    ids = [place.waiting.id for place in places]
    tickets = {t.id: t for t in session.execute(select(Ticket).where(Ticket.id.in_(ids))).scalars()}
    return [
        {
            **ticket_view(
                tickets[place.waiting.id],
                line.ahead[place.waiting.id],
                waits.tickets.get(place.waiting.id),
            ),
            "reason": _told(place, first=index == 0),
        }
        for index, place in enumerate(places)
    ]


def _told(place: Place, *, first: bool) -> str | None:
    """The reason of a place; that somebody came earlier needs no words, but for who is next."""
    return None if place.reason is Reason.WAITED_LONGEST and not first else place.reason


def _fill_line(session: Session, head: Head, view: QueueView) -> None:
    line = line_at(session, head)
    view["questions"] = line.loads
    rows = _line(session, head, MOST_SHOWN)
    shown: list[Any] = [*view["called"], *view["in_conversation"], *view["on_hold"], *rows]
    fill(view, rows, _notes(session, [ticket["id"] for ticket in shown]), len(line.places))


def _attended(session: Session, head: Head) -> list[Ticket]:
    """Tickets that are with a guide; of yesterday's too, for a conversation may outlast its day."""
    with_guide = select(Ticket).where(Ticket.location_id == head.setup.id, WITH_GUIDE)
    on_hold = select(Ticket).where(
        Ticket.location_id == head.setup.id, Ticket.business_day == head.day, Ticket.state == State.ON_HOLD
    )
    return [
        *session.execute(with_guide.order_by(Ticket.call_number)).scalars(),
        *session.execute(on_hold.order_by(Ticket.arrived_rev)).scalars(),
    ]


def _views(tickets: Iterable[Ticket], state: State) -> list[AttendedView]:
    return [attended_view(ticket) for ticket in tickets if ticket.state == state]


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
    return [device_view(device) for device in devices]


def _notes(session: Session, ids: list[int]) -> list[NoteView]:
    """What colleagues wrote, newest first; of each kind the newest text of a visit."""
    texts = session.execute(select(Remark).where(Remark.ticket_id.in_(ids)).order_by(Remark.rev)).scalars()
    newest = {(text.ticket_id, text.kind): text for text in texts}
    rows = sorted(newest.values(), key=lambda text: text.rev, reverse=True)
    return [
        {
            "ticket": row.ticket_id or 0,
            "kind": row.kind,
            "text": row.text,
            "by": row.by,
            "at": instant(row.at),
        }
        for row in rows
    ]


def _help(session: Session, head: Head) -> list[HelpView]:
    rows = session.execute(
        select(HelpCall).where(HelpCall.location_id == head.setup.id).order_by(HelpCall.at)
    ).scalars()
    return [
        {
            "guide": row.guide,
            "desk": row.desk,
            "desk_name": head.setup.desk_names.get(row.desk or ""),
            "since": instant(row.at),
            "coming": row.coming,
        }
        for row in rows
    ]


def _counts(session: Session, head: Head) -> Counts:
    rows = session.execute(
        select(Ticket.state, func.count())
        .where(
            Ticket.location_id == head.setup.id,
            Ticket.business_day == head.day,
            Ticket.outcome.is_distinct_from(DOUBLE),
        )
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
