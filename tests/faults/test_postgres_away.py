"""The PostgreSQL server is stopped and comes back: every command is answered, and nothing is lost."""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from models.database import Database
from models.migration import migrate
from tests.faults.client import Command, Line
from tests.faults.installation import LOCATION, install
from tests.faults.people import issue_command
from tests.faults.story import assert_whole, read_story
from tests.postgres import start_postgres

pytestmark = pytest.mark.stress


class Server:
    """A PostgreSQL server of one's own, which can be stopped and started."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._running = ExitStack()
        self.url = self.start()

    def start(self) -> str:
        """Start it, at the same address each time."""
        server = self._running.enter_context(start_postgres(self._folder))
        return server.url.render_as_string(hide_password=False)

    def stop(self) -> None:
        """Stop it, as an operator does; connections that are open end with it."""
        self._running.close()


@contextmanager
def _own_server() -> Iterator[Server]:
    with TemporaryDirectory(prefix="inloop-postgres-") as folder:
        server = Server(Path(folder))
        try:
            yield server
        finally:
            server.stop()


def _ready(port: int) -> tuple[int, str]:
    """Of `/readyz` the status, and what it says of the database."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=30) as answer:
            return int(answer.status), json.load(answer)["database"]
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)["database"]


def test_a_server_that_was_stopped_and_started_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    with _own_server() as server:
        database = Database(server.url)
        migrate(database)
        house = install(database, tmp_path / "data", 1, 1)
        (guide,) = house.guides.values()
        database.close()
        with house.servers(1) as (port,), closing(Line(port)) as line:
            first = line.ask(issue_command(house.kiosks[0], "first", "werk"))
            assert first.status == 201
            server.stop()
            issued = issue_command(house.kiosks[0], "second", "werk")
            called = Command(guide, "call", f"/locations/{LOCATION}/call-next", {"desk": "1"})
            for command in (issued, called, issued):
                told = line.ask(command)
                assert (told.status, told.body["code"]) == (503, "unavailable"), told
            assert _ready(port) == (503, "away")
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=30) as answer:
                assert answer.status == 200
            assert server.start() == server.url
            again = line.ask(issue_command(house.kiosks[0], "first", "werk"))
            assert (again.status, again.replayed, again.body) == (201, True, first.body)
            assert [line.ask(command).status for command in (issued, called)] == [201, 200]
            time.sleep(2)  # the loop that tells screens looks once a second
            assert _ready(port) == (200, "ok")
        database = Database(server.url)
        story = read_story(database)
        database.close()
        assert len(story.tickets) == 2
        assert_whole(story)
