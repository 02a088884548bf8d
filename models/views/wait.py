"""How many wait and how long a newcomer would, for everybody to know. What nobody can promise yet is null."""

from collections import Counter
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from models.capacity import asks_for_guides, is_full
from models.outlook import UNKNOWN
from models.prepared import Prepared, bare
from models.refusal import Code, Refusal
from models.tables import Location
from models.views.expected import expected, soonest
from models.views.head import Head, waiting_count
from models.views.line import line_at
from models.views.message import closing
from models.views.shape import instant, instant_or_none

_location = Location.table()
_STATE = (_location.c.id, _location.c.epoch, _location.c.rev, _location.c.config_rev)
_ONE = Prepared(
    select(*_STATE).where(_location.c.id == bindparam("location"), _location.c.retired.is_(False))
)
_ALL = Prepared(select(*_STATE).where(_location.c.retired.is_(False)).order_by(_location.c.position))

Version = tuple[Any, ...]
"""What the waiting times hang on besides the moment; another one when anything happened."""


def wait_version(session: Session, location_id: str | None) -> Version:
    """The version of one location's waiting times, or with None of all of them; one statement.

    Raises:
        Refusal: `unknown_location`.
    """
    if location_id is None:
        return tuple(_ALL.all(bare(session), {}))
    row = _ONE.one(bare(session), {"location": location_id})
    if row is None:
        raise Refusal(Code.UNKNOWN_LOCATION, f"there is no location {location_id!r}")
    return tuple(row)


def wait_view(session: Session, head: Head) -> dict[str, Any]:
    """The public waiting times of a location.

    `door`, `opens_at`, `closes_at` and `closing` are as on its board; `full` says that a newcomer gets no
    number although it is open. Who gets no number has no wait: then all waits are null.
    """
    line = line_at(session, head)
    waiting = Counter(place.waiting.question_type for place in line.places)
    offered = head.setup.offered(head.now)
    place, count = head.setup.location, waiting_count(session, head)
    guides = len(line.floor.guides) if asks_for_guides(place) else 0
    waits = expected(session, head)
    full = head.open and is_full(place, head.door, head.now, count, guides, soonest(waits))
    told = waits if head.open and not full else UNKNOWN
    return {
        "open": head.open,
        "door": head.door.state,
        "full": full,
        "opens_at": instant_or_none(head.door.opens_at),
        "closes_at": instant_or_none(head.door.closes_at),
        "closing": closing(head),
        "away_until": instant_or_none(head.away_until),
        "waiting": count,
        "wait": told.anybody,
        "updated_at": instant(head.now),
        "question_types": {
            item.id: {
                "open": head.open,
                "waiting": waiting.get(item.id, 0),
                "wait": told.coming.get(item.id),
            }
            for item in offered
        },
    }


def soonest_first(head: Head) -> tuple[int, datetime]:
    """Sorts locations for a visitor who looks where to go: open now, then by when they open."""
    if head.open:
        return 0, head.now
    return (1, head.door.opens_at) if head.door.opens_at else (2, head.now)
