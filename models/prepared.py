"""Statements that every command runs, compiled once instead of analysed each time.

SQLAlchemy writes the SQL and converts the values; after that a prepared statement goes straight to the
driver. Measured on issuing a ticket: 7 µs for a statement instead of 95. Results are handed over as the
driver gives them, so only columns of text and whole numbers may be asked for.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Dialect, Executable
from sqlalchemy.exc import DBAPIError, NoResultFound
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler

BARE = "bare"
"""Where a session keeps the connection it was made on (`Session.info`)."""

Convert = Callable[[Any], Any]
Row = Any
"""One row; its columns are attributes."""


def bare(session: Session) -> Connection:
    """The session's connection, without making the session begin anything of its own."""
    connection: Connection | None = session.info.get(BARE)
    return session.connection() if connection is None else connection


@dataclass(frozen=True)
class _Compiled:
    text: str
    order: tuple[str, ...] | None
    """Names in the order of their marks, where the driver wants marks instead of names."""
    converters: Mapping[str, Convert]
    constants: Mapping[str, Any]
    """Values that the statement brings itself, such as the 1 of `rev + 1`."""
    row: Callable[[Any], Row] | None
    """Makes a row of what it returns; None for a statement that returns nothing."""

    def values(self, parameters: Mapping[str, Any]) -> Any:
        """*parameters* as the driver wants them."""
        values = {**self.constants, **parameters}
        for name, convert in self.converters.items():
            values[name] = convert(values[name])
        return values if self.order is None else tuple(values[name] for name in self.order)


class Prepared:
    """A statement with bound parameters, ready for any of our databases.

    Args:
        statement: for all dialects, or one by dialect name where they must differ.
        columns: for an INSERT, the columns it sets; without it all.
    """

    def __init__(
        self, statement: Executable | Mapping[str, Executable], columns: tuple[str, ...] = ()
    ) -> None:
        self._statement = statement
        self._columns = list(columns) or None
        self._compiled: dict[str, _Compiled] = {}

    def one(self, connection: Connection, parameters: Mapping[str, Any]) -> Row | None:
        """Run it; its first row, or None."""
        return self._run(connection, parameters)

    def scalar(self, connection: Connection, parameters: Mapping[str, Any]) -> Any:
        """Run it; the first value of its one row."""
        row = self._run(connection, parameters)
        if row is None:
            raise NoResultFound("the statement gave no row")
        return row[0]

    def do(self, connection: Connection, parameters: Mapping[str, Any]) -> None:
        """Run it for its effect."""
        self._run(connection, parameters)

    def _run(self, connection: Connection, parameters: Mapping[str, Any]) -> Row | None:
        dialect = connection.dialect
        compiled = self._compiled.get(dialect.name) or self._compile(dialect)
        values = compiled.values(parameters)
        errors = dialect.loaded_dbapi.Error
        cursor = connection.connection.cursor()
        try:
            cursor.execute(compiled.text, values)
            found = cursor.fetchone() if compiled.row is not None else None
        except errors as error:
            raise DBAPIError.instance(compiled.text, None, error, errors, dialect=dialect) from error
        finally:
            cursor.close()
        return None if found is None or compiled.row is None else compiled.row(found)

    def _compile(self, dialect: Dialect) -> _Compiled:
        statement = self._statement[dialect.name] if isinstance(self._statement, Mapping) else self._statement
        compiler = statement.compile(dialect=dialect, column_keys=self._columns)  # type: ignore[attr-defined]
        assert isinstance(compiler, SQLCompiler)  # noqa: S101  (for the type checker; DDL is never prepared)
        converters = {
            name: converter
            for name, bind in compiler.binds.items()
            if (converter := bind.type.dialect_impl(dialect).bind_processor(dialect)) is not None
        }
        constants = {name: bind.effective_value for name, bind in compiler.binds.items() if not bind.required}
        order = tuple(compiler.positiontup) if compiler.positiontup is not None else None
        columns = [entry.keyname for entry in compiler._result_columns]
        row: Any = namedtuple("Row", columns) if columns else None
        compiled = _Compiled(str(compiler), order, converters, constants, row and row._make)
        self._compiled[dialect.name] = compiled
        return compiled
