"""Who wants to be told, what is due, and the note that it is being told: once, before the first byte leaves.

No step takes a revision, for nothing changes that a screen shows. Whether another process was first the row
itself says, so that of all processes one sends.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import CursorResult, Select, delete, or_, select, update
from sqlalchemy.orm import Session

from models.push.address import Browser
from models.refusal import Code, Refusal
from models.tables import PushWish, Ticket
from models.transition import CLOSED, State
from models.views.head import Head, head_of
from models.views.line import line_at
from models.views.message import closing

CALL_LASTS = timedelta(seconds=120)
NEXT_LASTS = timedelta(seconds=300)
"""How long a message is worth being delivered."""


@dataclass(frozen=True)
class Due:
    """Something that a visitor is to be told.

    Attributes:
        ticket: as it was when this fell due.
        head: its location then.
        browser: where to tell it.
        language: in which.
        call: number of the call; None: the turn comes next.
        until: when it is worth nothing any more.
    """

    ticket: Ticket
    head: Head
    browser: Browser
    language: str
    call: int | None
    until: datetime


def wish(session: Session, ticket_id: int, browser: Browser, language: str | None, now: datetime) -> None:
    """Note that the visitor wants to be told; an earlier wish of the same ticket goes.

    What the page shows at this moment is not told again.

    Args:
        session: a write transaction.
        ticket_id: whose visit goes on.
        browser: where, already checked.
        language: in which; None: the ticket's.
        now: the moment, UTC.

    Raises:
        Refusal: `not_open` when the visit is over.
    """
    # Locked, so that a visit that ends at this moment ends before or after.
    ticket = session.execute(select(Ticket).where(Ticket.id == ticket_id).with_for_update()).scalar_one()
    if ticket.state in CLOSED:
        raise Refusal(Code.NOT_OPEN, "the visit is over", ticket_id)
    head = head_of(session, ticket.location_id, now)
    session.merge(
        PushWish(
            ticket_id=ticket_id,
            endpoint=browser.endpoint,
            key=browser.key,
            auth=browser.auth,
            language=language or ticket.language,
            told_call=ticket.call_number if ticket.state == State.CALLED else None,
            told_next=_is_next(session, head, ticket),
            created_at=now,
        )
    )


def is_wished(session: Session, ticket_id: int) -> bool:
    """Whether the visitor is to be told."""
    return session.get(PushWish, ticket_id) is not None


def take_back(session: Session, ticket_id: int, endpoint: str | None = None) -> None:
    """The visitor is not told any more; with *endpoint*, unless another browser was named meanwhile."""
    gone = delete(PushWish).where(PushWish.ticket_id == ticket_id)
    session.execute(gone if endpoint is None else gone.where(PushWish.endpoint == endpoint))


def over(session: Session) -> bool:
    """Whether there are wishes of visits that are over."""
    return session.execute(_of_closed().limit(1)).first() is not None


def forget_over(session: Session) -> None:
    """Remove the wishes of visits that are over; at roll-over that is all of the day before."""
    session.execute(delete(PushWish).where(PushWish.ticket_id.in_(_of_closed())))


def due(session: Session, now: datetime) -> list[Due]:
    """Everything that visitors are to be told at *now*, the oldest call first."""
    rows = session.execute(
        select(PushWish, Ticket)
        .join(Ticket, Ticket.id == PushWish.ticket_id)
        .where(
            or_(
                (Ticket.state == State.CALLED) & PushWish.told_call.is_distinct_from(Ticket.call_number),
                (Ticket.state == State.WAITING) & PushWish.told_next.is_(False),
            )
        )
        .order_by(Ticket.announced_at, Ticket.id)
    ).all()
    return list(_still_worth_it(session, [(row[0], row[1]) for row in rows], now))


def claim(session: Session, item: Due) -> bool:
    """Note that it is being told; whether nobody else was first."""
    told = update(PushWish).where(
        PushWish.ticket_id == item.ticket.id, PushWish.endpoint == item.browser.endpoint
    )
    if item.call is None:
        told = told.where(PushWish.told_next.is_(False)).values(told_next=True)
    else:
        told = told.where(PushWish.told_call.is_distinct_from(item.call)).values(told_call=item.call)
    return cast("CursorResult[object]", session.execute(told)).rowcount == 1


def still_so(session: Session, ticket_id: int, endpoint: str, call: int | None) -> bool:
    """Whether what was claimed still holds: the visitor wants it there, and is called, or waits."""
    found = session.execute(
        select(Ticket.state, Ticket.call_number)
        .join(PushWish, PushWish.ticket_id == Ticket.id)
        .where(Ticket.id == ticket_id, PushWish.endpoint == endpoint)
    ).one_or_none()
    if found is None:
        return False
    if call is None:
        return bool(found.state == State.WAITING)
    return bool(found.state == State.CALLED and found.call_number == call)


def _still_worth_it(
    session: Session, rows: Sequence[tuple[PushWish, Ticket]], now: datetime
) -> Iterator[Due]:
    heads: dict[str, Head | None] = {}
    for wished, ticket in rows:
        if ticket.location_id not in heads:
            heads[ticket.location_id] = _head(session, ticket.location_id, now)
        head = heads[ticket.location_id]
        if head is None:
            continue
        until, call = now + NEXT_LASTS, None
        if ticket.state == State.CALLED:
            called = min(ticket.announced_at or now, now)  # a clock may have been set back
            until, call = called + CALL_LASTS, ticket.call_number
        elif not _is_next(session, head, ticket):
            continue
        if until > now:
            browser = Browser(wished.endpoint, wished.key, wished.auth)
            yield Due(ticket, head, browser, wished.language, call, until)


def _head(session: Session, location_id: str, now: datetime) -> Head | None:
    try:
        return head_of(session, location_id, now)
    except Refusal:
        return None  # the location was retired


def _is_next(session: Session, head: Head, ticket: Ticket) -> bool:
    """Whether the turn comes next: the same rule as `isNear` of display/static/display/ticket.js."""
    if ticket.state != State.WAITING or ticket.business_day != head.day or ticket.later_until is not None:
        return False
    shut = closing(head)
    if shut is not None and not shut["helping"]:
        return False
    return line_at(session, head).ahead.get(ticket.id) == 0


def _of_closed() -> Select[int]:
    return (
        select(PushWish.ticket_id)
        .join(Ticket, Ticket.id == PushWish.ticket_id)
        .where(Ticket.state.in_(CLOSED))
    )
