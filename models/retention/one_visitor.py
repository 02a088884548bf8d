"""One visitor's own data, by the code that they hold: telling all of it, and erasing it before its term.

Which columns those are is the processing register's to say: a table that comes later and hangs on a visit is
told and erased without a change here, or the register's test fails. The code is that of the ticket, the only
one there is; a referral's will name a visit in the same way.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, delete, null, select, update
from sqlalchemy.orm import Session

from models.refusal import Code, Refusal
from models.register.document import REGISTER
from models.register.entry import Whose
from models.tables import Base, Ticket
from models.transition import CLOSED

_ticket = Ticket.table()
_CODES = frozenset({"token", "key", "auth"})
"""Proofs that let somebody in: not told, for a paper with them can be found."""


def visit_of(session: Session, code: str) -> int:
    """The number of the visit that a code names.

    Raises:
        Refusal: `unknown_ticket`: there is none, or it was erased on its term.
    """
    found: int | None = session.execute(
        select(_ticket.c.id).where(_ticket.c.token == code)
    ).scalar_one_or_none()
    if found is None:
        raise Refusal(
            Code.UNKNOWN_TICKET, "nothing is held under this code: it is wrong, or its term is over"
        )
    return found


def tell(session: Session, visit: int) -> dict[str, list[dict[str, Any]]]:
    """Everything that is held of a visit, by table; names of staff and codes left out."""
    told: dict[str, list[dict[str, Any]]] = {}
    for table, whose in _tables():
        columns = [
            column
            for column in table.c
            if REGISTER[table.name].columns[column.name].whose is not Whose.STAFF
            and column.name not in _CODES
        ]
        rows = session.execute(select(*columns).where(whose == visit).order_by(*table.primary_key)).all()
        if rows:
            told[table.name] = [{name: _plain(value) for name, value in row._mapping.items()} for row in rows]
    return told


def erase(session: Session, visit: int) -> dict[str, int]:
    """Erase what says something of the visitor; how many rows, by table. The figures stay.

    Raises:
        Refusal: `not_closed` while the visit goes on, which needs its notes and its page.
    """
    state = session.execute(select(_ticket.c.state).where(_ticket.c.id == visit)).scalar_one()
    if state not in CLOSED:
        raise Refusal(Code.NOT_CLOSED, "the visit goes on: close it first")
    done: dict[str, int] = {}
    for table, whose in _tables():
        if any(told.whose is Whose.VISITOR for told in REGISTER[table.name].columns.values()):
            gone = session.execute(delete(table).where(whose == visit).returning(whose)).all()
            done |= {table.name: len(gone)} if gone else {}
    session.execute(update(_ticket).where(_ticket.c.id == visit).values(token=None, last=null()))
    return done | {"ticket": 1}


def _tables() -> Iterator[tuple[Table, ColumnElement[Any]]]:
    """Every table with rows of a visit, and the column that says of which."""
    yield _ticket, _ticket.c.id
    for table in Base.metadata.sorted_tables:
        if "ticket_id" in table.c:
            yield table, table.c.ticket_id


def _plain(value: Any) -> Any:
    """A value for JSON."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return dict(value) if isinstance(value, Mapping) else value
