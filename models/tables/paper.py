"""Printers and what they were asked to print."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base

_IN_HAND = "state IN ('queued', 'sending')"
_DOUBTED = "state = 'unknown' AND {0}looked_at IS NULL"
IN_HAND = text(f"print_job.{_IN_HAND}")
"""Jobs that are not over, in the very words of the partial index."""
DOUBTED = text(f"print_job.{_DOUBTED.format('print_job.')}")
"""Jobs of which nobody knows whether they are on paper, until somebody has looked."""


class Printer(Base):
    """A printer of a location, and how it was when it was last asked.

    `address` and `width` None are those of the settings (`INLOOP_PRINTER`). `since` is when condition or
    reason last changed. With `staff` it prints what staff ask for.
    """

    __tablename__ = "printer"

    location_id: Mapped[str] = mapped_column(ForeignKey("location.id"), primary_key=True)
    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(80))
    address: Mapped[str | None] = mapped_column(String(200))
    width: Mapped[int | None]
    staff: Mapped[bool] = mapped_column(default=False)
    retired: Mapped[bool] = mapped_column(default=False)
    condition: Mapped[str] = mapped_column(String(8), default="unknown")
    reason: Mapped[str | None] = mapped_column(String(24))
    since: Mapped[datetime | None]
    paper_low: Mapped[bool] = mapped_column(default=False)


class PrintJob(Base):
    """One piece of paper; a ticket has each kind and copy at most once.

    `state` is queued, sending, confirmed, sent, unknown or failed, `reason` why it is one of the last two.
    `content` is what the paper says beside what the ticket itself tells.
    """

    __tablename__ = "print_job"
    __table_args__ = (
        UniqueConstraint("ticket_id", "kind", "copy"),
        ForeignKeyConstraint(["location_id", "printer_id"], ["printer.location_id", "printer.id"]),
        Index(
            "ix_print_job_in_hand",
            "location_id",
            "printer_id",
            sqlite_where=text(_IN_HAND),
            postgresql_where=text(_IN_HAND),
        ),
        Index(
            "ix_print_job_doubted",
            "location_id",
            sqlite_where=text(_DOUBTED.format("")),
            postgresql_where=text(_DOUBTED.format("")),
        ),
        Index("ix_print_job_asked_at", "asked_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    location_id: Mapped[str] = mapped_column(ForeignKey("location.id"))
    printer_id: Mapped[str] = mapped_column(String(40))
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey("ticket.id"))
    kind: Mapped[str] = mapped_column(String(8))
    copy: Mapped[int]
    state: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str | None] = mapped_column(String(24))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    asked_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    looked_at: Mapped[datetime | None]
    """When somebody looked whether a doubted paper came out, or had it printed again."""
