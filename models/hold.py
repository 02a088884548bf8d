"""The right to be the only one who does something, in however many processes: use a printer, erase on term.

It ends with the process that holds it, however that ends, and no clock is asked. On PostgreSQL it is an
advisory lock of a connection, on SQLite a lock file beside the database.
"""

import fcntl
import logging
import os
import weakref
import zlib
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from models.database import Database

log = logging.getLogger(__name__)

_SPACE = 0x1B40
"""The first half of our advisory locks' numbers, so that nobody else's are met."""


class Hold:
    """The right to be the only one.

    Args:
        database: shared with whoever else might do it.
        key: what makes it this one, such as the address of a printer.
        ending: of the lock file's name on SQLite; without one whoever asks there is the only one, for SQLite
            serves one process.
    """

    def __init__(self, database: Database, key: str, ending: str = "") -> None:
        self._database = database
        self._name = key
        self._key = zlib.crc32(key.encode()) - 2**31
        self._ending = ending
        self._connection: Connection | None = None
        self._file: weakref.finalize[[int], Hold] | None = None

    def mine(self) -> bool:
        """Whether the right is ours now; takes it if it is free."""
        if self._database.is_sqlite:
            return not self._ending or self._file is not None or self._lock_file()
        try:
            if self._connection is None:
                return self._take()
            self._connection.execute(text("SELECT 1"))
        except SQLAlchemyError:
            log.warning("the right to %s was lost with its connection", self._name)
            self._hang_up()
            return False
        return True

    def give_up(self) -> None:
        """Let another process have it, from now on."""
        if self._connection is not None:
            with suppress(SQLAlchemyError):  # a busy server sees only later that a connection has closed
                self._connection.execute(
                    text("SELECT pg_advisory_unlock(:space, :key)"), {"space": _SPACE, "key": self._key}
                )
        self._hang_up()
        close_file, self._file = self._file, None
        if close_file is not None:
            close_file()

    def _hang_up(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            self._database.take_back(connection)

    def _lock_file(self) -> bool:
        path = Path(self._database.url.database or "")
        file = os.open(path.with_name(path.name + self._ending), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            return False
        self._file = weakref.finalize(self, os.close, file)
        return True

    def _take(self) -> bool:
        connection = self._connection = self._database.lend()
        taken: bool = connection.execute(
            text("SELECT pg_try_advisory_lock(:space, :key)"), {"space": _SPACE, "key": self._key}
        ).scalar_one()
        if not taken:
            self._connection = None
            self._database.take_back(connection, holds=False)
        return taken
