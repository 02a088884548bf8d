"""The house, where every rule of the line is switched on."""

import pytest

from models.database import Database
from tests.models.acts import Play
from tests.models.house import LARGE, REGION, clear, furnish


@pytest.fixture
def house(sqlite_database: Database) -> Play:
    """The house on its first morning, on SQLite: the rules lie above the database."""
    return _house_on(sqlite_database)


@pytest.fixture
def any_house(database: Database) -> Play:
    """The house on both kinds of database, where SQL decides."""
    return _house_on(database)


@pytest.fixture
def large_house(sqlite_database: Database) -> Play:
    """The same with eight desks and room for everybody."""
    return _house_on(sqlite_database, LARGE)


def _house_on(database: Database, region: str = REGION) -> Play:
    furnish(database, region)
    world = clear(database)
    return Play(world.database, world.clock)
