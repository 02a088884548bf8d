"""The audit log of the installation: one chain of rows, each holding the hash of the one before.

The database itself refuses to change a row, and to remove one that the anchor does not stand for
(migrations/versions/0006_audit.py). Rows are written by models/audit/chain.py and by nobody else.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base


class Audit(Base):
    """One thing that somebody did or tried; `n` counts 1, 2, 3 … without gaps.

    People, keys and devices are named by number, so that a row outlives a name that was erased. `location`
    has no foreign key: a row tells what was asked for, whether that exists or not.
    """

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_at", "at"),)

    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    who: Mapped[str] = mapped_column(String(40))
    what: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(120))
    location: Mapped[str | None] = mapped_column(String(40))
    source: Mapped[str] = mapped_column(String(64))
    result: Mapped[str] = mapped_column(String(40))
    detail: Mapped[str] = mapped_column(Text)
    """JSON with sorted keys, as it went into the hash."""
    hash: Mapped[str] = mapped_column(String(64))


class AuditEnd(Base):
    """Where the chain ends, and the anchor from which on its rows are kept; one row.

    `n` and `hash` are the newest row's. `anchor_n` is the newest row that was erased on its term, and
    `anchor_hash` its hash: the oldest row that is left continues it.
    """

    __tablename__ = "audit_end"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    n: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))
    anchor_n: Mapped[int]
    anchor_hash: Mapped[str] = mapped_column(String(64))
