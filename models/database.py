"""Engines and transactions for SQLite and PostgreSQL, the same to everybody above.

A command runs in `run`, a view in `read`. A transaction does database work only: no emit, no HTTP, no
printing. This module must not know what the transactions are for.

On SQLite we say BEGIN ourselves. The driver's own rule begins too late, and SQLAlchemy's event for it
would make every statement pay for listeners.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from models.last import do_what_is_last
from models.prepared import READING, Prepared, Row
from models.write_lock import WriteLock
from models.writer import GroupWriter

T = TypeVar("T")

_PG_OPTIONS = "-c statement_timeout=10000 -c lock_timeout=8000 -c idle_in_transaction_session_timeout=10000"
_NO_END = -1
"""Of a pool: as many connections as are asked for."""
_RETRIED = frozenset({"40001", "40P01", "25P03"})
"""PostgreSQL's serialisation failure, deadlock, and end of a transaction in which we stood still (the machine
slept): nothing happened, so the work may run once more."""


class Database:
    """One database, with a write and a read engine.

    Args:
        url: as SQLAlchemy takes it, `sqlite:///…` or `postgresql+psycopg://…`.
    """

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._group: GroupWriter | None = None
        self._lent: set[Connection] = set()
        if self.is_sqlite:
            path = Path(self.url.database or "")
            self._lock = WriteLock(path.with_name(path.name + ".write-lock"))
            self.writer = _sqlite_engine(url, ("journal_mode=WAL", "synchronous=FULL"))
            self.reader = _sqlite_engine(url, ("query_only=ON",))
            self._group = GroupWriter(self.transaction)
        else:
            self._lock = WriteLock(None)
            self.writer = _postgres_engine(url, "READ COMMITTED")
            self.reader = _postgres_engine(url, "REPEATABLE READ")
        self._lender = self.writer if self.is_sqlite else _postgres_engine(url, "AUTOCOMMIT", _NO_END)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A write transaction that commits at the end of the block, or rolls back when the block raises."""
        with self._lock.held(), self.writer.connect() as connection, connection.begin():
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection

    @contextmanager
    def write(self) -> Iterator[Session]:
        """As `transaction`, with a session."""
        with (
            self.transaction() as connection,
            Session(connection, expire_on_commit=False, join_transaction_mode="rollback_only") as session,
        ):
            yield session
            session.flush()
            do_what_is_last(session)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """One consistent look at the database; what is changed in it is thrown away."""
        with self.reader.connect() as connection:
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN")
            with Session(connection, expire_on_commit=False, autoflush=False) as session:
                session.info[READING] = True
                yield session

    def glance(self, statement: Prepared, parameters: Mapping[str, Any]) -> Row | None:
        """The one row of a single statement, which needs no transaction to be consistent; or None."""
        with self.reader.connect() as connection:
            return statement.one(connection, parameters)

    def run(self, work: Callable[[Session], T]) -> T:
        """Do *work* in one write transaction; on PostgreSQL once more where it asks for it.

        Several works that come together share one commit on SQLite (models/writer.py).
        """
        if self._group is not None:
            result: T = self._group.run(work)
            return result
        try:
            with self.write() as session:
                return work(session)
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", None) not in _RETRIED:
                raise
        with self.write() as session:
            return work(session)

    def lend(self) -> Connection:
        """A connection that commits each statement, for as long as somebody needs it; then `take_back`.

        Not one of those that do the work: a house with many printers keeps one for each.
        """
        connection = self._lender.execution_options(isolation_level="AUTOCOMMIT").connect()
        self._lent.add(connection)
        return connection

    def take_back(self, connection: Connection, holds: bool = True) -> None:
        """Have a lent connection back: closed, unless it *holds* nothing that would outlive its use."""
        self._lent.discard(connection)
        if holds:
            connection.invalidate()
        connection.close()

    def close(self) -> None:
        """Close all connections, lent ones too."""
        for connection in list(self._lent):
            self.take_back(connection)
        for engine in (self.reader, self.writer, self._lender):
            engine.dispose()
        self._lock.close()


def _sqlite_engine(url: str, pragmas: tuple[str, ...]) -> Engine:
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=16,
        hide_parameters=True,  # an error is logged; codes of tickets and names are not
        connect_args={"check_same_thread": False},
    )

    @event.listens_for(engine.pool, "connect")
    def _connected(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # the driver must not begin or commit by itself
        for pragma in ("busy_timeout=5000", "foreign_keys=ON", *pragmas):
            connection.execute(f"PRAGMA {pragma}")

    return engine


def _postgres_engine(url: str, isolation: str, more: int = 20) -> Engine:
    return create_engine(
        url,
        pool_pre_ping=True,
        pool_size=10,
        max_overflow=more,
        isolation_level=isolation,
        hide_parameters=True,
        connect_args={"options": _PG_OPTIONS, "connect_timeout": 5},
    )
