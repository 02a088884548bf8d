"""The log says what changed, and of a fault that lasts only now and then that it lasts."""

import io
import logging
from collections.abc import Callable, Iterator

import pytest

from config.logs import configure_logging

LOG = logging.getLogger("inloop.test")


@pytest.fixture
def now() -> list[float]:
    """The seconds of a clock that a test moves."""
    return [1000.0]


@pytest.fixture
def said(now: list[float], monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], list[str]]]:
    """The lines since it was last asked, without their time; afterwards the log is as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    root.handlers.clear()
    stream = io.StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    configure_logging("INFO", lambda: now[0])

    def read() -> list[str]:
        lines = [line[24:] for line in stream.getvalue().splitlines() if line.startswith("20")]
        stream.seek(0)
        stream.truncate()
        return lines

    yield read
    root.handlers[:] = handlers
    root.setLevel(level)


def _fail() -> None:
    raise OSError("away")


def _tells(text: str = "the database did not answer") -> None:
    try:
        _fail()
    except OSError:
        LOG.exception(text)


def test_a_fault_that_lasts_is_told_once_a_minute_with_how_often_it_was_so(
    now: list[float], said: Callable[[], list[str]]
) -> None:
    for _ in range(59):
        _tells()
        now[0] += 1
    assert said() == ["ERROR inloop.test: the database did not answer"]
    now[0] += 1
    _tells()
    assert said() == ["ERROR inloop.test: the database did not answer more_times=58"]
    now[0] += 60
    _tells()
    assert said() == ["ERROR inloop.test: the database did not answer"]


def test_other_ids_another_error_and_another_place_are_something_else(said: Callable[[], list[str]]) -> None:
    for job in (1, 2, 1):
        LOG.warning("a paper could not be drawn", extra={"job": job})
    assert said() == [f"WARNING inloop.test: a paper could not be drawn job={job}" for job in (1, 2)]
    _tells("a request failed")
    try:
        int("elsewhere")
    except ValueError:
        LOG.exception("a request failed")
    assert len(said()) == 2


def test_what_is_no_warning_is_always_told(said: Callable[[], list[str]]) -> None:
    for _ in range(3):
        LOG.info("the printer is back")
    assert len(said()) == 3


def test_what_was_told_long_ago_takes_no_memory(now: list[float], said: Callable[[], list[str]]) -> None:
    for number in range(50):
        LOG.warning("fault %d", number)
    now[0] += 3601
    LOG.warning("another")
    (kept,) = [one for handler in logging.getLogger().handlers for one in handler.filters]
    assert len(vars(kept)["_said"]) == 1
    assert said()[-1] == "WARNING inloop.test: another"
