"""The broadcaster's own loop, in a real thread: it is quick, it outlives what goes wrong, and it ends."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from realtime.broadcaster import Broadcaster
from realtime.contract import Space
from realtime.screens import Screens
from tests.cast import World

PATIENCE_SECONDS = 60.0


class Loop:
    """A running broadcaster to whose display at `altijd` somebody listens."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.told: list[int] = []
        screens = Screens()
        screens.joined("sid", Space.DISPLAY, "altijd")
        self.broadcaster = Broadcaster(world.database, world.clock, screens, self._emit)
        self.thread = threading.Thread(target=self.broadcaster.run)

    def _emit(self, event: str, payload: Any, **_where: str) -> None:
        if event == "state":
            self.told.append(payload["view"]["waiting"])

    @contextmanager
    def running(self) -> Iterator[None]:
        """Run for the length of the block."""
        self.thread.start()
        try:
            yield
        finally:
            self.broadcaster.stop()
            self.thread.join(PATIENCE_SECONDS)

    def issue(self) -> None:
        """A ticket, and the mark that follows the commit."""
        self.world.issue("altijd")
        self.broadcaster.mark("altijd")


def until(condition: Callable[[], bool]) -> float:
    """Wait for *condition*; how many seconds it took."""
    begun = time.monotonic()
    while not condition():
        assert time.monotonic() - begun < PATIENCE_SECONDS
        threading.Event().wait(0.002)
    return time.monotonic() - begun


@pytest.fixture
def loop(sqlite_world: World) -> Loop:
    """A loop that does not run yet."""
    return Loop(sqlite_world)


def test_a_mark_wakes_the_loop_long_before_the_next_look(loop: Loop) -> None:
    with loop.running():
        until(lambda: loop.told == [0])
        assert min(_seconds_until_told(loop, number) for number in range(1, 6)) < 0.8


def _seconds_until_told(loop: Loop, waiting: int) -> float:
    until(lambda: not loop.broadcaster._dirty)
    loop.issue()
    return until(lambda: loop.told[-1] == waiting)


def test_a_rush_ends_with_the_newest_without_anybody_asking(loop: Loop) -> None:
    with loop.running():
        for _ in range(30):
            loop.issue()
        until(lambda: loop.told[-1:] == [30])
    assert loop.told[-1] == 30


def test_the_loop_ends_when_it_is_told_to(loop: Loop) -> None:
    with loop.running():
        until(lambda: bool(loop.told))
    assert not loop.thread.is_alive()


@pytest.mark.parametrize(
    "error", [OperationalError("SELECT 1", {}, Exception("gone")), ValueError("a fault of ours")]
)
def test_the_loop_outlives_what_goes_wrong_and_catches_up(
    loop: Loop, error: Exception, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    read, failed = loop.world.database.read, threading.Event()

    @contextmanager
    def broken() -> Iterator[Session]:
        if threading.current_thread() is loop.thread and not failed.is_set():
            failed.set()
            raise error
        with read() as session:
            yield session

    monkeypatch.setattr(loop.world.database, "read", broken)
    with loop.running():
        until(failed.is_set)
        loop.issue()
        until(lambda: loop.told[-1:] == [1])
    assert str(error) in caplog.text
