"""A backup into an empty database, as it was and then brought up to this version; all or nothing."""

import base64
import os
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select, text
from sqlalchemy.exc import DataError, IntegrityError, InterfaceError, ProgrammingError

from models.backup.archive import BackupReader, Part
from models.backup.dump import Copied, columns_of, schema_of, tables_of
from models.backup.fault import BackupDamaged, BackupFailed, named
from models.backup.value import applied, kind_of, placed, readers
from models.migration import is_known, upgrade

_TOGETHER, _MOST_TOGETHER = 500, 4 * 1024 * 1024
"""Rows, and bytes of them, that are read before they are written."""
_UNFIT = (IntegrityError, DataError, ProgrammingError, InterfaceError, TypeError, ValueError, OverflowError)
"""What a row is that no table of ours has; a disk that is full or broken is something else."""


def fill(connection: Connection, reader: BackupReader, files: Path | None) -> Copied:
    """Fill an empty database from a backup, inside the caller's transaction.

    Args:
        connection: in a transaction, without any table of ours.
        reader: the backup.
        files: folder for the files of the data folder; None leaves them out, but checks them.

    Raises:
        BackupFailed: it is damaged, newer than this version, or does not fit.
    """
    copied = Copied(refuse_newer(reader))
    if schema_of(connection) is not None:
        raise BackupFailed("the database to restore into is not empty")
    upgrade(connection, copied.schema)
    tables = tables_of(connection)
    with _references_at_the_end(connection, tables):
        rows, names = take_in(connection, reader, tables, files)
    copied.rows |= rows
    copied.files += names
    if set(copied.rows) != set(tables):
        raise BackupDamaged("the file lacks tables: use another backup")
    _set_counters(connection, tables)
    upgrade(connection, "head")
    return copied


def take_in(
    connection: Connection, reader: BackupReader, tables: dict[str, Table], files: Path | None
) -> tuple[dict[str, int], list[str]]:
    """Put every part in its place: rows in *tables*, files below *files*.

    Returns:
        How many rows of each table there were, and the names of the files.

    Raises:
        BackupFailed: it is damaged, or does not fit.
    """
    rows, names = dict[str, int](), list[str]()
    for part in reader.parts():
        if part.kind == "table":
            rows[part.name] = _fill_table(connection, tables, part, reader)
        else:
            _write_file(part, files)
            names.append(part.name)
    return rows, names


def refuse_newer(reader: BackupReader) -> str:
    """The schema of the backup.

    Raises:
        BackupFailed: this version does not know it.
    """
    schema = str(reader.head["schema"])
    if not is_known(schema):
        raise BackupFailed(
            f"the backup has schema {schema}, which this version of Inloop does not know: "
            "install the newer version first"
        )
    return schema


def _fill_table(connection: Connection, tables: dict[str, Table], part: Part, reader: BackupReader) -> int:
    table = tables.get(part.name)
    kinds = {column.name: kind_of(column) for column in columns_of(table)} if table is not None else None
    if table is None or part.about != kinds:
        raise BackupDamaged(f"the table {part.name} in the file is not that of its schema")
    sqlite = connection.dialect.name == "sqlite"
    names, ways = list(part.about), readers(list(part.about.values()), sqlite)
    statement = insert(table).values({column.name: placed(column, sqlite) for column in columns_of(table)})
    count = 0
    try:
        if connection.execute(select(func.count()).select_from(table)).scalar_one():
            connection.execute(table.delete())
        for rows in _together(part, reader):
            connection.execute(statement, [dict(zip(names, applied(row, ways), strict=True)) for row in rows])
            count += len(rows)
    except _UNFIT:
        raise BackupDamaged(f"the table {part.name} in the file cannot be read") from None
    return count


def _together(part: Part, reader: BackupReader) -> Iterator[list[Any]]:
    """The rows, some hundreds at once; fewer where they are large."""
    rows, begun = list[Any](), reader.unpacked
    for row in part.items:
        rows.append(row)
        if len(rows) == _TOGETHER or reader.unpacked - begun > _MOST_TOGETHER:
            yield rows
            rows, begun = [], reader.unpacked
    if rows:
        yield rows


class _references_at_the_end:  # noqa: N801  (used as a block, like a function)
    """References between rows are checked when all rows are there."""

    def __init__(self, connection: Connection, tables: dict[str, Table]) -> None:
        self._connection = connection
        self._constraints = [
            (connection.dialect.identifier_preparer.quote(name), str(key.name))
            for name, table in tables.items()
            for key in table.foreign_key_constraints
        ]

    def __enter__(self) -> None:
        if self._connection.dialect.name == "sqlite":
            self._connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        else:
            self._each("DEFERRABLE INITIALLY DEFERRED")

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is not None:
            return
        if self._connection.dialect.name == "sqlite":
            broken = self._connection.exec_driver_sql("PRAGMA foreign_key_check").first()
            if broken:
                raise BackupDamaged(f"rows of {broken[0]} point to nothing in {broken[2]}")
        else:
            self._connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")
            self._each("NOT DEFERRABLE")

    def _each(self, how: str) -> None:
        for table, name in self._constraints:
            self._connection.exec_driver_sql(f'ALTER TABLE {table} ALTER CONSTRAINT "{name}" {how}')


def _set_counters(connection: Connection, tables: dict[str, Table]) -> None:
    """PostgreSQL goes on numbering after the highest number that was filled in; SQLite does by itself."""
    if connection.dialect.name == "sqlite":
        return
    for name, table in tables.items():
        for column in table.primary_key.columns:
            found = connection.execute(
                text("SELECT pg_get_serial_sequence(:table, :column)"),
                {"table": f'"{name}"', "column": column.name},
            ).scalar()
            if found:
                highest = connection.execute(select(func.max(column))).scalar()
                connection.execute(
                    text("SELECT setval(:sequence, :value, :used)"),
                    {"sequence": found, "value": highest or 1, "used": highest is not None},
                )


def _write_file(part: Part, folder: Path | None) -> None:
    below = PurePosixPath(part.name)
    safe = not below.is_absolute() and ".." not in below.parts and part.name.isprintable() and below.parts
    if not safe or not isinstance(part.about, int):
        raise BackupDamaged(f"the file has a part with a name that cannot be: {part.name!r}")
    if folder is None:
        _each_piece(part.items, lambda _piece: None)
        return
    target = folder / below
    with named(target):
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        opened = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, part.about & 0o777)
        with os.fdopen(opened, "wb") as file:
            _each_piece(part.items, file.write)
            file.flush()
            os.fsync(file.fileno())


def _each_piece(pieces: Iterator[Any], take: Callable[[bytes], object]) -> None:
    for piece in pieces:
        try:
            found = base64.b64decode(piece, validate=True)
        except (TypeError, ValueError):
            raise BackupDamaged("a file in the backup cannot be read") from None
        take(found)
