"""Who serves a database right now, so that nobody puts another one in its place meanwhile.

On SQLite by a lock file beside it, which ends with its process however that ends; PostgreSQL knows who is
connected.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from sqlalchemy import text

from models.database import Database


class BeingServed(Exception):
    """A server runs on the database."""


def _lock_file(database: Database) -> Path:
    path = Path(database.url.database or "")
    return path.with_name(path.name + ".serving")


def serve_from(database: Database) -> IO[bytes] | None:
    """Say that this process serves the database, until it ends; waits while a restore is going on.

    Returns:
        What holds the lock for as long as it is kept; None on PostgreSQL.
    """
    if not database.is_sqlite:
        return None
    file = _lock_file(database).open("ab")
    fcntl.flock(file, fcntl.LOCK_SH)
    return file


@contextmanager
def nobody_serves(database: Database) -> Iterator[None]:
    """For the length of the block no server runs on the database.

    Raises:
        BeingServed: one does.
    """
    if not database.is_sqlite:
        _refuse_connected(database)
        yield
        return
    with _lock_file(database).open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BeingServed("a server runs on this database: stop it first") from None
        yield


def _refuse_connected(database: Database) -> None:
    others = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
        "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )
    database.writer.dispose()  # our own do not count
    database.reader.dispose()
    with database.reader.connect() as connection:
        count = connection.execute(others).scalar_one()
    if count:
        raise BeingServed(f"{count} other connection(s) to this database: stop every server on it first")
