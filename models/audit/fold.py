"""Erasing audit rows on their term, so that the rest stays provable.

The oldest rows fold into the anchor: it takes the hash of the newest row that goes, which the oldest row left
continues. A row of its own tells how far, so that an anchor moved by hand is found.
"""

from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from models.audit.chain import CLOCK, Entry, audit
from models.audit.what import What
from models.tables import Audit, AuditEnd

_audit, _end = Audit.table(), AuditEnd.table()


def foldable(session: Session, before: datetime) -> int:
    """How many rows are older than *before*, counted from the oldest up to the first that is not.

    The newest row of all stays, whatever its age: it is what the next one continues.
    """
    end = session.execute(select(_end.c.n, _end.c.anchor_n)).one_or_none()
    if end is None:
        return 0
    kept = session.execute(select(func.min(_audit.c.n)).where(_audit.c.at >= before)).scalar_one()
    first_kept: int = end.n if kept is None else min(kept, end.n)
    return max(0, first_kept - 1 - int(end.anchor_n))


def fold(session: Session, before: datetime, most: int, now: datetime, who: str = CLOCK) -> int:
    """Erase at most *most* rows that are older than *before*; how many.

    Args:
        session: a write transaction that does nothing else: it locks the end of the chain.
        before: rows of this moment and later stay.
        most: in one transaction.
        now: the moment, UTC.
        who: as in `Entry`.
    """
    session.execute(update(AuditEnd).values(id=1))  # the lock, before anything is counted
    many = min(foldable(session, before), most)
    if many <= 0:
        return 0
    through = session.execute(select(_end.c.anchor_n)).scalar_one() + many
    newest = session.execute(select(_audit.c.hash).where(_audit.c.n == through)).scalar_one()
    session.execute(update(AuditEnd).values(anchor_n=through, anchor_hash=newest))
    session.execute(delete(Audit).where(Audit.n <= through))
    told = {"rows": many, "through": through, "hash": newest}
    audit(session, Entry(now, who, What.AUDIT_ERASED, detail=told))
    return many
