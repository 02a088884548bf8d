"""Engines and transactions for SQLite and PostgreSQL, the same to everybody above.

A command runs in `write`, a view in `read`. A transaction does database work only: no emit, no HTTP,
no printing. This module must not know what the transactions are for.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from models.write_lock import WriteLock

T = TypeVar("T")

_PG_OPTIONS = "-c statement_timeout=5000 -c lock_timeout=3000 -c idle_in_transaction_session_timeout=10000"
_RETRIED = frozenset({"40001", "40P01"})
"""PostgreSQL's serialisation failure and deadlock: nothing happened, so the work may run once more."""


class Database:
    """One database, with a write and a read engine.

    Args:
        url: as SQLAlchemy takes it, `sqlite:///…` or `postgresql+psycopg://…`.
    """

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        if self.is_sqlite:
            path = Path(self.url.database or "")
            self._lock = WriteLock(path.with_name(path.name + ".write-lock"))
            self.writer = _sqlite_engine(url, "BEGIN IMMEDIATE", ("journal_mode=WAL", "synchronous=FULL"))
            self.reader = _sqlite_engine(url, "BEGIN", ("query_only=ON",))
        else:
            self._lock = WriteLock(None)
            self.writer = _postgres_engine(url, "READ COMMITTED")
            self.reader = _postgres_engine(url, "REPEATABLE READ")

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A transaction that commits at the end of the block, or rolls back when the block raises."""
        if not self.is_sqlite:
            with Session(self.writer, expire_on_commit=False) as session, session.begin():
                yield session
            return
        with self._lock.held(), Session(self.writer, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def read(self) -> Iterator[Session]:
        """One consistent look at the database; what is changed in it is thrown away."""
        with Session(self.reader, expire_on_commit=False, autoflush=False) as session:
            yield session

    def run(self, work: Callable[[Session], T]) -> T:
        """Do *work* in one write transaction, and once more where PostgreSQL asks for it."""
        try:
            with self.write() as session:
                return work(session)
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", None) not in _RETRIED:
                raise
        with self.write() as session:
            return work(session)

    def close(self) -> None:
        """Close all connections."""
        self.reader.dispose()
        self.writer.dispose()
        self._lock.close()


def _sqlite_engine(url: str, begin: str, pragmas: tuple[str, ...]) -> Engine:
    engine = create_engine(
        url, poolclass=QueuePool, pool_size=4, max_overflow=16, connect_args={"check_same_thread": False}
    )

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves; the driver's own rule begins too late
        for pragma in ("busy_timeout=5000", "foreign_keys=ON", *pragmas):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _postgres_engine(url: str, isolation: str) -> Engine:
    return create_engine(
        url,
        pool_pre_ping=True,
        pool_size=10,
        max_overflow=20,
        isolation_level=isolation,  # type: ignore[arg-type]
        connect_args={"options": _PG_OPTIONS, "connect_timeout": 5},
    )
