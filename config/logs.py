"""How Inloop logs: one line per change of state on stderr, never anything about visitors."""

import logging
import sys
from datetime import UTC, datetime

_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}


class _WithIds(logging.Formatter):
    """Appends what was given in `extra` as `name=value`, so that a line can be searched by id."""

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        extra = [f"{name}={value}" for name, value in vars(record).items() if name not in _STANDARD]
        return " ".join([line, *extra])


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


def configure_logging(level: str) -> None:
    """Send the log to stderr at *level* (DEBUG, INFO, WARNING or ERROR), replacing earlier handlers."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_WithIds("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=level, handlers=[handler, _last], force=True)
    for chatty in ("socketio", "engineio", "engineio.server", "socketio.server", "alembic"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
