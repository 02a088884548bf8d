"""Numbers of a business day, without gaps and without doubles.

Each number comes from a counter row that is raised in the ticket's own transaction: a transaction
that fails gives its number back. A unique key on the ticket stands behind it.
"""

from datetime import date

from sqlalchemy import Insert, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from models.tables import Base, Day, Series


def _insert(session: Session, table: type[Base]) -> "postgresql.Insert | sqlite.Insert":
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


def next_number(session: Session, location_id: str, day: date, series: str) -> int:
    """The next number of *series* on that business day, from 1."""
    statement = _insert(session, Series).values(
        location_id=location_id, business_day=day, series=series, number=1
    )
    raised: Insert = statement.on_conflict_do_update(
        index_elements=["location_id", "business_day", "series"], set_={"number": Series.number + 1}
    ).returning(Series.number)
    return int(session.execute(raised).scalar_one())


def join_line(session: Session, location_id: str, day: date) -> int:
    """Count one more waiting visitor; how many there are now, this one included."""
    statement = _insert(session, Day).values(
        location_id=location_id, business_day=day, waiting=1, call_number=0
    )
    raised: Insert = statement.on_conflict_do_update(
        index_elements=["location_id", "business_day"], set_={"waiting": Day.waiting + 1}
    ).returning(Day.waiting)
    return int(session.execute(raised).scalar_one())


def leave_line(session: Session, location_id: str, day: date) -> None:
    """Count one waiting visitor less."""
    session.execute(
        update(Day)
        .where(Day.location_id == location_id, Day.business_day == day)
        .values(waiting=Day.waiting - 1)
    )


def next_call(session: Session, location_id: str, day: date) -> int:
    """The next call number of the business day: one higher with each call and recall."""
    raised = (
        update(Day)
        .where(Day.location_id == location_id, Day.business_day == day)
        .values(call_number=Day.call_number + 1)
        .returning(Day.call_number)
    )
    return int(session.execute(raised).scalar_one())
