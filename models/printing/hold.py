"""One worker for each printer, in however many processes.

SQLite serves one process. On PostgreSQL the right to use a printer is an advisory lock of a connection: it
ends with the process that holds it, however that ends, and no clock is asked.
"""

import logging
import zlib
from contextlib import suppress

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from models.database import Database

log = logging.getLogger(__name__)

_SPACE = 0x1B40
"""The first half of our advisory locks' numbers, so that nobody else's are met."""


class Hold:
    """The right to be the only user of a printer.

    Args:
        database: shared with whoever else might use it.
        key: what makes the printer this one, such as its address.
    """

    def __init__(self, database: Database, key: str) -> None:
        self._database = database
        self._key = zlib.crc32(key.encode()) - 2**31
        self._connection: Connection | None = None

    def mine(self) -> bool:
        """Whether the right is ours now; takes it if it is free."""
        if self._database.is_sqlite:
            return True
        try:
            if self._connection is None:
                return self._take()
            self._connection.execute(text("SELECT 1"))
        except SQLAlchemyError:
            log.warning("the right to a printer was lost with its connection")
            self._hang_up()
            return False
        return True

    def give_up(self) -> None:
        """Let another process use the printer, from now on."""
        if self._connection is not None:
            with suppress(SQLAlchemyError):  # a busy server sees only later that a connection has closed
                self._connection.execute(
                    text("SELECT pg_advisory_unlock(:space, :key)"), {"space": _SPACE, "key": self._key}
                )
        self._hang_up()

    def _hang_up(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.invalidate()  # closes it; a pooled connection would keep the lock
            connection.close()

    def _take(self) -> bool:
        engine = self._database.writer.execution_options(isolation_level="AUTOCOMMIT")
        connection = engine.connect()
        taken = connection.execute(
            text("SELECT pg_try_advisory_lock(:space, :key)"), {"space": _SPACE, "key": self._key}
        ).scalar_one()
        if not taken:
            connection.close()
            return False
        self._connection = connection
        return True
