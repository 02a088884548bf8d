"""Carrying the rules out, a bounded bit at a time, so that no command waits long.

A step looks through some rows in the order of their key, without a lock, and changes those that are past
their term in a small transaction. Ended at any moment, the next run goes on: what is done no longer fits.
"""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, delete, select, tuple_, update
from sqlalchemy.orm import Session

from models.audit.chain import CLOCK, Entry, audit
from models.audit.fold import fold, foldable
from models.audit.what import What
from models.database import Database
from models.region_file import Retention
from models.retention.rules import RULES, Rule, Term
from models.setup import document_of
from models.tables import Audit

AUDIT_RULE = "audit"
DAILY = timedelta(hours=24)
_LOOKED_AT = 2000
_CHANGED = 250
"""Rows that one transaction changes: some milliseconds."""


@dataclass
class Count:
    """What a rule did, or would do.

    Attributes:
        name: of the rule.
        days: its term.
        before: what is older than this.
        rows: how many so far.
    """

    name: str
    days: int
    before: datetime
    rows: int = 0


class Run:
    """One run of all rules.

    Args:
        database: where.
        now: the moment that counts for the whole run, UTC.
        who: as the audit log names them.
        dry: only count.
    """

    def __init__(self, database: Database, now: datetime, who: str = CLOCK, dry: bool = False) -> None:
        self._database = database
        self._now = now
        self._who = who
        self._dry = dry
        self.retention = terms(database)
        self.counts = [
            *(self._count(rule.name, rule.term) for rule in RULES),
            self._count(AUDIT_RULE, Term.AUDIT),
        ]

    def steps(self) -> Generator[None]:
        """The run, one small step after another; its end is a row of the audit log."""
        for rule, count in zip(RULES, self.counts, strict=False):
            yield from self._carry_out(rule, count)
        yield from self._fold(self.counts[-1])
        if not self._dry:
            self._database.run(self._note)
            yield

    def to_the_end(self) -> list[Count]:
        """All steps at once."""
        for _ in self.steps():
            pass
        return self.counts

    def _count(self, name: str, term: Term) -> Count:
        days = getattr(self.retention, term)
        return Count(name, days, self._now - timedelta(days=days))

    def _carry_out(self, rule: Rule, count: Count) -> Iterator[None]:
        keys, past = list(rule.table.primary_key.columns), rule.past(count.before)
        after: Sequence[Any] | None = None
        while True:
            with self._database.read() as session:
                due, after = _look(session, keys, past, after)
            if self._dry:
                count.rows += len(due)
            else:
                for first in range(0, len(due), _CHANGED):
                    work = partial(_change, rule=rule, past=past, keys=due[first : first + _CHANGED])
                    count.rows += self._database.run(work)
                    yield
            if after is None:
                return
            yield

    def _fold(self, count: Count) -> Iterator[None]:
        if self._dry:
            with self._database.read() as session:
                count.rows = foldable(session, count.before)
            return
        while many := self._database.run(
            lambda session: fold(session, count.before, _CHANGED, self._now, self._who)
        ):
            count.rows += many
            yield

    def _note(self, session: Session) -> None:
        done = {count.name: count.rows for count in self.counts if count.rows}
        audit(session, Entry(self._now, self._who, What.DATA_ERASED, source=_source(self._who), detail=done))


def terms(database: Database) -> Retention:
    """The region's terms; the usual ones while none was loaded."""
    with database.read() as session:
        document = document_of(session)
    return Retention() if document is None else document.retention


def is_due(session: Session, now: datetime) -> bool:
    """Whether no run has ended within a day; one of the future tells of a wrong clock, not of a run."""
    row = Audit.table()
    last = select(row.c.n).where(row.c.what == What.DATA_ERASED, row.c.at > now - DAILY, row.c.at <= now)
    return session.execute(last.limit(1)).first() is None


def _look(
    session: Session, keys: Sequence[Any], past: ColumnElement[bool], after: Sequence[Any] | None
) -> tuple[list[tuple[Any, ...]], Sequence[Any] | None]:
    """Keys of the rows past their term among the next ones, and where to go on; None at the end."""
    window = select(*keys).order_by(*keys).limit(_LOOKED_AT)
    if after is not None:
        window = window.where(tuple_(*keys) > tuple_(*after))
    seen = [tuple(row) for row in session.execute(window)]
    if not seen:
        return [], None
    within = select(*keys).where(*_between(keys, seen[0], seen[-1]), past)
    due = [tuple(row) for row in session.execute(within.order_by(*keys))]
    return due, seen[-1] if len(seen) == _LOOKED_AT else None


def _change(session: Session, rule: Rule, past: ColumnElement[bool], keys: list[tuple[Any, ...]]) -> int:
    """Change those rows, which follow each other, unless they became others meanwhile; how many."""
    columns = list(rule.table.primary_key.columns)
    changing: Any = update(rule.table).values(**rule.emptied) if rule.emptied else delete(rule.table)
    which = changing.where(*_between(columns, keys[0], keys[-1]), past)
    return len(session.execute(which.returning(columns[0])).all())


def _between(columns: Sequence[Any], first: Sequence[Any], last: Sequence[Any]) -> list[ColumnElement[bool]]:
    """From key to key; a list of many keys would make SQLite look through the whole table."""
    return [tuple_(*columns) >= tuple_(*first), tuple_(*columns) <= tuple_(*last)]


def _source(who: str) -> str:
    return "" if who == CLOCK else who
