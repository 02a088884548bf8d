"""The log of facts, and the answers already given to commands."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base


class Fact(Base):
    """One line of a location's append-only log; `rev` counts 1, 2, 3 … without gaps."""

    __tablename__ = "fact"
    __table_args__ = (Index("ix_fact_ticket_id", "ticket_id"),)

    location_id: Mapped[str] = mapped_column(ForeignKey("location.id"), primary_key=True)
    rev: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(String(24))
    actor: Mapped[str] = mapped_column(String(80))
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey("ticket.id"))
    question_type: Mapped[str | None] = mapped_column(String(40))
    guide: Mapped[str | None] = mapped_column(String(80))
    desk: Mapped[str | None] = mapped_column(String(40))
    data: Mapped[dict[str, Any]]


class Remark(Base):
    """Free text that staff wrote: the only place where such text is kept, until the day rolls over.

    `rev` is the turn that wrote it; the fact of that turn tells who and when for ever, but not the words.
    """

    __tablename__ = "remark"
    __table_args__ = (Index("ix_remark_ticket_id", "ticket_id"),)

    location_id: Mapped[str] = mapped_column(ForeignKey("location.id"), primary_key=True)
    rev: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(12))
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey("ticket.id"))
    by: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime]
    until: Mapped[datetime | None]
    """For a message on the display: when it goes by itself."""
    text: Mapped[str] = mapped_column(String(200))


class Answer(Base):
    """What was answered to a command with this key, to be given again when it is repeated."""

    __tablename__ = "answer"
    __table_args__ = (Index("ix_answer_at", "at"),)

    actor: Mapped[str] = mapped_column(String(80), primary_key=True)
    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    status: Mapped[int]
    body: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
