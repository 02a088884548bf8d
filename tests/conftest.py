"""Databases for the tests: real SQLite files and a real PostgreSQL, migrated once, copied for each test."""

import gc
import itertools
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from models.clock import SetClock
from models.database import Database
from models.migration import migrate
from tests.asked import has_none, missed
from tests.cast import MONDAY_TEN, World, copied, move_in, settle
from tests.depth import times
from tests.memory import roomy_folder
from tests.postgres import Postgres, start_postgres
from tests.printer import emupos
from tests.web.once import worked_out_once

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_numbers = itertools.count(1)

# A busy machine may take long for one example, which says nothing of the example.
settings.register_profile("inloop", deadline=None, max_examples=times(25, 1000))
settings.load_profile("inloop")

# Every command and server of these tests is a Python of its own, and compiles all that is not kept.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# Where pytest makes its folders, unless somebody says otherwise.
os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", roomy_folder())


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says whether the printer emulator that nobody here wrote took part; a quiet run shows no header."""
    told = emupos.header()
    missing = told == emupos.MISSING
    terminalreporter.write_line(told, red=missing, bold=missing)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """A file without tests of the kind that is asked for is not imported."""
    return True if has_none(collection_path, config.option.markexpr) else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that would be passed by when its kind is asked for is an error in every other run."""
    if found := missed(items):
        raise pytest.UsageError(f"name the mark in the file, or beside it: {', '.join(sorted(found))}")


@pytest.hookimpl(tryfirst=True)
def pytest_report_teststatus(report: pytest.TestReport | pytest.CollectReport) -> None:
    """A failure has its name in the output at once: a run that is ended from outside has no summary."""
    if report.failed and "PYTEST_XDIST_WORKER" not in os.environ:
        sys.stderr.write(f"\nFAILED {report.nodeid} ({getattr(report, 'when', '')})\n")


def pytest_collection_finish() -> None:
    """What was imported stays to the end: the garbage collector need not look through it after each test."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _worked_out_once() -> Iterator[None]:
    """A thousand tests have an application of their own, each with the same addresses and files."""
    with worked_out_once():
        yield


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    database = Database(f"sqlite:///{path}")
    migrate(database)
    database.close()
    return path


@pytest.fixture(scope="session")
def sqlite_cast(sqlite_template: Path) -> Path:
    """The same with the cast in it."""
    path = sqlite_template.with_name("cast.db")
    with copied(sqlite_template, path) as database:
        settle(database, SetClock(MONDAY_TEN))
    return path


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server of this test run, with a migrated database called `template`."""
    # Not pytest's own folder: each new run makes that one private again, and PostgreSQL is another user.
    with (
        TemporaryDirectory(prefix="inloop-postgres-", dir=roomy_folder()) as folder,
        start_postgres(Path(folder)) as server,
    ):
        template = Database(server.create("template"))
        migrate(template)
        template.close()
        with_cast = Database(server.create("cast_template", "template"))
        settle(with_cast, SetClock(MONDAY_TEN))
        with_cast.close()
        yield server


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """The one Chromium of a run: a process can have no second Playwright beside it."""
    from tests.e2e.browser import chromium

    with chromium() as started:
        yield started


@pytest.fixture
def sqlite_database(sqlite_template: Path, tmp_path: Path) -> Iterator[Database]:
    """A SQLite database of one's own."""
    with copied(sqlite_template, tmp_path / "inloop.db") as database:
        yield database


@pytest.fixture
def postgres_database(postgres: Postgres) -> Iterator[Database]:
    """A PostgreSQL database of one's own."""
    with _created(postgres, "template") as database:
        yield database


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
def sqlite_world(sqlite_cast: Path, tmp_path: Path, clock: SetClock) -> Iterator[World]:
    """The cast, on SQLite only: for what lies above the database."""
    with copied(sqlite_cast, tmp_path / "world.db") as database:
        yield move_in(database, clock)


@pytest.fixture
def postgres_world(postgres: Postgres, clock: SetClock) -> Iterator[World]:
    """The cast, on PostgreSQL."""
    with _created(postgres, "cast_template") as database:
        yield move_in(database, clock)


@pytest.fixture(params=["sqlite", "postgresql"])
def world(request: pytest.FixtureRequest) -> World:
    """The cast, on both kinds of database."""
    name = {"sqlite": "sqlite_world", "postgresql": "postgres_world"}[request.param]
    found: World = request.getfixturevalue(name)
    return found


@contextmanager
def _created(server: Postgres, template: str) -> Iterator[Database]:
    name = f"test_{next(_numbers)}"
    database = Database(server.create(name, template))
    try:
        yield database
    finally:
        database.close()
        server.drop(name)
