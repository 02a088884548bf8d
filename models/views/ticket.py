"""One ticket, for staff and for its visitor."""

from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from models.refusal import Code, Refusal
from models.tables import ORDINARY, Ticket
from models.transition import CLOSED, State
from models.views.head import Head
from models.views.line import line_at
from models.views.message import closing
from models.views.shape import AttendedView, TicketView, VisitorTicket, WaitRange, instant, instant_or_none

POLL_NEAR_SECONDS = 4
POLL_FAR_SECONDS = 6
POLL_CLOSED_SECONDS = 60
_NEAR = 3


def ticket_view(ticket: Ticket, ahead: int | None, wait: WaitRange | None = None) -> TicketView:
    """The ticket as staff see it; *ahead* visitors wait before it (None: it does not wait), for *wait*."""
    view: TicketView = {
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
        "wait": wait,
        "call_number": ticket.call_number,
        "rev": ticket.rev,
    }
    _add_what_is_special(ticket, view)
    return view


def attended_view(ticket: Ticket) -> AttendedView:
    """A ticket that is with a guide, without what is always empty then."""
    view = ticket_view(ticket, None)
    for name in ("location", "closed_at", "ahead", "wait"):
        del view[name]  # type: ignore[misc]  # these are the keys that the smaller shape does not have
    return cast("AttendedView", view)


def _add_what_is_special(ticket: Ticket, view: TicketView) -> None:
    """What most tickets do not have, and so do not carry."""
    _add_what_counts(ticket, view)
    if ticket.for_guide is not None:
        view["for_guide"] = ticket.for_guide
    if ticket.for_desk is not None:
        view["for_desk"] = ticket.for_desk
    if ticket.later_until is not None:
        view["later_until"] = instant(ticket.later_until)
    if ticket.held_until is not None:
        view["held_until"] = instant(ticket.held_until)
    if ticket.offline:
        view["offline"] = True
    if ticket.fetch:
        view["fetch"] = True
    if ticket.merged_into is not None and ticket.became is not None:
        view["merged_into"] = _in_the_end(ticket.became).label


def _add_what_counts(ticket: Ticket, view: TicketView) -> None:
    if ticket.service > 1:
        view["service"] = ticket.service
    if ticket.priority < ORDINARY:
        view["priority"] = ticket.priority
    if ticket.recalls:
        view |= {"recalls": ticket.recalls, "announced_at": instant(ticket.announced_at or ticket.issued_at)}


def _in_the_end(ticket: Ticket) -> Ticket:
    """What became of a ticket that may have been merged once more."""
    while ticket.became is not None:
        ticket = ticket.became
    return ticket


def ahead_of(session: Session, head: Head, ticket: Ticket) -> int | None:
    """How many visitors wait before *ticket*; None when it does not wait in today's line."""
    if ticket.state != State.WAITING or ticket.business_day != head.day:
        return None
    return line_at(session, head).ahead.get(ticket.id)


def visitor_ticket(
    head: Head, ticket: Ticket, ahead: int | None, wait: WaitRange | None = None
) -> VisitorTicket:
    """The ticket as its visitor may see it: no name of staff."""
    view = ticket_view(ticket, ahead, wait)
    view["guide"] = None
    view.pop("for_guide", None)
    return {
        **view,
        "desk_name": head.setup.desk_names.get(ticket.desk or ""),
        "open": head.open,
        "closing": closing(head),
        "away_until": instant_or_none(head.away_until),
        "can_later": _can_later(head, ticket),
        "poll_after": _poll_after(ticket, ahead),
    }


def _can_later(head: Head, ticket: Ticket) -> bool:
    return ticket.state == State.WAITING and ticket.laters < head.setup.calling.max_laters


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


CLOSED_SHOWN = 40


def closed_today(session: Session, head: Head) -> list[TicketView]:
    """The tickets of today that were closed last, newest first."""
    tickets = session.execute(
        select(Ticket)
        .where(
            Ticket.location_id == head.setup.id,
            Ticket.business_day == head.day,
            Ticket.state.in_(CLOSED),
        )
        .order_by(Ticket.closed_at.desc())
        .limit(CLOSED_SHOWN)
        .options(selectinload(Ticket.became))
    ).scalars()
    return [ticket_view(ticket, None) for ticket in tickets]
