"""The audit log as somebody reads it: rows that fit a filter, newest first, with the names of now.

Who may see what is the caller's: it says for which locations.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select, tuple_
from sqlalchemy.orm import Session

from models.audit.chain import OK
from models.tables import ApiKey, Audit, Device, Person, Printer

REFUSED = "refused"
_audit = Audit.table()


@dataclass(frozen=True)
class Filter:
    """What is looked for; what is empty counts for everything.

    Attributes:
        places: ids of the locations whose rows may be seen; None: every row, also of no location.
        since: rows of this moment and later.
        until: rows before this moment.
        who: as in a row.
        what: the same.
        location: the same.
        result: `ok` or `refused`.
    """

    places: frozenset[str] | None
    since: datetime | None = None
    until: datetime | None = None
    who: str = ""
    what: str = ""
    location: str = ""
    result: str = ""

    def conditions(self) -> list[ColumnElement[bool]]:
        """The same for a query."""
        asked: list[ColumnElement[bool]] = []
        if self.places is not None:
            asked.append(_audit.c.location.in_(sorted(self.places)))
        if self.since is not None:
            asked.append(_audit.c.at >= self.since)
        if self.until is not None:
            asked.append(_audit.c.at < self.until)
        for column, value in ((_audit.c.who, self.who), (_audit.c.what, self.what)):
            if value:
                asked.append(column == value)
        if self.location:
            asked.append(_audit.c.location == self.location)
        if self.result:
            asked.append(_audit.c.result == OK if self.result == OK else _audit.c.result != OK)
        return asked


@dataclass(frozen=True)
class Line:
    """One row as it is read. `who_name` and `subject_name` are empty for what has no name any more."""

    n: int
    at: datetime
    who: str
    what: str
    subject: str
    location: str | None
    source: str
    result: str
    hash: str
    detail: Mapping[str, Any] = field(default_factory=dict)
    who_name: str = ""
    subject_name: str = ""


def read_lines(session: Session, wanted: Filter, most: int, before: int | None = None) -> list[Line]:
    """The newest *most* rows that fit, of those with a smaller number than *before*."""
    query = select(_audit).where(*wanted.conditions())
    if before is not None:
        query = query.where(_audit.c.n < before)
    rows = session.execute(query.order_by(_audit.c.n.desc()).limit(most)).all()
    names = _names(session, rows)
    return [
        Line(
            **{name: row._mapping[name] for name in _PLAIN},
            detail=json.loads(row.detail),
            who_name=names.get(("", row.who), ""),
            subject_name=names.get((_place_of(row), row.subject), ""),
        )
        for row in rows
    ]


def count_lines(session: Session, wanted: Filter) -> int:
    """How many rows fit."""
    counted = select(func.count()).select_from(_audit).where(*wanted.conditions())
    return session.execute(counted).scalar_one()


def who_there_is(session: Session, places: frozenset[str] | None) -> list[tuple[str, str]]:
    """Everybody who did something there, with their name of now; those without one by their number."""
    seen = (
        session.execute(select(_audit.c.who).where(*Filter(places).conditions()).distinct()).scalars().all()
    )
    named = _numbered(session, seen)
    return sorted(
        ((who, named.get(who, "")) for who in seen), key=lambda item: (not item[1], item[1], item[0])
    )


_PLAIN = ("n", "at", "who", "what", "subject", "location", "source", "result", "hash")


def _place_of(row: Any) -> str:
    """A printer's name is unique at its location only."""
    return (row.location or "") if row.subject.startswith("printer:") else ""


def _names(session: Session, rows: Iterable[Any]) -> dict[tuple[str, str], str]:
    listed = list(rows)
    numbered = _numbered(session, {name for row in listed for name in (row.who, row.subject)})
    found = {("", key): name for key, name in numbered.items()}
    printers = {(_place_of(row), row.subject.partition(":")[2]) for row in listed if _place_of(row)}
    if printers:
        asked = select(Printer.location_id, Printer.id, Printer.name)
        for row in session.execute(asked.where(tuple_(Printer.location_id, Printer.id).in_(printers))):
            found[row.location_id, f"printer:{row.id}"] = row.name
    return found


def _numbered(session: Session, keys: Iterable[str]) -> dict[str, str]:
    """The names of people, keys and devices by what a row calls them."""
    numbers: dict[str, set[int]] = {}
    for key in keys:
        kind, _, number = key.partition(":")
        if number.isascii() and number.isdecimal() and len(number) < len("2147483647"):
            numbers.setdefault(kind, set()).add(int(number))
    return {
        f"{kind}:{row.id}": row.name
        for kind, table in (("person", Person), ("key", ApiKey), ("device", Device))
        if kind in numbers
        for row in session.execute(select(table.id, table.name).where(table.id.in_(numbers[kind])))
    }
