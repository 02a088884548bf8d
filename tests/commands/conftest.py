"""The program on a database of its own: one with the cast in it, and an empty folder."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cast import World
from tests.commands.program import Program


@pytest.fixture(autouse=True)
def _log_as_before() -> Iterator[None]:
    """Commands set up logging for themselves; afterwards it is pytest's again."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture
def program(sqlite_world: World, tmp_path: Path) -> Program:
    """The program on the cast's database."""
    url = sqlite_world.database.url.render_as_string(hide_password=False)
    return Program(tmp_path / "data", {"INLOOP_DATABASE_URL": url})


@pytest.fixture
def fresh(tmp_path: Path) -> Program:
    """The program where nothing is yet."""
    return Program(tmp_path / "fresh")
