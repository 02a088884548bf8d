"""A database that answers and takes nothing: its disk is full or broken, or it was set to reading only.

Told by the code of the error, never by its words, which every release and language has its own of.
"""

import os
import sqlite3

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

_OF_SQLITE = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY})
_OF_POSTGRES = frozenset({"53100", "58030", "25006"})
"""Disk full, an error of the disk, and a server (or a standby) that is for reading only."""
_READ_ONLY = text("SELECT pg_is_in_recovery() OR current_setting('default_transaction_read_only') = 'on'")


def nothing_can_be_written(error: SQLAlchemyError) -> bool:
    """Whether the database answers, but takes nothing."""
    cause = getattr(error, "orig", None)
    of_sqlite = getattr(cause, "sqlite_errorcode", 0) & 0xFF  # the higher bits say where it happened
    return of_sqlite in _OF_SQLITE or getattr(cause, "sqlstate", None) in _OF_POSTGRES


def is_for_reading_only(session: Session) -> bool:
    """Whether a PostgreSQL server says that it takes nothing, or the file of SQLite is not ours to write.

    A full disk says so only to who writes.
    """
    bind = session.get_bind()
    if bind.dialect.name != "postgresql":
        return not os.access(bind.engine.url.database or "", os.W_OK)
    return bool(session.execute(_READ_ONLY).scalar_one())
