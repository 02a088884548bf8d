"""Everything that belongs to an installation, read in one look while others go on writing."""

import base64
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from alembic.runtime.migration import MigrationContext
from sqlalchemy import Column, Connection, MetaData, Table, select
from sqlalchemy.orm import Session

from models.audit.proof import end_of_chain
from models.backup.archive import BackupWriter
from models.backup.fault import BackupFailed
from models.backup.value import applied, kind_of, selected, writers
from models.database import Database
from models.tables import AuditEnd

Tell = Callable[[str], None]
_PIECE = 48 * 1024
_TOGETHER = 500
_TELL_SECONDS = 2.0
_NOT_OURS = frozenset({"alembic_version", "sqlite_sequence"})
_PASSING = frozenset({"printed", "cache"})
"""Folders of what can be made again."""
_LARGE = frozenset({".onnx", ".log"})
"""Voices are fetched again by their name; what was logged is not needed to go on."""
ASIDE = "before-restore-"
"""How the names of what a restore put aside begin."""


@dataclass
class Copied:
    """What a backup holds.

    Attributes:
        schema: the schema's version.
        rows: how many of each table.
        files: paths below the data folder.
    """

    schema: str
    rows: dict[str, int] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)


@contextmanager
def look(database: Database) -> Iterator[Connection]:
    """One look at everything, which may take long and holds nobody up."""
    with database.reader.connect() as connection:
        if database.is_sqlite:
            connection.exec_driver_sql("BEGIN")
        else:
            unhurried(connection)
        yield connection


def unhurried(connection: Connection) -> None:
    """Let this transaction take as long as it needs, on PostgreSQL."""
    for name in ("statement_timeout", "idle_in_transaction_session_timeout"):
        connection.exec_driver_sql(f"SET LOCAL {name} = 0")


def schema_of(connection: Connection) -> str | None:
    """The schema's version; None for an empty database."""
    return MigrationContext.configure(connection).get_current_revision()


def tables_of(connection: Connection) -> dict[str, Table]:
    """The tables as the database has them, by name."""
    found = MetaData()
    found.reflect(connection)
    return {name: table for name, table in sorted(found.tables.items()) if name not in _NOT_OURS}


def columns_of(table: Table) -> list[Column[Any]]:
    """Its columns in an order that both kinds of database have."""
    return sorted(table.columns, key=lambda column: column.name)


def dump(
    database: Database, data: Path, path: Path, now: datetime, passphrase: str | None, tell: Tell
) -> tuple[Copied, BackupWriter]:
    """Copy everything to *path*, still under the writer's own name.

    Args:
        database: may be written to meanwhile.
        data: the data folder.
        path: where the backup is to be.
        now: the moment that its head tells.
        passphrase: seals it, if given.
        tell: is told how far it is, now and then.

    Raises:
        BackupFailed: the file cannot be written, or there is nothing to copy.
    """
    with look(database) as connection:
        schema = schema_of(connection)
        if schema is None:
            raise BackupFailed("the database is empty: there is nothing to copy")
        head = {"schema": schema, "made_at": now.isoformat(), "from": connection.dialect.name}
        tables = tables_of(connection)
        if AuditEnd.__tablename__ in tables:
            with Session(connection) as session:
                head["audit_end"] = str(end_of_chain(session))
        copied, writer = Copied(schema), BackupWriter(path, head, passphrase)
        try:
            for name, table in tables.items():
                columns = {column.name: kind_of(column) for column in columns_of(table)}
                rows = _watched(_rows(connection, table), name, tell)
                copied.rows[name] = writer.part("table", name, columns, rows)
            for file in files_of(database, data):
                told = file.relative_to(data).as_posix()
                writer.part("file", told, file.stat().st_mode & 0o777, _pieces(file))
                copied.files.append(told)
            writer.finish()
        except BaseException:
            writer.__exit__(None, None, None)
            raise
    return copied, writer


def _rows(connection: Connection, table: Table) -> Iterator[list[Any]]:
    columns = columns_of(table)
    ways = writers([kind_of(column) for column in columns])
    statement = select(*(selected(column) for column in columns)).order_by(*table.primary_key.columns)
    found = connection.execution_options(yield_per=_TOGETHER).execute(statement)
    for row in found:
        yield applied(list(row), ways)


def _watched(rows: Iterator[Any], name: str, tell: Tell) -> Iterator[Any]:
    told_at = time.monotonic()
    for number, row in enumerate(rows, 1):
        yield row
        if time.monotonic() - told_at >= _TELL_SECONDS:
            told_at = time.monotonic()
            tell(f"{name}: {number} rows")


def files_of(database: Database, data: Path) -> Sequence[Path]:
    """The files of the data folder that are not the database, cannot be made again, and are no backup."""
    ours = data.resolve()
    database_file = Path(database.url.database or "").resolve() if database.is_sqlite else None
    found = []
    for path in sorted(ours.rglob("*")):
        below = path.relative_to(ours)
        if path.is_symlink() or not path.is_file() or _passing(below):
            continue
        if database_file and path.parent == database_file.parent and path.name.startswith(database_file.name):
            continue
        if not is_backup(path):
            found.append(data / below)
    return found


def _passing(below: Path) -> bool:
    parts = below.parts
    hidden = any(part.startswith(".") for part in parts)
    return (
        hidden
        or below.suffix in _LARGE
        or bool(_PASSING & set(parts[:-1]))
        or parts[0].startswith(ASIDE)
        or below.name in {"backup.json", "backup.lock"}
    )


def is_backup(path: Path) -> bool:
    """Whether the file is a backup itself."""
    from models.backup.archive import MAGIC

    try:
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError:
        return False


def _pieces(file: Path) -> Iterator[str]:
    with file.open("rb") as opened:
        while piece := opened.read(_PIECE):
            yield base64.b64encode(piece).decode()
