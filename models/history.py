"""The log as public facts: what `facts` writes and what the estimate learns from."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from models.estimate.happening import Happening, Inner, Kind
from models.log import FactKind
from models.prepared import Prepared, Row, bare
from models.tables import Fact
from models.transition import Step

_KINDS: Mapping[str, Kind | Inner] = {
    **{kind.value: kind for kind in Kind},
    FactKind.RELEASED: Kind.RETURNED,
    FactKind.TAKEN_OVER: Kind.RESUMED,
    FactKind.MERGED: Kind.LEFT,
    FactKind.GUIDE_PAUSED: Kind.GUIDE_AWAY,
    FactKind.CHANGED: Inner.CHANGED,
    FactKind.SERVICE_BEGUN: Inner.SERVICE_BEGUN,
}
"""What each fact of the log is for the estimate; the others say nothing of the line."""

_UNDONE: Mapping[str, Kind | Inner] = {
    Step.CALL: Inner.CALL_UNDONE,
    Step.RETURN: Kind.CALLED,
    Step.NO_SHOW: Kind.RESUMED,
    Step.HOLD: Kind.RESUMED,
    Step.RESUME: Kind.HELD,
    Step.TRANSFER: Kind.RESUMED,
    Step.TAKE_OVER: Kind.RESUMED,
    Step.FINISH: Kind.RESUMED,
    Step.CANCEL: Kind.REINSTATED,
    Step.REINSTATE: Kind.LEFT,
    Step.CHANGE: Inner.CHANGED,
}
"""What it amounts to when a step is taken back."""

_OUTSIDE: Mapping[Kind | Inner, Kind] = {**{kind: kind for kind in Kind}, Inner.CALL_UNDONE: Kind.RETURNED}
"""What of it is public, and as what."""

_fact = Fact.table()
_COLUMNS = (
    _fact.c.location_id,
    _fact.c.rev,
    _fact.c.at,
    _fact.c.kind,
    _fact.c.ticket_id,
    _fact.c.question_type,
    _fact.c.guide,
    _fact.c.desk,
    _fact.c.data,
)
_OF_THE_LINE = [*_KINDS, FactKind.UNDONE.value]
_AFTER = Prepared(
    select(*_COLUMNS)
    .where(
        _fact.c.location_id == bindparam("location"),
        _fact.c.rev > bindparam("after"),
        _fact.c.rev <= bindparam("until"),
    )
    .order_by(_fact.c.rev)
)
_AT = Prepared(
    select(_fact.c.at).where(_fact.c.location_id == bindparam("location"), _fact.c.rev == bindparam("rev"))
)


def kind_of(row: Row) -> Kind | Inner | None:
    """What a line of the log is for the estimate; None for one that says nothing of the line."""
    if row.kind == FactKind.UNDONE:
        return _UNDONE.get(row.data.get("step", ""))
    return _KINDS.get(row.kind)


def public_facts(session: Session, since: datetime, until: datetime) -> Iterator[tuple[Row, Kind]]:
    """The public facts of all locations from *since* up to *until*, oldest first, one by one."""
    found = session.execute(
        select(*_COLUMNS)
        .where(_fact.c.at >= since, _fact.c.at < until, _fact.c.kind.in_(_OF_THE_LINE))
        .order_by(_fact.c.at, _fact.c.location_id, _fact.c.rev)
        .execution_options(yield_per=1000)
    )
    for row in found:
        kind = kind_of(row)
        public = None if kind is None else _OUTSIDE.get(kind)
        if public is not None:
            yield row, public


def revision_at(session: Session, location_id: str, moment: datetime, newest: int) -> int:
    """The last revision before *moment*, 0 for none; found in the middle of the middle, however long the log.

    Args:
        session: a read transaction.
        location_id: the location.
        moment: aware.
        newest: the location's revision.
    """
    known, beyond = 0, newest + 1
    while beyond - known > 1:
        middle = (known + beyond) // 2
        row = _AT.one(bare(session), {"location": location_id, "rev": middle})
        known, beyond = (middle, beyond) if row is None or row.at < moment else (known, middle)
    return known


def happenings(session: Session, location_id: str, zone: ZoneInfo, after: int, until: int) -> list[Happening]:
    """What happened at a location between two revisions, for the estimate.

    Args:
        session: a read transaction.
        location_id: the location.
        zone: its time zone.
        after: the last revision that is known already.
        until: the newest revision to read.
    """
    asked = {"location": location_id, "after": after, "until": until}
    rows = _AFTER.all(bare(session), asked)
    return [happening(row, kind, zone) for row in rows if (kind := kind_of(row)) is not None]


def happening(row: Row, kind: Kind | Inner, zone: ZoneInfo) -> Happening:
    """A line of the log as the estimate takes it in."""
    local = row.at.astimezone(zone)
    return Happening(
        at=row.at.timestamp(),
        second_of_day=local.hour * 3600 + local.minute * 60 + local.second,
        day=local.toordinal(),
        kind=kind,
        ticket=None if row.ticket_id is None else str(row.ticket_id),
        question_type=row.question_type,
        guide=row.guide,
    )
