"""The line of a location as it is stored, for the rules of models/policy.py.

Three statements, however long the line; the rows come in the order of arrival.
"""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, select

from models.policy import Floor, Guide, Waiting
from models.prepared import Prepared, Row
from models.setup import Setup
from models.tables import Desk, GuideProfile, Ticket
from models.transition import State

Profiles = Mapping[str, tuple[Guide, tuple[str, ...]]]
"""By name what a guide takes, and which languages they speak."""

_ticket, _desk, _profile = Ticket.table(), Desk.table(), GuideProfile.table()
_LINE = Prepared(
    select(
        _ticket.c.id,
        _ticket.c.arrived_rev,
        _ticket.c.question_type,
        _ticket.c.priority,
        _ticket.c.overtaken,
        _ticket.c.widened,
        _ticket.c.for_guide,
        _ticket.c.for_desk,
        _ticket.c.sent_by,
        _ticket.c.later_until.is_not(None).label("later"),
        _ticket.c.series,
        _ticket.c.number,
        _ticket.c.waiting_since,
    )
    .where(
        _ticket.c.location_id == bindparam("location"),
        _ticket.c.business_day == bindparam("today"),
        _ticket.c.state == State.WAITING.value,
    )
    .order_by(_ticket.c.arrived_rev, _ticket.c.issued_at, _ticket.c.id)
)
_SEATED = Prepared(
    select(_desk.c.id, _desk.c.guide, _desk.c.presence, _desk.c.presence_since).where(
        _desk.c.location_id == bindparam("location"), _desk.c.guide.is_not(None)
    )
)
_PROFILES = Prepared(
    select(_profile.c.guide, _profile.c.own, _profile.c.also, _profile.c.languages).where(
        _profile.c.location_id == bindparam("location")
    )
)


def line_of(connection: Connection, location_id: str, day: date) -> list[Waiting]:
    """Everybody who waits there on that business day."""
    return [waiting_in(row) for row in rows_of(connection, location_id, day)]


def rows_of(connection: Connection, location_id: str, day: date) -> list[Row]:
    """The same with what screens show of them besides: series, number, and since when they wait."""
    return _LINE.all(connection, {"location": location_id, "today": day})


def waiting_in(row: Row) -> Waiting:
    """The visitor in a row of `rows_of`."""
    return Waiting(
        id=row.id,
        arrived=row.arrived_rev,
        question_type=row.question_type,
        priority=row.priority,
        overtaken=row.overtaken,
        widened=row.widened,
        for_guide=row.for_guide,
        for_desk=row.for_desk,
        sent_by=row.sent_by,
        later=bool(row.later),
    )


def profiles_of(connection: Connection, location_id: str) -> Profiles:
    """What guides take and speak there, by name; who has no profile takes everything."""
    rows = _PROFILES.all(connection, {"location": location_id})
    return {row.guide: (_guide(row), tuple(row.languages)) for row in rows}


def floor_of(connection: Connection, setup: Setup, now: datetime) -> Floor:
    """Who sits at the desks at the moment *now* (UTC)."""
    profiles, begun = profiles_of(connection, setup.id), setup.hours.day_begins(now)
    seated = _SEATED.all(connection, {"location": setup.id})
    return Floor([_seated(profiles, row, begun) for row in seated], setup.calling.max_overtakings)


def _seated(profiles: Profiles, row: Row, begun: datetime) -> Guide:
    """A guide at a desk, with what they take; who was last there before the day has *begun* has left."""
    known = profiles.get(row.guide)
    own, also = (known[0].own, known[0].also) if known else (None, frozenset[str]())
    here = row.presence_since is None or row.presence_since >= begun
    return Guide(row.guide, row.id, own, also, receives=here and row.presence == "available")


def _guide(row: Row) -> Guide:
    own = row.own
    also = frozenset(row.also)
    return Guide(row.guide, "", None if own is None else frozenset(own), also)
