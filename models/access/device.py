"""Devices: become one of a location, are seen, lost and found again.

How a new screen proves that it stands in the room is models/access/pairing.py's, how a device is set up and
revoked models/access/device_setting.py's, how its token is replaced models/access/device_token.py's.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import bindparam, func, or_, select, update
from sqlalchemy.orm import Session

from models.access.device_token import WORKS, first_token, forget_tokens, look
from models.access.principal import Principal, Proof, Role
from models.access.secret import hash_secret, new_secret
from models.database import Database
from models.log import FactKind, Turn, take_turn
from models.prepared import Prepared
from models.refusal import Code, Refusal, Unchanged
from models.tables import Device, DeviceToken, Location

_device, _token = Device.table(), DeviceToken.table()
_FIND = Prepared(
    select(_device.c.id, _device.c.kind, _device.c.location_id, _token.c.hash)
    .join_from(_token, _device, _device.c.id == _token.c.device_id)
    .where(_token.c.hash == bindparam("hash"), WORKS)
)

LOST_AFTER = timedelta(seconds=15)
"""Three reports missed."""

PUT_AWAY_AFTER = timedelta(minutes=30)
"""A kiosk that was cut off comes back, with numbers to hand in; a browser that was closed does not."""


class Sound(StrEnum):
    """Whether calls are heard at a display."""

    ON = "on"
    OFF = "off"
    """Its browser does not allow sound until somebody touches the screen."""
    QUIET = "quiet"
    """Nobody wants to hear it now: quiet hours, or no volume."""


@dataclass(frozen=True)
class Report:
    """What a device last told, and when.

    Attributes:
        at: the moment, UTC.
        shown_rev: the revision on its screen; None for one that has just come in and told nothing else.
        battery: its charge, 0 to 100; None for one without a battery, or that does not say.
        charging: whether it is charging, if it says so.
        secure: whether its browser trusts the address, if it says so.
        undelivered: how many numbers a kiosk gave and could not hand in, if it says so.
        sound: whether calls are heard at a display (`Sound`), if it says so.
    """

    at: datetime
    shown_rev: int | None
    battery: int | None = None
    charging: bool | None = None
    secure: bool | None = None
    undelivered: int | None = None
    sound: str | None = None


def add_another(turn: Turn, kind: Role, name: str) -> str:
    """Pair a device, with a number behind the name that tells it from others of its kind there; its token.

    Those of its name and kind that are gone are put away: a browser that was closed is no broken screen.
    Their secret goes too, so that one that comes back is as new and not as turned away.
    """
    session, here = turn.session, turn.setup.id
    gone = select(Device).where(
        Device.location_id == here,
        Device.kind == kind,
        Device.name.startswith(f"{name} "),
        Device.online.is_(False),
        Device.revoked_at.is_(None),
        func.coalesce(Device.seen_at, Device.created_at) < turn.at - PUT_AWAY_AFTER,
    )
    for device in session.execute(gone).scalars():
        device.revoked_at, device.hash = turn.at, f"put away {device.id}"
        forget_tokens(session, device.id)
    there = select(func.count()).where(Device.location_id == here, Device.kind == kind)
    number = session.execute(there).scalar_one() + 1
    return add_known(turn, kind, f"{name} {number}")


def add_known(turn: Turn, kind: Role, name: str) -> str:
    """As `add_device`, and the log knows of it; without an actor it names the device itself."""
    token = add_device(turn.session, kind, turn.setup.id, name, turn.at)
    added = device_number(turn.session, token)
    turn.actor = turn.actor or f"{kind}:{added}"
    turn.record(FactKind.DEVICE_PAIRED, device=added)
    return token


def add_device(session: Session, kind: Role, location: str, name: str, now: datetime) -> str:
    """Pair a device; its token is returned once and stored nowhere.

    Raises:
        Refusal: `unknown_location`.
    """
    if session.get(Location, location) is None:
        raise Refusal(Code.UNKNOWN_LOCATION, f"there is no location {location!r}")
    token = new_secret()
    device = Device(location_id=location, kind=kind, name=name, hash=hash_secret(token), created_at=now)
    session.add(device)
    session.flush()
    first_token(session, device, now)
    return token


def device_number(session: Session, token: str) -> int:
    """The number of the device with this token, which exists."""
    holder = select(DeviceToken.device_id).where(DeviceToken.hash == hash_secret(token))
    return session.execute(holder).scalar_one()


def find_device(database: Database, token: str) -> Principal | None:
    """The device with this token, or None."""
    row = database.glance(_FIND, {"hash": hash_secret(token)})
    if row is None:
        return None
    name = f"{row.kind}:{row.id}"
    return Principal(Proof.DEVICE, name, Role(row.kind), row.location_id, row.id, session=row.hash)


def was_revoked(database: Database, token: str) -> bool:
    """Whether this was a device's token that is worth nothing any more."""
    shown = look(database, token)
    return shown is not None and not shown.works


def devices_of(session: Session, location_id: str) -> list[Device]:
    """The devices in use at a location, kiosks first; of all locations with an empty id."""
    found = select(Device).where(Device.revoked_at.is_(None))
    if location_id:
        found = found.where(Device.location_id == location_id)
    return list(
        session.execute(
            found.order_by(Device.location_id, Device.kind.desc(), Device.name, Device.id)
        ).scalars()
    )


def device_in_use(session: Session, device_id: int) -> Device:
    """The device with this number.

    Raises:
        Refusal: `unknown_device`, also for one that was revoked.
    """
    device = session.get(Device, device_id)
    if device is None or device.revoked_at is not None:
        raise Refusal(Code.UNKNOWN_DEVICE, f"there is no device {device_id} in use")
    return device


def revoked_among(session: Session, ids: Iterable[int]) -> list[int]:
    """Those of the devices that were revoked."""
    asked = list(ids)
    if not asked:
        return []
    revoked = select(Device.id).where(Device.id.in_(asked), Device.revoked_at.is_not(None))
    return list(session.execute(revoked).scalars())


def note_reports(session: Session, reports: Mapping[int, Report]) -> set[str]:
    """Store what devices told since the last time, by device id. Not a fact: it happens every few seconds.

    One that has just come in keeps what it told of its battery before.

    Returns:
        The locations where a display fell silent or is heard again, which staff are to see at once.
    """
    changed = set()
    for device_id, report in reports.items():
        told: dict[str, object] = {"seen_at": report.at, "shown_rev": report.shown_rev}
        if report.shown_rev is not None:
            told |= {"battery": report.battery, "charging": report.charging, "secure": report.secure}
            told |= {"undelivered": report.undelivered, "sound": report.sound}
            if report.sound is not None:
                changed |= _heard_otherwise(session, device_id, report.sound)
        session.execute(update(Device).where(Device.id == device_id).values(**told))
    return changed


def _heard_otherwise(session: Session, device_id: int, sound: str) -> set[str]:
    """The location of a display that told something else of its sound before."""
    before = session.execute(select(Device.location_id, Device.sound).where(Device.id == device_id)).first()
    return {before.location_id} if before is not None and before.sound != sound else set()


def devices_to_mark(session: Session, now: datetime) -> list[Device]:
    """Devices that came or went without the log knowing it yet; of a retired location the log is closed."""
    late = now - LOST_AFTER
    changed = or_(
        Device.online.is_(True) & (Device.seen_at < late), Device.online.is_(False) & (Device.seen_at >= late)
    )
    in_use = Device.location_id.in_(select(Location.id).where(Location.retired.is_(False)))
    return list(session.execute(select(Device).where(changed, in_use, Device.revoked_at.is_(None))).scalars())


def mark_device(session: Session, device: Device, now: datetime) -> None:
    """Record that *device* was lost or found.

    Raises:
        Unchanged: another process was first.
    """
    turn = take_turn(session, device.location_id, "clock", now)
    online = device.seen_at is not None and device.seen_at >= now - LOST_AFTER
    changed = (
        update(Device)
        .where(Device.id == device.id, Device.online.is_(not online), Device.revoked_at.is_(None))
        .values(online=online)
    )
    if session.execute(changed.returning(Device.id)).scalar_one_or_none() is None:
        raise Unchanged
    turn.record(FactKind.DEVICE_FOUND if online else FactKind.DEVICE_LOST, device=device.id)
