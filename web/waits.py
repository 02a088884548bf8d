"""The public waiting times, worked out once for everybody who asks within some seconds.

However many look at a municipality's site: a request asks the database one small question, whether anything
happened, and gets what is there already. Knows no request.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from models.clock import Clock
from models.database import Database
from models.region_file import Region
from models.setup import document_of
from models.views.head import Head, head_of
from models.views.place import location_heads
from models.views.wait import Version, soonest_first, wait_version, wait_view
from models.wording import Wording, wording_of
from web.kept import Kept

FRESH = timedelta(seconds=5)
"""So long what was worked out is told, if nothing happens; also told to caches between us and a browser."""
_STILL_TOLD = timedelta(seconds=30)
"""So old it may be for who asks while it is being worked out anew."""


@dataclass(frozen=True)
class Told:
    """The waiting times at one moment.

    Attributes:
        version: what they hang on besides the moment.
        made: the moment, UTC.
        region: whose they are; None before a region was loaded.
        wording: the region's own texts for visitors.
        heads: the locations, those that are open first.
        waits: of each its `wait_view`.
        answers: what was made of them, by name; a bounded number.
    """

    version: Version
    made: datetime
    region: Region | None
    wording: Wording
    heads: tuple[Head, ...]
    waits: tuple[dict[str, Any], ...]
    answers: dict[tuple[str, ...], Kept] = field(default_factory=dict)

    def kept(self, name: tuple[str, ...], make: Callable[[], Kept]) -> Kept:
        """The answer of that name, made once; *name* must not be a visitor's free choice."""
        if name not in self.answers:
            self.answers[name] = make()
        return self.answers[name]


class Waits:
    """Keeps the waiting times of each location, and of all together.

    Args:
        database: where they are read.
        clock: tells the moment.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._told: dict[str | None, Told] = {}
        self._making = threading.Lock()

    def at(self, location: str | None) -> Told:
        """The waiting times of a location, or with None of all that are not for practice.

        Raises:
            Refusal: `unknown_location`.
        """
        told, fresh = self._known(location)
        if fresh:
            return fresh
        waited = not self._making.acquire(blocking=False)
        if waited and told is not None and _young(told, self._clock.now(), _STILL_TOLD):
            return told
        if waited:
            self._making.acquire()
        try:
            return self._known(location)[1] or self._make(location)
        finally:
            self._making.release()

    def _known(self, location: str | None) -> tuple[Told | None, Told | None]:
        """What was told last, and the same again if it still holds."""
        told = self._told.get(location)
        with self._database.read() as session:
            version = wait_version(session, location)
        holds = told is not None and told.version == version and _young(told, self._clock.now(), FRESH)
        return told, told if holds else None

    def _make(self, location: str | None) -> Told:
        with self._database.read() as session:
            told = _read(session, location, self._clock.now())
        self._told[location] = told
        return told


def _young(told: Told, now: datetime, age: timedelta) -> bool:
    """Whether it was made within *age*; a clock that was set back makes nothing young."""
    return timedelta(0) <= now - told.made < age


def _read(session: Session, location: str | None, now: datetime) -> Told:
    version = wait_version(session, location)
    if location is not None:
        heads = [head_of(session, location, now)]
    else:
        real = [head for head in location_heads(session, now) if not head.setup.location.training]
        heads = sorted(real, key=soonest_first)
    document = document_of(session)
    region = None if document is None else document.region
    waits = tuple(wait_view(session, head) for head in heads)
    return Told(version, now, region, wording_of(session), tuple(heads), waits)
