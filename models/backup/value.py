"""Values of any column as JSON and back, the same for SQLite and PostgreSQL.

Works on the columns that a database really has, not on those of this version's tables: so a copy of an
older schema is read and filled as it was.
"""

import base64
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import Column, ColumnElement, Text, bindparam, cast, types

PLAIN = "plain"
_KINDS: tuple[tuple[type[types.TypeEngine[Any]], str], ...] = (
    (types.JSON, "json"),
    (types.DateTime, "moment"),
    (types.Date, "date"),
    (types.Time, "time"),
    (types.Boolean, "bool"),
    (types.LargeBinary, "bytes"),
)


def kind_of(column: Column[Any]) -> str:
    """What the column holds."""
    return next((kind for found, kind in _KINDS if isinstance(column.type, found)), PLAIN)


def _moment(value: datetime) -> str:
    """SQLite's have no zone and are in UTC (models/tables/base.py)."""
    aware = value if value.tzinfo else value.replace(tzinfo=UTC)
    return aware.astimezone(UTC).isoformat()


_TO_JSON: Mapping[str, Callable[[Any], Any]] = {
    "moment": _moment,
    "date": date.isoformat,
    "time": time.isoformat,
    "bool": bool,
    "bytes": lambda value: base64.b64encode(value).decode(),
}
_FROM_JSON: Mapping[str, Callable[[Any], Any]] = {
    "moment": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "bool": bool,
    "bytes": lambda value: base64.b64decode(value, validate=True),
}


def writers(kinds: list[str]) -> list[Callable[[Any], Any] | None]:
    """How each column of a row becomes JSON; None where it is JSON already."""
    return [_TO_JSON.get(kind) for kind in kinds]


def readers(kinds: list[str], sqlite: bool) -> list[Callable[[Any], Any] | None]:
    """How each column of a row comes out of JSON, for the driver of the database."""
    told = dict(_FROM_JSON)
    if sqlite:  # its column has no zone: the moment as UTC without one
        told["moment"] = lambda value: datetime.fromisoformat(value).replace(tzinfo=None)
    return [told.get(kind) for kind in kinds]


def applied(row: list[Any], ways: list[Callable[[Any], Any] | None]) -> list[Any]:
    """A row with each value on its way; nothing stays nothing."""
    return [
        value if way is None or value is None else way(value) for value, way in zip(row, ways, strict=True)
    ]


def selected(column: Column[Any]) -> ColumnElement[Any]:
    """The column as it is read: JSON as the very text that is stored."""
    return cast(column, Text).label(column.name) if kind_of(column) == "json" else column


def placed(column: Column[Any], sqlite: bool) -> ColumnElement[Any]:
    """The column as it is written."""
    if kind_of(column) != "json":
        return bindparam(column.name, type_=column.type)
    text = bindparam(column.name, type_=Text())
    return text if sqlite else cast(text, column.type)
