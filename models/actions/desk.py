"""Guides and desks: who sits where, and whether they receive visitors now."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.access.principal import CALLERS, Place
from models.log import FactKind, Turn, take_turn
from models.refusal import Code, Refusal
from models.tables import WITH_GUIDE, Desk, Ticket


class Presence(StrEnum):
    """What a guide at a desk does while nobody sits in front of them."""

    AVAILABLE = "available"
    PAUSE = "pause"
    BACK_OFFICE = "back_office"


class PauseReason(StrEnum):
    """Why a guide receives nobody for a while."""

    LUNCH = "lunch"
    BREAK = "break"
    MEETING = "meeting"
    OTHER = "other"


_LEFT = {"guide": None, "guide_since": None, "presence": Presence.AVAILABLE, "presence_reason": None}


def active_ticket(session: Session, guide: str) -> Ticket | None:
    """The ticket that *guide* has called or is in conversation with, at any location."""
    return session.execute(select(Ticket).where(Ticket.guide == guide, WITH_GUIDE)).scalar_one_or_none()


def seat_of(session: Session, guide: str) -> tuple[str, str] | None:
    """Location and desk where *guide* sits, or None."""
    row = session.execute(select(Desk.location_id, Desk.id).where(Desk.guide == guide)).one_or_none()
    return None if row is None else (row.location_id, row.id)


def refuse_taken(turn: Turn, guide: str, desk: str, ticket_id: int | None = None) -> None:
    """See that neither the guide nor the desk has a visitor, other than *ticket_id*.

    Raises:
        Refusal: `busy`; `desk_busy`.
    """
    mine = active_ticket(turn.session, guide)
    if mine is not None and mine.id != ticket_id:
        raise Refusal(Code.BUSY, f"{mine.label} is still with {guide}", mine.id)
    other = turn.session.execute(
        select(Ticket.id, Ticket.guide).where(
            Ticket.location_id == turn.setup.id, Ticket.desk == desk, WITH_GUIDE
        )
    ).one_or_none()
    if other is not None and other.id not in {ticket_id, mine and mine.id}:
        raise Refusal(Code.DESK_BUSY, f"{other.guide} has a visitor at desk {desk}", ticket_id)


def sit_down(turn: Turn, guide: str, desk: str, visitor_id: int | None = None) -> None:
    """Give *desk* to *guide*, who receives visitors there and leaves any other desk.

    A colleague who forgot to leave does not keep a desk empty: they lose it, unless a visitor is with them.
    A desk at another location is left by a turn of its own in that location's log.

    Args:
        turn: a turn at the desk's location.
        guide: who sits down.
        desk: where.
        visitor_id: a ticket that goes with the desk, whoever it was with.

    Raises:
        Refusal: `unknown_desk`; `desk_busy` when a colleague's visitor is there.
    """
    session, location = turn.session, turn.setup.id
    if desk not in turn.setup.desk_names:
        raise Refusal(Code.UNKNOWN_DESK, f"there is no desk {desk!r} at {location}")
    visitor = session.execute(
        select(Ticket.guide, Ticket.id).where(Ticket.location_id == location, Ticket.desk == desk, WITH_GUIDE)
    ).one_or_none()
    if visitor is not None and visitor.guide != guide and visitor.id != visitor_id:
        raise Refusal(Code.DESK_BUSY, f"{visitor.guide} has a visitor at desk {desk}")
    seat = seat_of(session, guide)
    if seat is not None and seat != (location, desk):
        get_up(turn, guide, seat)
    here = (Desk.location_id == location) & (Desk.id == desk)
    waits_for_none = (
        Desk.guide.is_distinct_from(guide)
        | (Desk.presence != Presence.AVAILABLE)
        | (Desk.presence_since < turn.setup.hours.day_begins(turn.at))
    )
    session.execute(
        update(Desk)
        .where(here, waits_for_none)
        .values(_LEFT | {"guide": guide, "guide_since": turn.at, "presence_since": turn.at})
    )


def get_up(turn: Turn, guide: str, seat: tuple[str, str]) -> None:
    """Leave the desk *seat*; where that is at another location, its log tells so."""
    location, desk = seat
    turn.session.execute(update(Desk).where(Desk.location_id == location, Desk.id == desk).values(_LEFT))
    if location != turn.setup.id:
        there = take_turn(turn.session, location, turn.actor, turn.at)
        there.record(FactKind.GUIDE_AWAY, guide=guide, desk=desk)


def take_desk(turn: Turn, guide: str, desk: str) -> None:
    """*guide* is available at *desk* from now on.

    Raises:
        Refusal: as `sit_down`; `busy` when the guide's visitor is at another desk.
    """
    mine = active_ticket(turn.session, guide)
    if mine is not None and (mine.location_id, mine.desk) != (turn.setup.id, desk):
        raise Refusal(Code.BUSY, f"{mine.label} is still with you at desk {mine.desk}", mine.id)
    sit_down(turn, guide, desk)
    turn.record(FactKind.GUIDE_AVAILABLE, guide=guide, desk=desk)


def leave_desk(turn: Turn, guide: str) -> None:
    """*guide* is away.

    Raises:
        Refusal: `busy` while a visitor is with the guide; `unknown_desk` when the guide has no desk here.
    """
    desk = _free_seat(turn, guide)
    get_up(turn, guide, (turn.setup.id, desk))
    turn.record(FactKind.GUIDE_AWAY, guide=guide, desk=desk)


def vacate(session: Session, guide: str, places: Iterable[Place], actor: str, now: datetime) -> str | None:
    """Free the desk of somebody who may not sit there any more; who has a visitor stays with them.

    Args:
        session: a write transaction.
        guide: who.
        places: the roles that they have now.
        actor: who took the others, as the log names them.
        now: the moment, UTC.

    Returns:
        The location whose desk is free now, if one is.
    """
    seat = seat_of(session, guide)
    if seat is None or any(place.role in CALLERS and place.covers(seat[0]) for place in places):
        return None
    turn = take_turn(session, seat[0], actor, now)
    try:
        leave_desk(turn, guide)
    except Refusal:  # a visitor is there, or they got up meanwhile
        turn.give_back()
        return None
    return seat[0]


def be(turn: Turn, guide: str, presence: Presence, reason: PauseReason | None = None) -> None:
    """*guide* stays at the desk, and receives visitors or does not.

    Raises:
        Refusal: `busy` while a visitor is with the guide; `no_desk` when the guide has none here.
    """
    desk = _free_seat(turn, guide, Code.NO_DESK)
    why = reason if presence is Presence.PAUSE else None
    turn.session.execute(
        update(Desk)
        .where(Desk.location_id == turn.setup.id, Desk.id == desk)
        .values(presence=presence, presence_reason=why, presence_since=turn.at)
    )
    if presence is Presence.AVAILABLE:
        turn.record(FactKind.GUIDE_AVAILABLE, guide=guide, desk=desk)
    else:
        turn.record(FactKind.GUIDE_PAUSED, guide=guide, desk=desk, presence=presence, reason=why)


def _free_seat(turn: Turn, guide: str, missing: Code = Code.UNKNOWN_DESK) -> str:
    """The desk here of a guide without a visitor."""
    mine = active_ticket(turn.session, guide)
    if mine is not None:
        raise Refusal(Code.BUSY, f"{mine.label} is still with you", mine.id)
    seat = seat_of(turn.session, guide)
    if seat is None or seat[0] != turn.setup.id:
        raise Refusal(missing, f"{guide} has no desk at {turn.setup.id}")
    return seat[1]
