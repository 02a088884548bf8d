"""What may act besides people: API keys and devices. Of every secret only a hash."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base


class ApiKey(Base):
    """A key for another system, with one role and at most one location."""

    __tablename__ = "api_key"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    role: Mapped[str] = mapped_column(String(16))
    location_id: Mapped[str | None] = mapped_column(ForeignKey("location.id"))
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class Device(Base):
    """A paired kiosk, display or desk machine, good for one location and one kind of work."""

    __tablename__ = "device"
    __table_args__ = (CheckConstraint("kind IN ('kiosk', 'display', 'desk')", name="kind_known"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    location_id: Mapped[str] = mapped_column(ForeignKey("location.id"))
    kind: Mapped[str] = mapped_column(String(8))
    name: Mapped[str] = mapped_column(String(80))
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    """Of the token that it was paired with, which stays the same: by this an old copy knows it again."""
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    online: Mapped[bool] = mapped_column(default=False)
    seen_at: Mapped[datetime | None]
    shown_rev: Mapped[int | None]
    printer_id: Mapped[str | None] = mapped_column(String(40))
    """The printer beside a kiosk; without one, the first of the location. No foreign key, for SQLite cannot
    add one later."""
    series: Mapped[str | None] = mapped_column(String(4))
    """Letters of the numbers that a kiosk gives while the server is away, its own at its location."""
    diagonal_mm: Mapped[int | None]
    distance_mm: Mapped[int | None]
    """From how far the screen is read."""
    battery: Mapped[int | None]
    """Charge in per cent, as the device told last; None for one without a battery."""
    charging: Mapped[bool | None]
    secure: Mapped[bool | None]
    """Whether its browser trusts this address; without, a reload needs the server."""
    undelivered: Mapped[int | None]
    """Numbers that a kiosk gave and could not hand in, as it told last."""
    display: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """How a display looks and sounds (models/access/display_setting.py); None is as delivered."""
    sound: Mapped[str | None] = mapped_column(String(8))
    """Whether calls are heard there: `on`, `off` while its browser forbids it, `quiet`; as it told last."""
    renew_wanted_at: Mapped[datetime | None]
    """When somebody asked for a new token: one that was made before is replaced, whatever its age."""
    copied_at: Mapped[datetime | None]
    """When somebody last showed a token that was worth nothing any more: there are two of this device."""


class DeviceToken(Base):
    """A token of a device, from the day it was handed out until nobody can have its cookie any more."""

    __tablename__ = "device_token"
    __table_args__ = (
        CheckConstraint("standing IN ('offered', 'present', 'former', 'dead')", name="standing_known"),
        Index(
            "uq_device_token_present",
            "device_id",
            unique=True,
            sqlite_where=text("standing = 'present'"),
            postgresql_where=text("standing = 'present'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    device_id: Mapped[int] = mapped_column(ForeignKey("device.id", ondelete="CASCADE"), index=True)
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    standing: Mapped[str] = mapped_column(String(8))
    """How far it counts (models/access/token_life.py)."""
    made_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]
    """Until when one that was replaced still works."""


class Pairing(Base):
    """A new screen that shows a code and waits until somebody of the staff says what it is.

    The screen keeps the secret, which becomes its token; `device_id` is set once the code was confirmed.
    """

    __tablename__ = "pairing"
    __table_args__ = (CheckConstraint("kind IN ('kiosk', 'display')", name="kind_known"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    code: Mapped[str] = mapped_column(String(8), unique=True)
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[str] = mapped_column(String(8))
    location_id: Mapped[str] = mapped_column(ForeignKey("location.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    device_id: Mapped[int | None] = mapped_column(ForeignKey("device.id"))
