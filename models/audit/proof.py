"""Is the audit log whole and as it was written? Reads only; each broken place is one line with its number.

It cannot find what keeps every hash right: rows at the end that were cut off together with the end itself, or
a chain written anew from some row on. For that somebody else has to remember the end (`Mark`).
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from models.audit.chain import GENESIS, digest
from models.audit.what import What
from models.tables import Audit, AuditEnd

_audit, _end = Audit.table(), AuditEnd.table()
_COLUMNS = (*(column for column in _audit.c),)
_AT_ONCE = 2000


@dataclass(frozen=True)
class Mark:
    """The end of the chain as somebody outside remembers it: number and hash of a row, as `12:9f86…`."""

    n: int
    hash: str

    def __str__(self) -> str:
        return f"{self.n}:{self.hash}"


def read_mark(text: str) -> Mark:
    """A mark as it is printed.

    Raises:
        ValueError: it is none.
    """
    found = re.fullmatch(r"\s*([0-9]{1,9}):([0-9a-f]{64})\s*", text)
    if found is None:
        raise ValueError(f"{text!r} is no mark of the audit log: it reads like 12:9f86…, with 64 digits")
    return Mark(int(found[1]), found[2])


def end_of_chain(session: Session) -> Mark:
    """Where the chain ends now; number 0 while nothing was written."""
    end = session.execute(select(_end.c.n, _end.c.hash)).one_or_none()
    return Mark(0, GENESIS) if end is None else Mark(end.n, end.hash)


def check_chain(session: Session, marks: Sequence[Mark] = ()) -> list[str]:
    """Everything that is wrong, in plain English; empty when the chain is proven.

    Args:
        session: a read transaction.
        marks: ends of earlier moments, which the chain must still hold.
    """
    end = session.execute(select(_end)).one_or_none()
    if end is None:
        rows = session.execute(select(func.count()).select_from(_audit)).scalar_one()
        lost = [f"the audit log has {rows} rows, but its end is gone"] if rows else []
        return [*lost, *_remembered(session, marks, 0, GENESIS)]
    walk = _Walk(end.anchor_n, end.anchor_hash)
    found = [line for row in _rows(session) for line in walk.step(row, end.n)]
    return [
        *found,
        *walk.arrive(end.n, end.hash),
        *_anchor(session, end.anchor_n, end.anchor_hash),
        *_remembered(session, marks, end.anchor_n, end.anchor_hash),
    ]


class _Walk:
    """Along the chain, row by row.

    Args:
        n: the number that the first row continues.
        hash: its hash.
    """

    def __init__(self, n: int, hash: str) -> None:  # noqa: A002  (what it is)
        self._anchor = self._n = n
        self._hash = hash

    def step(self, row: Row[tuple[object, ...]], last: int) -> Iterator[str]:
        """What is wrong with the next row."""
        if row.n <= self._anchor:
            yield f"audit row {row.n} lies before the anchor {self._anchor}, where none is kept"
            return
        if row.n > last:
            yield f"audit row {row.n} was added behind the end {last}"
            return
        if row.n != self._n + 1:
            yield _gone(self._n + 1, row.n - 1)
        elif digest(row.n, self._hash, dict(row._mapping)) != row.hash:
            yield f"audit row {row.n} is not what was written, or does not continue row {self._n}"
        self._n, self._hash = row.n, row.hash

    def arrive(self, last: int, hash: str) -> Iterator[str]:  # noqa: A002
        """What is wrong with the end."""
        if self._n < last:
            yield _gone(self._n + 1, last)
        elif self._hash != hash:
            yield f"audit row {last} is not what was written: the end of the chain has another hash"


def _rows(session: Session) -> Iterator[Row[tuple[object, ...]]]:
    after: int | None = None
    while True:
        wanted = select(*_COLUMNS).order_by(_audit.c.n).limit(_AT_ONCE)
        found = session.execute(wanted if after is None else wanted.where(_audit.c.n > after)).all()
        yield from found
        if len(found) < _AT_ONCE:
            return
        after = found[-1].n


def _gone(first: int, last: int) -> str:
    return f"audit row {first} is missing" if first == last else f"audit rows {first} to {last} are missing"


def _anchor(session: Session, n: int, hash: str) -> Iterator[str]:  # noqa: A002
    """Erasing is told by a row behind the anchor; an anchor without one was moved by hand."""
    if n == 0:
        if hash != GENESIS:
            yield "the anchor of the audit log was changed"
        return
    told = session.execute(
        select(_audit.c.detail).where(_audit.c.what == What.AUDIT_ERASED).order_by(_audit.c.n.desc()).limit(1)
    ).scalar_one_or_none()
    if told is None or _erased_to(told) != (n, hash):
        yield f"audit rows up to {n} are missing, and no row tells that they were erased on their term"


def _erased_to(detail: str) -> tuple[object, object] | None:
    try:
        told = json.loads(detail)
    except ValueError:
        return None
    return (told.get("through"), told.get("hash")) if isinstance(told, dict) else None


def _remembered(session: Session, marks: Sequence[Mark], anchor: int, anchor_hash: str) -> Iterator[str]:
    for mark in marks:
        if mark.n < anchor or mark == Mark(0, GENESIS):
            continue
        found = session.execute(select(_audit.c.hash).where(_audit.c.n == mark.n)).scalar_one_or_none()
        found = anchor_hash if mark.n == anchor else found
        if found is None:
            yield f"audit row {mark.n} is missing, which was there when its hash was written down"
        elif found != mark.hash:
            yield f"audit row {mark.n} has another hash than was written down: the log was written anew"
