"""Tickets, and the counters of a business day.

A ticket holds no personal data: nothing here says who the visitor is.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.tables.base import Base
from models.transition import ACTIVE, CLOSED, State


def _quoted(states: frozenset[State] | type[State]) -> str:
    return ", ".join(f"'{state}'" for state in sorted(states))


_CALLED = "call_number IS NOT NULL"
_LATER = "later_until IS NOT NULL"
_ACTIVE = f"state IN ({_quoted(ACTIVE)})"
_OPEN = f"state IN ({_quoted(frozenset(State) - CLOSED)})"

WITH_GUIDE, STILL_OPEN = text(f"ticket.{_ACTIVE}"), text(f"ticket.{_OPEN}")
"""Conditions in the very words of the partial indexes; in others SQLite does not use these."""

ORDINARY = 9
"""The priority of who has none; the classes of a region are 1 to 8, and 1 goes first."""


def label_of(series: str, number: int) -> str:
    """Letter and number as people read it, at least two digits: `A07`."""
    return f"{series}{number:02d}"


class Ticket(Base):
    """One visitor in line and what happened to the visit.

    `arrived_rev` is the place in line: the location's revision when the ticket was issued. Unlike the
    clock it never jumps, and a ticket keeps it when it returns to the line. One that was given while the
    server was away has the revision of that moment; among equals who came earlier goes first.
    """

    __tablename__ = "ticket"
    __table_args__ = (
        UniqueConstraint("location_id", "business_day", "series", "number"),
        CheckConstraint(f"state IN ({_quoted(State)})", name="state_known"),
        CheckConstraint(
            f"NOT ({_ACTIVE}) OR (guide IS NOT NULL AND desk IS NOT NULL)", name="active_has_guide"
        ),
        CheckConstraint("state <> 'waiting' OR guide IS NULL", name="waiting_has_no_guide"),
        ForeignKeyConstraint(["location_id", "desk"], ["desk.location_id", "desk.id"]),
        Index(
            "uq_ticket_active_guide",
            "guide",
            unique=True,
            sqlite_where=text(_ACTIVE),
            postgresql_where=text(_ACTIVE),
        ),
        Index(
            "uq_ticket_active_desk",
            "location_id",
            "desk",
            unique=True,
            sqlite_where=text(_ACTIVE),
            postgresql_where=text(_ACTIVE),
        ),
        Index("ix_ticket_line", "location_id", "business_day", "state", "arrived_rev"),
        Index(
            "ix_ticket_calls",
            "location_id",
            "business_day",
            "call_number",
            sqlite_where=text(_CALLED),
            postgresql_where=text(_CALLED),
        ),
        Index(
            "ix_ticket_open",
            "location_id",
            "business_day",
            sqlite_where=text(_OPEN),
            postgresql_where=text(_OPEN),
        ),
        Index(
            "ix_ticket_later",
            "location_id",
            "business_day",
            sqlite_where=text(_LATER),
            postgresql_where=text(_LATER),
        ),
        Index("uq_ticket_token", "token", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    location_id: Mapped[str] = mapped_column(ForeignKey("location.id"))
    business_day: Mapped[date]
    series: Mapped[str] = mapped_column(String(4))
    number: Mapped[int]
    token: Mapped[str | None] = mapped_column(String(22))
    state: Mapped[str] = mapped_column(String(16))
    question_type: Mapped[str] = mapped_column(ForeignKey("question_type.id"))
    language: Mapped[str] = mapped_column(String(8))
    printed: Mapped[bool]
    arrived_rev: Mapped[int]
    rev: Mapped[int]
    issued_at: Mapped[datetime]
    waiting_since: Mapped[datetime]
    called_at: Mapped[datetime | None]
    announced_at: Mapped[datetime | None]
    """The newest call or recall; screens announce what is younger than a minute."""
    started_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    desk: Mapped[str | None] = mapped_column(String(40))
    guide: Mapped[str | None] = mapped_column(String(80))
    call_number: Mapped[int | None]
    outcome: Mapped[str | None] = mapped_column(String(40))
    service: Mapped[int] = mapped_column(server_default="1")
    """Which question of the visit this is, from 1; the earlier ones are in `Service`."""
    priority: Mapped[int] = mapped_column(server_default=str(ORDINARY))
    overtaken: Mapped[int] = mapped_column(server_default="0")
    """How often somebody with priority went before this visitor, who came earlier."""
    widened: Mapped[int] = mapped_column(server_default="0")
    """Who may take it because of the wait: 0 the guides of its question, 1 also those who have it as second
    question, 2 anybody."""
    for_guide: Mapped[str | None] = mapped_column(String(80))
    for_desk: Mapped[str | None] = mapped_column(String(40))
    sent_by: Mapped[str | None] = mapped_column(String(80))
    """The guide who sent the visitor on, and so is not the one to go to."""
    later_until: Mapped[datetime | None]
    """Until when others go first, because the visitor asked for a moment."""
    laters: Mapped[int] = mapped_column(server_default="0")
    held_until: Mapped[datetime | None]
    """When a hold runs out; None for a hold without end."""
    recalls: Mapped[int] = mapped_column(server_default="0")
    merged_into: Mapped[int | None]
    """The ticket that this double became; no foreign key, for SQLite cannot add one later."""
    offline: Mapped[bool] = mapped_column(server_default=false())
    """Given by a kiosk from a block of its own while the server was away, and handed in afterwards."""
    fetch: Mapped[bool] = mapped_column(server_default=false())
    """The visitor wants to be fetched in person: a call alone would not reach them."""
    last: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """The newest step and what it changed, so that a slip can be undone (models/actions/undo.py)."""

    became: Mapped["Ticket | None"] = relationship(
        primaryjoin="foreign(Ticket.merged_into) == remote(Ticket.id)", viewonly=True, uselist=False
    )
    """The ticket of `merged_into`."""

    @property
    def label(self) -> str:
        """Letter and number as people read it, at least two digits: `A07`."""
        return label_of(self.series, self.number)


class PushWish(Base):
    """Where a visitor's browser wants to be told of the call; gone when the ticket is closed."""

    __tablename__ = "push_wish"

    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"), primary_key=True)
    endpoint: Mapped[str] = mapped_column(Text)
    key: Mapped[str] = mapped_column(String(120))
    auth: Mapped[str] = mapped_column(String(40))
    language: Mapped[str] = mapped_column(String(8))
    """In which the visitor read the page."""
    told_call: Mapped[int | None]
    """The `call_number` that was told last, or that the page itself showed."""
    told_next: Mapped[bool]
    """Whether it was told that the turn comes next; that is told once."""
    created_at: Mapped[datetime]


class Day(Base):
    """Counters of one location's business day.

    `waiting` is how many tickets of the day wait, kept in the same transaction as the tickets, so that
    telling it costs the same at ten and at ten thousand; `run.py check` compares it with the tickets.
    """

    __tablename__ = "day"

    location_id: Mapped[str] = mapped_column(ForeignKey("location.id"), primary_key=True)
    business_day: Mapped[date] = mapped_column(primary_key=True)
    waiting: Mapped[int]
    call_number: Mapped[int]


class Series(Base):
    """The newest number given in one series of one location's business day."""

    __tablename__ = "series"

    location_id: Mapped[str] = mapped_column(ForeignKey("location.id"), primary_key=True)
    business_day: Mapped[date] = mapped_column(primary_key=True)
    series: Mapped[str] = mapped_column(String(4), primary_key=True)
    number: Mapped[int]


class NumberBlock(Base):
    """Numbers of one business day that a kiosk holds in advance, to give while the server is away.

    `first` to `last` were taken from the counter of `series`, so nobody else gets them; one that is not used
    is a gap. A number of the block is given once: it becomes a ticket of that series and day.
    """

    __tablename__ = "number_block"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    location_id: Mapped[str] = mapped_column(ForeignKey("location.id"))
    device_id: Mapped[int] = mapped_column(ForeignKey("device.id"))
    business_day: Mapped[date]
    series: Mapped[str] = mapped_column(String(4))
    first: Mapped[int]
    last: Mapped[int]
    leased_at: Mapped[datetime]


class Service(Base):
    """One question of a visit that is over, with times of its own. `rev` is the turn that ended it."""

    __tablename__ = "service"

    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"), primary_key=True)
    rev: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]
    question_type: Mapped[str] = mapped_column(ForeignKey("question_type.id"))
    guide: Mapped[str | None] = mapped_column(String(80))
    desk: Mapped[str | None] = mapped_column(String(40))
    waiting_since: Mapped[datetime]
    called_at: Mapped[datetime | None]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime]
    outcome: Mapped[str] = mapped_column(String(40))
    topics: Mapped[list[str]] = mapped_column(JSON)
