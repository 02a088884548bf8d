"""Devices: paired with a location and a kind of work, seen, lost, found again, revoked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, or_, select, update
from sqlalchemy.orm import Session

from models.access.principal import Principal, Proof, Role
from models.access.secret import hash_secret, new_secret
from models.database import Database
from models.log import FactKind, take_turn
from models.prepared import Prepared
from models.refusal import Code, Refusal, Unchanged
from models.tables import Device, Location

_device = Device.table()
_FIND = Prepared(
    select(_device.c.id, _device.c.kind, _device.c.location_id).where(
        _device.c.hash == bindparam("hash"), _device.c.revoked_at.is_(None)
    )
)

LOST_AFTER = timedelta(seconds=15)
"""Three reports missed."""


@dataclass(frozen=True)
class Report:
    """What a device last told: when, and which revision its screen shows."""

    at: datetime
    shown_rev: int | None


def add_another(session: Session, kind: Role, location: str, name: str, now: datetime) -> str:
    """As `add_device`, with a number behind the name that tells it from others of its kind there.

    Those of its name and kind that are gone are revoked: a browser that was closed is no broken screen.
    """
    gone = update(Device).where(
        Device.location_id == location,
        Device.kind == kind,
        Device.name.startswith(f"{name} "),
        Device.online.is_(False),
        Device.revoked_at.is_(None),
        func.coalesce(Device.seen_at, Device.created_at) < now - LOST_AFTER,
    )
    session.execute(gone.values(revoked_at=now))
    there = select(func.count()).where(Device.location_id == location, Device.kind == kind)
    number = session.execute(there).scalar_one() + 1
    return add_device(session, kind, location, f"{name} {number}", now)


def add_device(session: Session, kind: Role, location: str, name: str, now: datetime) -> str:
    """Pair a device; its token is returned once and stored nowhere.

    Raises:
        Refusal: `unknown_location`.
    """
    if session.get(Location, location) is None:
        raise Refusal(Code.UNKNOWN_LOCATION, f"there is no location {location!r}")
    token = new_secret()
    session.add(Device(location_id=location, kind=kind, name=name, hash=hash_secret(token), created_at=now))
    return token


def find_device(database: Database, token: str) -> Principal | None:
    """The device with this token, or None."""
    row = database.glance(_FIND, {"hash": hash_secret(token)})
    if row is None:
        return None
    return Principal(Proof.DEVICE, f"{row.kind}:{row.id}", Role(row.kind), row.location_id, row.id)


def note_reports(session: Session, reports: Mapping[int, Report]) -> None:
    """Store what devices told since the last time, by device id. Not a fact: it happens every few seconds."""
    for device_id, report in reports.items():
        session.execute(
            update(Device).where(Device.id == device_id).values(seen_at=report.at, shown_rev=report.shown_rev)
        )


def devices_to_mark(session: Session, now: datetime) -> list[Device]:
    """Devices that came or went without the log knowing it yet."""
    late = now - LOST_AFTER
    changed = or_(
        Device.online.is_(True) & (Device.seen_at < late), Device.online.is_(False) & (Device.seen_at >= late)
    )
    return list(session.execute(select(Device).where(changed, Device.revoked_at.is_(None))).scalars())


def mark_device(session: Session, device: Device, now: datetime) -> None:
    """Record that *device* was lost or found.

    Raises:
        Unchanged: another process was first.
    """
    turn = take_turn(session, device.location_id, "clock", now)
    online = device.seen_at is not None and device.seen_at >= now - LOST_AFTER
    changed = (
        update(Device).where(Device.id == device.id, Device.online.is_(not online)).values(online=online)
    )
    if session.execute(changed.returning(Device.id)).scalar_one_or_none() is None:
        raise Unchanged
    turn.record(FactKind.DEVICE_FOUND if online else FactKind.DEVICE_LOST, device=device.id)
