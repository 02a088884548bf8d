"""How good the wait ranges of the last week were: the location's own log, replayed.

Worked out once per location and business day, in the background and away from the event loop; a page shows
what is known already. On the way the ranges learn where to be cut from now on.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from models.database import Database
from models.estimate.calibration import Shares
from models.estimate.happening import Happening
from models.estimate.replay import Replay, Score
from models.history import happenings, revision_at
from models.learning import set_shares
from models.views.head import Head

log = logging.getLogger(__name__)

TOLD = timedelta(days=7)
_LEARNED_BEFORE = timedelta(days=7)
"""The ranges of the first of the week come from what was learned in the one before."""
FEWEST = 20
"""With fewer visits a share says nothing."""
_AT_ONCE = 1000


@dataclass(frozen=True)
class Promise:
    """What became of the ranges of a week.

    Attributes:
        share: of those who waited, how many were called inside their range, 0 to 1.
        visits: how many they were.
    """

    share: float
    visits: int


class Promises:
    """Remembers for each location what was worked out on this business day.

    Args:
        database: where the logs are.
        offload: runs what holds the processor.
    """

    def __init__(self, database: Database, offload: Callable[[Callable[[], Any]], Any]) -> None:
        self._database = database
        self._offload = offload
        self._known: dict[str, tuple[tuple[str, date], Promise | None]] = {}
        self._working = threading.Lock()

    def of(self, head: Head) -> Promise | None:
        """What is known of the location's last week; at once. What is not begins to be worked out."""
        known = self._known.get(head.setup.id)
        if known is None or known[0] != (head.epoch, head.day):
            threading.Thread(target=self.work_out, args=(head,), name="promises", daemon=True).start()
        return None if known is None or known[0][0] != head.epoch else known[1]

    def work_out(self, head: Head) -> None:
        """Replay the location's last days, unless that is done or under way."""
        if not self._working.acquire(blocking=False):
            return  # somebody's next look asks again
        try:
            known = self._known.get(head.setup.id)
            if known is None or known[0] != (head.epoch, head.day):
                facts = self._read(head)
                since = (head.now - TOLD).timestamp()
                promise, shares = self._offload(lambda: replayed(facts, since))
                self._known[head.setup.id] = (head.epoch, head.day), promise
                set_shares(head.setup.id, head.epoch, shares)
        except SQLAlchemyError:
            log.warning("the database did not answer; how good the ranges were is asked again")
        finally:
            self._working.release()

    def _read(self, head: Head) -> list[Happening]:
        """The facts of the last days, a bounded number at a time so that others get their turn."""
        place, zone = head.setup.id, head.setup.hours.zone
        found: list[Happening] = []
        with self._database.read() as session:
            after = revision_at(session, place, head.now - TOLD - _LEARNED_BEFORE, head.rev)
        while after < head.rev:
            until = min(head.rev, after + _AT_ONCE)
            with self._database.read() as session:
                found += happenings(session, place, zone, after, until)
            after = until
        return found


def replayed(facts: list[Happening], since: float) -> tuple[Promise | None, Shares]:
    """What became of the ranges of those who came from *since* on, and where ranges are cut afterwards.

    Args:
        facts: of one location, oldest first; from those before *since* is learned.
        since: seconds since 1970.

    Returns:
        None in place of the promise where too few waited.
    """
    engine, score = Replay(), Score()
    told = [each for fact in facts for each in engine.see("", fact)]
    for each in (*told, *engine.end()):
        if each.at >= since:
            score.add(each)
    share = score.share_inside
    promise = None if share is None or score.waited < FEWEST else Promise(share, score.waited)
    return promise, engine.shares("")
