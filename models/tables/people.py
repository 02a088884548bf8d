"""People: accounts, where they have which role, their sessions, and what they prove themselves by."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base


class Person(Base):
    """A member of staff with a personal account.

    Somebody who has left keeps the row, so that nobody else gets their number; the name goes after its term.
    """

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    """Empty for who cannot sign in by password yet, or any more."""
    must_change_password: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]
    rev: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    """Rises with each change of role, place or standing, so that of two who change it at once one is told."""
    invite_hash: Mapped[str | None] = mapped_column(String(64))
    invited_until: Mapped[datetime | None]
    pin_hash: Mapped[str | None] = mapped_column(String(200))
    pin_failures: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    break_glass: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Kept for the day when the organisation's sign-in is away: may use a password when others may not."""


class OrganisationAccount(Base):
    """Somebody as their organisation's OpenID provider knows them."""

    __tablename__ = "organisation_account"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    issuer: Mapped[str] = mapped_column(String(255))
    subject: Mapped[str] = mapped_column(String(255))
    seen_at: Mapped[datetime]


class Membership(Base):
    """A role of a person at one location; without a location in the whole region."""

    __tablename__ = "membership"
    __table_args__ = (
        Index("uq_membership_place", "person_id", "location_id", unique=True),
        Index(
            "uq_membership_everywhere",
            "person_id",
            unique=True,
            sqlite_where=text("location_id IS NULL"),
            postgresql_where=text("location_id IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    location_id: Mapped[str | None] = mapped_column(ForeignKey("location.id"))
    role: Mapped[str] = mapped_column(String(16))


class StaffSession(Base):
    """A signed-in browser. The cookie holds a random id, this row only its hash."""

    __tablename__ = "staff_session"

    id_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    csrf: Mapped[str] = mapped_column(String(22))
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    idle_seconds: Mapped[int]
    idle_until: Mapped[datetime]
    ends_at: Mapped[datetime]
    pending: Mapped[str | None] = mapped_column(String(8))
    """What still has to be done before it opens anything (models/access/session.py)."""
    here: Mapped[bool] = mapped_column(default=False)
    """Begun at the machine itself without the second factor that is asked elsewhere: good there only."""
    device_id: Mapped[int | None] = mapped_column(ForeignKey("device.id"))
    """The shared desk at which it was begun by PIN: good there only."""
    browser: Mapped[str] = mapped_column(String(60))
    """For the person, to know it in the list of their sessions."""


class SecondFactor(Base):
    """An authenticator app of a person. The secret is sealed with the installation's own."""

    __tablename__ = "second_factor"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    sealed: Mapped[str] = mapped_column(String(200))
    last_step: Mapped[int] = mapped_column(default=0)
    """The half minute of the newest code that was used; it and older ones are worth nothing."""
    confirmed_at: Mapped[datetime | None]


class RecoveryCode(Base):
    """One of ten codes for who has lost the phone; gone once it was used."""

    __tablename__ = "recovery_code"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    hash: Mapped[str] = mapped_column(String(64))


class Tries(Base):
    """Wrong tries of late (models/access/tries.py). The key is a keyed hash: no name, no address."""

    __tablename__ = "tries"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    failures: Mapped[int]
    locked_until: Mapped[datetime | None]
    trusted_until: Mapped[datetime | None]
    last_at: Mapped[datetime]


class DeskDay(Base):
    """Who signed in fully at a shared desk on a day, and so may come back there by PIN."""

    __tablename__ = "desk_day"

    device_id: Mapped[int] = mapped_column(ForeignKey("device.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date]
