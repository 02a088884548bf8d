"""What was learned of each location from its log, kept and brought up to date with each look.

A look takes in a bounded number of facts, so that nobody waits for the first one after a start: until the log
is read, no wait is told. The keeper looks by itself then (realtime/reading.py).
"""

import threading
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy.orm import Session

from models.estimate.calibration import Shares
from models.estimate.floor import Floor
from models.history import happenings, revision_at
from models.views.head import Head

REMEMBERED = timedelta(days=60)
_AT_ONCE = 1500
"""Facts taken in by one look: some 30 ms."""


@dataclass
class Known:
    """What is known of one location.

    Attributes:
        epoch: of its log.
        rev: the revision up to which the log was taken in.
        floor: the location followed through its facts.
        shares: at which shares of the drawn waits a range is cut there.
    """

    epoch: str
    rev: int = 0
    floor: Floor = field(default_factory=Floor)
    shares: Shares = field(default_factory=Shares)


_known: dict[str, Known] = {}
_lock = threading.Lock()


def known_at(session: Session, head: Head) -> Known | None:
    """What is known of a location from its facts up to *head*; None while the log is still being read.

    Args:
        session: a read transaction; from any other one nothing is taken in, for it may never be committed.
        head: the location.
    """
    with _lock:
        known = _known.get(head.setup.id)
        if known is None or known.epoch != head.epoch:
            begin = revision_at(session, head.setup.id, head.now - REMEMBERED, head.rev)
            known = _known[head.setup.id] = Known(head.epoch, begin)
        if known.rev < head.rev:
            until = min(head.rev, known.rev + _AT_ONCE)
            zone = head.setup.hours.zone
            for happening in happenings(session, head.setup.id, zone, known.rev, until):
                known.floor.see(happening)
            known.rev = until
        return known if known.rev >= head.rev else None


def set_shares(location_id: str, epoch: str, shares: Shares) -> None:
    """From now on cut the ranges of a location like this: so they came out of a replay of its last days."""
    with _lock:
        known = _known.get(location_id)
        if known is not None and known.epoch == epoch:
            known.shares = shares
