"""After a start: reads the logs on until the estimate knows them, so that nobody need look for it to happen.

A bounded number of facts at a time, in a transaction of their own, and others get their turn in between.
"""

import time
from datetime import datetime

from models.database import Database
from models.learning import known_at
from models.refusal import Refusal
from models.views.head import head_of
from models.views.place import location_heads

_PIECES = 3
"""Pieces of a log in one round: some 90 ms of each second, until all is read."""


class Reading:
    """Reads the log of each location once.

    Args:
        database: where the logs are.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._read: set[str] = set()
        self._over = False

    def go_on(self, now: datetime) -> None:
        """Read the next pieces, one location after the other; nothing once all are read.

        What comes later the looks take in, which is little.

        Args:
            now: the moment, UTC.
        """
        if self._over:
            return
        with self._database.read() as session:
            rest = [head.setup.id for head in location_heads(session, now)]
        rest = [location_id for location_id in rest if location_id not in self._read]
        for _ in range(_PIECES):
            if rest and self._is_read(rest[0], now):
                self._read.add(rest.pop(0))
            time.sleep(0)
        self._over = not rest

    def _is_read(self, location_id: str, now: datetime) -> bool:
        """Take in one piece; whether that was the last."""
        with self._database.read() as session:
            try:
                return known_at(session, head_of(session, location_id, now)) is not None
            except Refusal:  # the location was retired meanwhile
                return True
