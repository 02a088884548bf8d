"""Numbers of a business day, without gaps and without doubles.

Each number comes from a counter row that is raised in the ticket's own transaction: a transaction
that fails gives its number back. A unique key on the ticket stands behind it.
"""

from datetime import date

from sqlalchemy import Connection, Executable, Table, bindparam, update
from sqlalchemy.dialects import postgresql, sqlite

from models.prepared import Prepared
from models.tables import Day, Series

_day, _series = Day.table(), Series.table()


def _raising(table: Table, column: str) -> Prepared:
    """For each dialect: insert the counter row, or raise *column* by as much where it is there already."""
    raising: dict[str, Executable] = {}
    for dialect, insert in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert)):
        row = insert(table)
        raised = {column: table.c[column] + row.excluded[column]}
        raising[dialect] = row.on_conflict_do_update(
            index_elements=list(table.primary_key.columns), set_=raised
        ).returning(table.c[column])
    return Prepared(raising)


_NEXT_NUMBER = _raising(_series, "number")
_JOIN = _raising(_day, "waiting")
_TODAY = (_day.c.location_id == bindparam("location")) & (_day.c.business_day == bindparam("today"))
_LEAVE = Prepared(update(_day).where(_TODAY).values(waiting=_day.c.waiting - 1))
_NEXT_CALL = Prepared(
    update(_day).where(_TODAY).values(call_number=_day.c.call_number + 1).returning(_day.c.call_number)
)


def next_number(connection: Connection, location_id: str, day: date, series: str) -> int:
    """The next number of *series* on that business day, from 1."""
    return next_numbers(connection, location_id, day, series, 1).start


def next_numbers(connection: Connection, location_id: str, day: date, series: str, count: int) -> range:
    """The next *count* numbers of *series* on that business day, which nobody else gets."""
    row = {"location_id": location_id, "business_day": day, "series": series, "number": count}
    last = int(_NEXT_NUMBER.scalar(connection, row))
    return range(last - count + 1, last + 1)


def join_line(connection: Connection, location_id: str, day: date) -> int:
    """Count one more waiting visitor; how many there are now, this one included."""
    row = {"location_id": location_id, "business_day": day, "waiting": 1, "call_number": 0}
    return int(_JOIN.scalar(connection, row))


def leave_line(connection: Connection, location_id: str, day: date) -> None:
    """Count one waiting visitor less."""
    _LEAVE.do(connection, {"location": location_id, "today": day})


def next_call(connection: Connection, location_id: str, day: date) -> int:
    """The next call number of the business day: one higher with each call and recall."""
    return int(_NEXT_CALL.scalar(connection, {"location": location_id, "today": day}))
