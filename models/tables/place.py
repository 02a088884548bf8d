"""Region, locations, question types and desks.

What an administrator configured lies in `Region.document`, whole, as the region file has it
(models/region_file); the rows here are what tickets and facts point to, and what the queue changes.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base


class Region(Base):
    """The labour-market region; one per database."""

    __tablename__ = "region"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    document: Mapped[str] = mapped_column(Text)


class QuestionType(Base):
    """What a visitor can ask for."""

    __tablename__ = "question_type"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    position: Mapped[int]
    retired: Mapped[bool] = mapped_column(default=False)


class Location(Base):
    """A place where visitors walk in, and the head of its log.

    `rev` is the number of its newest fact. `epoch` is drawn when the row is made or restored from a
    backup: a screen that sees another epoch takes what it gets, even when the revision is lower.
    `config_rev` is the revision at which its configuration last changed.
    """

    __tablename__ = "location"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    position: Mapped[int]
    retired: Mapped[bool] = mapped_column(default=False)
    rev: Mapped[int] = mapped_column(default=0)
    epoch: Mapped[str] = mapped_column(String(22))
    config_rev: Mapped[int] = mapped_column(default=0)
    door: Mapped[str] = mapped_column(String(10), default="closed")
    """What the log last said of the door; the rules ask models/hours.py, never this."""


class Desk(Base):
    """Where a visitor is asked to come, and the guide who sits there."""

    __tablename__ = "desk"
    __table_args__ = (Index("uq_desk_guide", "guide", unique=True),)

    location_id: Mapped[str] = mapped_column(ForeignKey("location.id"), primary_key=True)
    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    position: Mapped[int]
    retired: Mapped[bool] = mapped_column(default=False)
    guide: Mapped[str | None] = mapped_column(String(80))
    guide_since: Mapped[datetime | None]
