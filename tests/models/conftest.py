"""The house, where every rule of the line is switched on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models import outlook
from models.database import Database
from tests.cast import copied
from tests.models.acts import Play
from tests.models.house import LARGE, REGION, clear, furnish


@pytest.fixture(autouse=True)
def _nothing_told() -> None:
    """What another test's house told of its waits is forgotten."""
    outlook.forget()


@pytest.fixture(scope="session")
def furnished(sqlite_template: Path) -> Path:
    """A SQLite file with the house in it."""
    return _furnished(sqlite_template, "house.db", REGION)


@pytest.fixture(scope="session")
def furnished_large(sqlite_template: Path) -> Path:
    """The same with eight desks and room for everybody."""
    return _furnished(sqlite_template, "large_house.db", LARGE)


@pytest.fixture
def house(furnished: Path, tmp_path: Path) -> Iterator[Play]:
    """The house on its first morning, on SQLite: the rules lie above the database."""
    with copied(furnished, tmp_path / "house.db") as database:
        yield _first_morning(database)


@pytest.fixture
def any_house(database: Database) -> Play:
    """The house on both kinds of database, where SQL decides."""
    furnish(database)
    return _first_morning(database)


@pytest.fixture
def large_house(furnished_large: Path, tmp_path: Path) -> Iterator[Play]:
    """The house on its first morning with eight desks and room for everybody."""
    with copied(furnished_large, tmp_path / "house.db") as database:
        yield _first_morning(database)


def _furnished(template: Path, name: str, region: str) -> Path:
    with copied(template, template.with_name(name)) as database:
        furnish(database, region)
    return template.with_name(name)


def _first_morning(database: Database) -> Play:
    world = clear(database)
    return Play(world.database, world.clock)
