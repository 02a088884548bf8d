"""How Inloop logs: one line per change of state on stderr, never anything about visitors."""

import logging
import math
import sys
import time
from collections.abc import Callable, Hashable
from datetime import UTC, datetime

_AGAIN_SECONDS = 60.0
_REMEMBERED_SECONDS = 2 * _AGAIN_SECONDS
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}


class _WithIds(logging.Formatter):
    """Appends what was given in `extra` as `name=value`, so that a line can be searched by id."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  (the name of logging)
        """The line itself; what came before an error stands below it."""
        line = super().formatMessage(record)
        extra = [f"{name}={value}" for name, value in vars(record).items() if name not in _STANDARD]
        return " ".join([line, *extra])


class _OnceAMinute(logging.Filter):
    """Keeps back what was said within the last minute: a fault that lasts must not fill the disk.

    The next line tells how often it was so meanwhile. The same is the same text with the same ids, and the
    same error from the same place. What is less than a warning always passes.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        super().__init__()
        self._clock = clock
        self._said: dict[Hashable, tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno < logging.WARNING:
            return True
        now, same = self._clock(), _what(record)
        said, kept = self._said.get(same, (-math.inf, 0))
        if now - said < _AGAIN_SECONDS:
            self._said[same] = said, kept + 1
            return False
        known = self._said.copy()  # in one step: another thread may be telling of something at this moment
        self._said = {what: told for what, told in known.items() if now - told[0] < _REMEMBERED_SECONDS}
        self._said[same] = now, 0
        if kept:
            record.more_times = kept
        return True


def _what(record: logging.LogRecord) -> Hashable:
    """What a line says, without when it says it."""
    ids = tuple((name, str(value)) for name, value in vars(record).items() if name not in _STANDARD)
    error, place = (record.exc_info or (None, None, None))[::2]
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = (place.tb_frame.f_code.co_filename, place.tb_lineno) if place else None
    return record.name, record.getMessage(), ids, error, where


class _LastError(logging.Handler):
    """Remembers the last error, for a page that shows it to who looks after the machine."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.told: tuple[datetime, str] | None = None

    def emit(self, record: logging.LogRecord) -> None:
        at = datetime.fromtimestamp(record.created, UTC)
        self.told = at, f"{record.name}: {record.getMessage()}"[:300]


_last = _LastError()


def last_error() -> tuple[datetime, str] | None:
    """When the last error of this process was logged, and its line; None for none."""
    return _last.told


def configure_logging(level: str, clock: Callable[[], float] = time.monotonic) -> None:
    """Send the log to stderr, replacing earlier handlers.

    Args:
        level: DEBUG, INFO, WARNING or ERROR.
        clock: seconds that never jump.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(_OnceAMinute(clock))
    handler.setFormatter(_WithIds("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=level, handlers=[handler, _last], force=True)
    for chatty in ("socketio", "engineio", "engineio.server", "socketio.server", "alembic"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
