"""Guides and desks: who sits where."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.log import FactKind, Turn
from models.refusal import Code, Refusal
from models.tables import Desk, Ticket
from models.transition import ACTIVE


def active_ticket(session: Session, guide: str) -> Ticket | None:
    """The ticket that *guide* has called or is in conversation with, at any location."""
    return session.execute(
        select(Ticket).where(Ticket.guide == guide, Ticket.state.in_(ACTIVE))
    ).scalar_one_or_none()


def sit_down(turn: Turn, guide: str, desk: str) -> None:
    """Give *desk* to *guide*, who leaves any other desk.

    A colleague who forgot to leave does not keep a desk empty: they lose it, unless a visitor is with them.

    Raises:
        Refusal: `unknown_desk`; `desk_busy` when a colleague's visitor is there.
    """
    session, location = turn.session, turn.setup.id
    if desk not in turn.setup.desk_names:
        raise Refusal(Code.UNKNOWN_DESK, f"there is no desk {desk!r} at {location}")
    visitor = session.execute(
        select(Ticket.guide, Ticket.id).where(
            Ticket.location_id == location, Ticket.desk == desk, Ticket.state.in_(ACTIVE)
        )
    ).one_or_none()
    if visitor is not None and visitor.guide != guide:
        raise Refusal(Code.DESK_BUSY, f"{visitor.guide} has a visitor at desk {desk}")
    here = (Desk.location_id == location) & (Desk.id == desk)
    session.execute(update(Desk).where(Desk.guide == guide, ~here).values(guide=None, guide_since=None))
    session.execute(
        update(Desk).where(here, Desk.guide.is_distinct_from(guide)).values(guide=guide, guide_since=turn.at)
    )


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
    mine = active_ticket(turn.session, guide)
    if mine is not None:
        raise Refusal(Code.BUSY, f"{mine.label} is still with you", mine.id)
    left = turn.session.execute(
        update(Desk)
        .where(Desk.guide == guide, Desk.location_id == turn.setup.id)
        .values(guide=None, guide_since=None)
        .returning(Desk.id)
    ).scalar_one_or_none()
    if left is None:
        raise Refusal(Code.UNKNOWN_DESK, f"{guide} has no desk at {turn.setup.id}")
    turn.record(FactKind.GUIDE_AWAY, guide=guide, desk=left)
