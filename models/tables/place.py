"""Region, locations, question types and desks.

What an administrator configured lies in `Region.document`, whole, as the region file has it
(models/region_file); the rows here are what tickets and facts point to, and what the queue changes.
"""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, String, Text, text, true
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
    day: Mapped[date | None]
    """The business day that the log last began; models/hours.py weighs it against a clock set back."""
    decided: Mapped[str | None] = mapped_column(String(8))
    """`open` or `closed` when somebody decided otherwise than the hours say."""
    decided_until: Mapped[datetime | None]
    decided_reason: Mapped[str | None] = mapped_column(String(16))
    still_helping: Mapped[bool] = mapped_column(server_default=true())
    """Whether those in line are still helped after an early closing."""
    away_until: Mapped[datetime | None]
    join_key: Mapped[str | None] = mapped_column(String(22))
    """What the poster at the door has in its address; a new one makes older posters worthless."""
    roll_next: Mapped[int | None]
    """The next number of the paper roll; None while there is none."""
    roll_last: Mapped[int | None]


class Picture(Base):
    """A picture that a coordinator shows on the displays.

    `shown` are the bytes that screens get, with nothing of the camera in them.
    """

    __tablename__ = "picture"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    location_id: Mapped[str] = mapped_column(ForeignKey("location.id"))
    position: Mapped[int]
    shown: Mapped[bytes]
    kind: Mapped[str] = mapped_column(String(24))
    """Its media type."""
    hash: Mapped[str] = mapped_column(String(16))
    width: Mapped[int]
    height: Mapped[int]
    describes: Mapped[str] = mapped_column(String(200))
    """What is on it, for who does not see it."""
    until: Mapped[datetime | None]
    created_at: Mapped[datetime]
    created_by: Mapped[str] = mapped_column(String(80))


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
    presence: Mapped[str] = mapped_column(String(12), server_default="available")
    presence_reason: Mapped[str | None] = mapped_column(String(16))
    presence_since: Mapped[datetime | None]


class GuideProfile(Base):
    """What a guide takes at a location, and which languages they speak; without a row: everything.

    `own` are ids of question types, None for all; `also` those taken when nobody waits for an own one.
    """

    __tablename__ = "guide_profile"

    location_id: Mapped[str] = mapped_column(ForeignKey("location.id"), primary_key=True)
    guide: Mapped[str] = mapped_column(String(80), primary_key=True)
    own: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    also: Mapped[list[str]] = mapped_column(JSON)
    languages: Mapped[list[str]] = mapped_column(JSON)


class HelpCall(Base):
    """Somebody of the staff needs help, now."""

    __tablename__ = "help_call"

    location_id: Mapped[str] = mapped_column(ForeignKey("location.id"), primary_key=True)
    guide: Mapped[str] = mapped_column(String(80), primary_key=True)
    desk: Mapped[str | None] = mapped_column(String(40))
    at: Mapped[datetime]
    coming: Mapped[str | None] = mapped_column(String(80))


class Assistance(Base):
    """A visitor at a kiosk asks for a person; one at a time for each kiosk.

    Over when `ended_at` is set. `coming` is the name of who is on the way.
    """

    __tablename__ = "assistance"
    __table_args__ = (
        Index(
            "uq_assistance_open",
            "device_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    location_id: Mapped[str] = mapped_column(ForeignKey("location.id"))
    device_id: Mapped[int] = mapped_column(ForeignKey("device.id"))
    language: Mapped[str] = mapped_column(String(8))
    asked_at: Mapped[datetime]
    coming: Mapped[str | None] = mapped_column(String(80))
    ended_at: Mapped[datetime | None]


class Wording(Base):
    """A text of visitors as the region wants it, in place of the catalogue's.

    `key` is the message id, `form` counts quantity forms from 0.
    """

    __tablename__ = "wording"

    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    key: Mapped[str] = mapped_column(String(300), primary_key=True)
    form: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime]
    changed_by: Mapped[str] = mapped_column(String(80))
