"""Databases for the tests: real SQLite files and a real PostgreSQL, migrated once, copied for each test."""

import itertools
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import create_engine, make_url, text

from models.clock import SetClock
from models.database import Database
from models.migration import migrate
from tests.cast import MONDAY_TEN, World, settle
from tests.postgres import start_postgres
from tests.printer import emupos

_numbers = itertools.count(1)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says whether the printer emulator that nobody here wrote took part; a quiet run shows no header."""
    told = emupos.header()
    missing = told == emupos.MISSING
    terminalreporter.write_line(told, red=missing, bold=missing)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    database = Database(f"sqlite:///{path}")
    migrate(database)
    database.close()
    return path


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL server of this test run, with a migrated database called `template`."""
    # Not pytest's own folder: each new run makes that one private again, and PostgreSQL is another user.
    with TemporaryDirectory(prefix="inloop-postgres-") as folder, start_postgres(Path(folder)) as url:
        _execute(url, "CREATE DATABASE template")
        template = Database(_named(url, "template"))
        migrate(template)
        template.close()
        yield url


@pytest.fixture
def sqlite_database(sqlite_template: Path, tmp_path: Path) -> Iterator[Database]:
    """A SQLite database of one's own."""
    path = tmp_path / "inloop.db"
    shutil.copy(sqlite_template, path)
    database = Database(f"sqlite:///{path}")
    yield database
    database.close()


@pytest.fixture
def postgres_database(postgres_url: str) -> Iterator[Database]:
    """A PostgreSQL database of one's own."""
    name = f"test_{next(_numbers)}"
    _execute(postgres_url, f"CREATE DATABASE {name} TEMPLATE template")
    database = Database(_named(postgres_url, name))
    yield database
    database.close()
    _execute(postgres_url, f"DROP DATABASE {name}")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Database:
    """Each test that asks for a database runs on both kinds."""
    name = {"sqlite": "sqlite_database", "postgresql": "postgres_database"}[request.param]
    found: Database = request.getfixturevalue(name)
    return found


@pytest.fixture
def clock() -> SetClock:
    """A clock that stands at Monday, ten in the morning."""
    return SetClock(MONDAY_TEN)


@pytest.fixture
def world(database: Database, clock: SetClock) -> World:
    """The cast, on both kinds of database."""
    return settle(database, clock)


@pytest.fixture
def sqlite_world(sqlite_database: Database, clock: SetClock) -> World:
    """The cast, on SQLite only: for what lies above the database."""
    return settle(sqlite_database, clock)


def _named(url: str, name: str) -> str:
    return make_url(url).set(database=name).render_as_string(hide_password=False)


def _execute(url: str, statement: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
