"""Inloop behind the real nginx and the real Caddy, set up by our samples: who is believed, and what arrives."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deploy.front import NAME, PROXIES, Front, ask_plainly, running_front
from tests.deploy.wire import Refused, socket_to
from tests.e2e.server import Server, running_server

BOARD = "oefenplek"
CODE = "/api/v1/devices/pairing"
JSON = {"Content-Type": "application/json"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running_server(tmp_path_factory.mktemp("proxied") / "data") as found:
        yield found


@pytest.fixture(scope="module", params=PROXIES)
def front(
    request: pytest.FixtureRequest, server: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Front]:
    folder = tmp_path_factory.mktemp(request.param) / "front"
    with running_front(request.param, folder, int(server.url.rpartition(":")[2])) as found:
        yield found
