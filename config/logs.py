"""How Inloop logs: one line per change of state on stderr, never anything about visitors."""

import logging
import sys

_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}


class _WithIds(logging.Formatter):
    """Appends what was given in `extra` as `name=value`, so that a line can be searched by id."""

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        extra = [f"{name}={value}" for name, value in vars(record).items() if name not in _STANDARD]
        return " ".join([line, *extra])


def configure_logging(level: str) -> None:
    """Send the log to stderr at *level* (DEBUG, INFO, WARNING or ERROR), replacing earlier handlers."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_WithIds("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for chatty in ("socketio", "engineio", "engineio.server", "socketio.server", "alembic"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
