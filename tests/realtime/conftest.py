"""A broadcaster of one's own, and a whole site with its Socket.IO server."""

from pathlib import Path

import pytest

from tests.cast import World
from tests.realtime.studio import Studio
from tests.web.site import Site, open_site


@pytest.fixture
def studio(sqlite_world: World) -> Studio:
    """A broadcaster to which nobody listens yet."""
    return Studio(sqlite_world)


@pytest.fixture
def site(sqlite_world: World, tmp_path: Path) -> Site:
    """An Inloop with the cast in it."""
    return open_site(sqlite_world, tmp_path)
