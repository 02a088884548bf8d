"""A push service on loopback, and an Inloop that sends to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cast import World
from tests.web.push.service import PushService, push_service
from tests.web.site import Site, open_site


@pytest.fixture
def service() -> Iterator[PushService]:
    with push_service() as started:
        yield started


@pytest.fixture
def site(sqlite_world: World, tmp_path: Path, service: PushService) -> Site:
    """No thread of it runs, so that a test says when there is a round."""
    return open_site(sqlite_world, tmp_path, push=service.url)
