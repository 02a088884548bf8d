"""Does the database keep its own promises? Reads only; each broken promise is one line."""

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from models.log import FactKind
from models.setup import document_of
from models.tables import Day, Fact, Location, Series, Ticket
from models.transition import State


def check_database(session: Session) -> list[str]:
    """Everything that is wrong, in plain English; empty when all is well."""
    return [*_storage(session), *_log(session), *_line(session), *_numbers(session), *_configuration(session)]


def _storage(session: Session) -> list[str]:
    if session.get_bind().dialect.name != "sqlite":
        return []
    found = session.execute(text("PRAGMA integrity_check")).scalars().all()
    return [] if found == ["ok"] else [f"the database file is damaged: {line}" for line in found]


def _log(session: Session) -> list[str]:
    """The log of each location counts 1, 2, 3 … up to the location's revision."""
    rows = session.execute(
        select(Location.id, Location.rev, func.count(Fact.rev), func.min(Fact.rev), func.max(Fact.rev))
        .outerjoin(Fact, Fact.location_id == Location.id)
        .group_by(Location.id, Location.rev)
    )
    return [
        f"{location}: the log has {count} facts from {first} to {last}, but the revision is {rev}"
        for location, rev, count, first, last in rows
        if count != rev or (rev > 0 and (first, last) != (1, rev))
    ]


def _line(session: Session) -> list[str]:
    """The count of who waits is the number of waiting tickets."""
    waiting = (
        select(Ticket.location_id, Ticket.business_day, func.count().label("count"))
        .where(Ticket.state == State.WAITING)
        .group_by(Ticket.location_id, Ticket.business_day)
        .subquery()
    )
    rows = session.execute(
        select(Day.location_id, Day.business_day, Day.waiting, func.coalesce(waiting.c.count, 0)).outerjoin(
            waiting,
            (waiting.c.location_id == Day.location_id) & (waiting.c.business_day == Day.business_day),
        )
    )
    return [
        f"{location} on {day}: {counted} counted as waiting, but {real} tickets wait"
        for location, day, counted, real in rows
        if counted != real
    ]


def _numbers(session: Session) -> list[str]:
    """Each series counts 1, 2, 3 … up to its counter; of numbers in advance some are never given."""
    in_advance = _in_advance(session)
    rows = session.execute(
        select(Series.location_id, Series.business_day, Series.series, Series.number, func.count(Ticket.id))
        .outerjoin(
            Ticket,
            (Ticket.location_id == Series.location_id)
            & (Ticket.business_day == Series.business_day)
            & (Ticket.series == Series.series),
        )
        .group_by(Series.location_id, Series.business_day, Series.series, Series.number)
    )
    return [
        f"{location} on {day}: series {series} is at {number}, but has {count} tickets"
        for location, day, series, number, count in rows
        if number < count or (number > count and (location, day.isoformat(), series) not in in_advance)
    ]


def _in_advance(session: Session) -> set[tuple[str, str, str]]:
    """Location, day and series of which a kiosk got numbers in advance, as the log has it."""
    leased = select(Fact.location_id, Fact.data).where(Fact.kind == FactKind.BLOCK_LEASED)
    return {(location, data["day"], data["series"]) for location, data in session.execute(leased)}


def _configuration(session: Session) -> list[str]:
    return [] if document_of(session) is not None else ["no region was loaded: run.py load FILE"]
