"""The whole Inloop, for the tests of the pages of the staff."""

from pathlib import Path

import pytest

from tests.cast import World
from tests.web.site import Site, open_site


@pytest.fixture
def site(sqlite_world: World, tmp_path: Path) -> Site:
    """The three locations of the tests, and nobody signed in."""
    return open_site(sqlite_world, tmp_path)
