"""A broadcaster of one's own, and a whole site with its Socket.IO server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cast import World, copied
from tests.realtime.besieged import SLACK_SECONDS, Besieged, besieged
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


@pytest.fixture(scope="module")
def server(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Besieged]:
    """One server for a module: what one attacker does must not spoil it for the next."""
    folder = tmp_path_factory.mktemp("besieged")
    with copied(sqlite_template, folder / "inloop.db") as found, besieged(found, folder / "data") as server:
        yield server


@pytest.fixture
def still_serving(server: Besieged) -> Iterator[None]:
    """After the attack the server answers, has logged no trace, and has its file handles back."""
    before, traces = server.handles(), len(server.traces())
    yield
    assert server.answers_in() < SLACK_SECONDS
    assert len(server.traces()) == traces, server.installation.log()[-4000:]
    assert server.handles_fall_to(before + 2) <= before + 2
