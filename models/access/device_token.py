"""The tokens of devices as rows: found, offered, taken up, and forgotten.

What each may become, and when, is models/access/token_life.py's. Must not know what a cookie is.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, or_, select, update
from sqlalchemy.orm import Session

from models.access.secret import hash_secret, new_secret
from models.access.token_life import GRACE, MOST_OFFERED, REMEMBERED, Shown, Standing
from models.database import Database
from models.prepared import Prepared
from models.tables import Device, DeviceToken

_token, _device = DeviceToken.table(), Device.table()
_LOOK = Prepared(
    select(
        _token.c.id,
        _token.c.device_id,
        _device.c.kind,
        _device.c.location_id,
        _token.c.standing,
        _token.c.made_at,
        _token.c.ends_at,
        _device.c.renew_wanted_at,
        _device.c.revoked_at,
    )
    .join_from(_token, _device, _device.c.id == _token.c.device_id)
    .where(_token.c.hash == bindparam("hash"))
)
WORKS = (_token.c.standing != Standing.DEAD) & _device.c.revoked_at.is_(None)
"""Of a token beside its device."""


def look(database: Database, token: str) -> Shown | None:
    """What is known of a token; None for one that is nobody's."""
    row = database.glance(_LOOK, {"hash": hash_secret(token)})
    if row is None:
        return None
    return Shown(
        row.id,
        row.device_id,
        row.kind,
        row.location_id,
        Standing(row.standing),
        row.made_at,
        row.ends_at,
        row.renew_wanted_at,
        row.revoked_at is not None,
    )


def first_token(session: Session, device: Device, now: datetime) -> None:
    """Let the token that a device was paired with count; the device is in the database already."""
    session.add(
        DeviceToken(
            device_id=device.id, hash=device.hash, standing=Standing.PRESENT, made_at=now, ends_at=None
        )
    )
    session.flush()


def offer(session: Session, shown: Shown, now: datetime) -> str | None:
    """A new token for a screen that shows the present one; None: that is not the present one any more."""
    _hold(session, shown.device)
    if _standing(session, shown) is not Standing.PRESENT:
        return None
    offered = (
        select(DeviceToken.id)
        .where(DeviceToken.device_id == shown.device, DeviceToken.standing == Standing.OFFERED)
        .order_by(DeviceToken.id.desc())
    )
    too_many = session.execute(offered.offset(MOST_OFFERED - 1)).scalars().all()
    session.execute(delete(DeviceToken).where(DeviceToken.id.in_(too_many)))
    token = new_secret()
    session.add(
        DeviceToken(
            device_id=shown.device,
            hash=hash_secret(token),
            standing=Standing.OFFERED,
            made_at=now,
            ends_at=None,
        )
    )
    session.flush()
    return token


def settle(session: Session, shown: Shown, now: datetime) -> bool:
    """The screen has its new token for good: the others of the device die after a time of grace.

    Returns:
        Whether it became the present one just now.
    """
    _hold(session, shown.device)
    if _standing(session, shown) is not Standing.OFFERED:
        return False
    own = DeviceToken.device_id == shown.device
    others = (own, DeviceToken.standing.in_((Standing.OFFERED, Standing.PRESENT)), DeviceToken.id != shown.id)
    session.execute(update(DeviceToken).where(*others).values(standing=Standing.FORMER, ends_at=now + GRACE))
    session.execute(update(DeviceToken).where(DeviceToken.id == shown.id).values(standing=Standing.PRESENT))
    session.execute(
        update(Device)
        .where(Device.id == shown.device, Device.renew_wanted_at <= shown.made_at)
        .values(renew_wanted_at=None)
    )
    forgotten = (DeviceToken.standing == Standing.DEAD, DeviceToken.ends_at < now - REMEMBERED)
    session.execute(delete(DeviceToken).where(own, *forgotten))
    return True


def end_former(session: Session, now: datetime) -> None:
    """Former tokens whose grace is over are worth nothing from now on."""
    over = (DeviceToken.standing == Standing.FORMER, DeviceToken.ends_at <= now)
    session.execute(update(DeviceToken).where(*over).values(standing=Standing.DEAD))


def former_over(session: Session, now: datetime) -> bool:
    """Whether `end_former` has anything to do."""
    over = (DeviceToken.standing == Standing.FORMER, DeviceToken.ends_at <= now)
    return session.execute(select(DeviceToken.id).where(*over).limit(1)).first() is not None


def note_copy(session: Session, device_id: int, now: datetime) -> bool:
    """Note that somebody showed a dead token; False: that is known since less than a day."""
    known = or_(
        Device.copied_at.is_(None), Device.copied_at < now - timedelta(days=1), Device.copied_at > now
    )
    noted = update(Device).where(Device.id == device_id, Device.revoked_at.is_(None), known)
    return session.execute(noted.values(copied_at=now).returning(Device.id)).first() is not None


def forget_tokens(session: Session, device_id: int) -> None:
    """Nobody holds a token of this device any more, not even one that is turned away."""
    session.execute(delete(DeviceToken).where(DeviceToken.device_id == device_id))


def working(session: Session, hashes: Iterable[str]) -> set[str]:
    """Those of the tokens, by their hashes, that open anything."""
    asked = list(hashes)
    if not asked:
        return set()
    found = select(_token.c.hash).join_from(_token, _device, _device.c.id == _token.c.device_id)
    return set(session.execute(found.where(_token.c.hash.in_(asked), WORKS)).scalars())


def tokens_made(session: Session, devices: Iterable[int]) -> dict[int, datetime]:
    """When the present token of each device was made."""
    present = (DeviceToken.device_id.in_(list(devices)), DeviceToken.standing == Standing.PRESENT)
    rows = session.execute(select(DeviceToken.device_id, DeviceToken.made_at).where(*present))
    return {row.device_id: row.made_at for row in rows}


def _hold(session: Session, device_id: int) -> None:
    """Of two processes one decides first; on SQLite the transaction itself sees to it."""
    session.execute(select(Device.id).where(Device.id == device_id).with_for_update())


def _standing(session: Session, shown: Shown) -> Standing | None:
    """How far it counts now."""
    found = session.execute(
        select(DeviceToken.standing).where(DeviceToken.id == shown.id)
    ).scalar_one_or_none()
    return None if found is None else Standing(found)
