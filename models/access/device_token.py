"""The tokens of a device: each is replaced after a week, so that a copy of one is worth nothing for long.

    offered ──settle──▶ present ──another one settled──▶ former ──an hour──▶ dead

A token is offered to a screen that shows a due one. It counts from that moment, but the one before dies only
once the screen has shown the new one again, later: whatever answer was lost, the screen has one that works.
One that comes back dead is a copy, for the screen itself cannot show it. docs/adr/0021-device-tokens.md has
the reasons. Must not know what a cookie is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import bindparam, delete, or_, select, update
from sqlalchemy.orm import Session

from models.access.secret import hash_secret, new_secret
from models.database import Database
from models.prepared import Prepared
from models.tables import Device, DeviceToken

RENEW_AFTER = timedelta(days=7)
"""So long a copy is good for something. Shorter would load screens anew more often, longer helps only thieves."""

SETTLED_AFTER = timedelta(minutes=10)
"""Chromium writes a cookie to the disk after up to half a minute, and the disk keeps it some time later; one that
comes back after so long survives a power cut."""

GRACE = timedelta(hours=1)
"""For other tabs of the screen, its kept page and what is under way; they load themselves anew long before."""

AGAIN_AFTER = timedelta(minutes=15)
"""A page that has to be loaded anew and got no further tries again no sooner than this."""

MOST_OFFERED = 8
"""Of one device at a time: pages that are loaded side by side get one each, and a screen whose disk forgets has
no end of them."""

REMEMBERED = timedelta(days=400)
"""Browsers keep no cookie for longer, so nobody can show an older one."""


class Standing(StrEnum):
    """How far a token counts; all but the dead open the same doors."""

    OFFERED = "offered"
    PRESENT = "present"
    FORMER = "former"
    DEAD = "dead"


class Step(StrEnum):
    """What is due when a page is loaded with a token."""

    STAY = "stay"
    OFFER = "offer"
    SETTLE = "settle"
    REFUSE = "refuse"


@dataclass(frozen=True)
class Shown:
    """A token that somebody shows.

    Attributes:
        id: its row.
        device: the number of its device.
        kind: of the device.
        location: where the device is.
        standing: how far it counts.
        made_at: when it was handed out.
        ends_at: until when a former one works.
        wanted_at: when somebody asked for a new one.
        revoked: whether the device was taken out of use.
    """

    id: int
    device: int
    kind: str
    location: str
    standing: Standing
    made_at: datetime
    ends_at: datetime | None
    wanted_at: datetime | None
    revoked: bool

    @property
    def works(self) -> bool:
        """Whether it opens anything."""
        return self.standing is not Standing.DEAD and not self.revoked


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


def next_step(shown: Shown, now: datetime) -> Step:
    """What is due for a screen that loads its page with this token."""
    if not shown.works:
        return Step.STAY if shown.revoked else Step.REFUSE
    age = now - shown.made_at
    if shown.standing is Standing.OFFERED:
        # One that is from the future was made before the clock was put back, however long ago.
        return Step.SETTLE if abs(age) >= SETTLED_AFTER else Step.STAY
    if shown.standing is Standing.FORMER:
        return Step.STAY  # a copy could ask as well
    wanted = shown.wanted_at is not None and shown.made_at < shown.wanted_at
    return Step.OFFER if wanted or age >= RENEW_AFTER or age <= -SETTLED_AFTER else Step.STAY


def again_at(shown: Shown, now: datetime) -> datetime:
    """When a page with this token is to be loaded anew, at the latest; nobody is to be using it then."""
    due = {
        Standing.OFFERED: shown.made_at + SETTLED_AFTER + timedelta(minutes=1),
        Standing.FORMER: (shown.ends_at or now) + timedelta(minutes=1),
    }.get(shown.standing, shown.made_at + RENEW_AFTER)
    return due if due > now else now + AGAIN_AFTER


def first_token(session: Session, device: Device, now: datetime) -> None:
    """Let the token that a device was paired with count; the device is in the database already."""
    session.add(
        DeviceToken(device_id=device.id, hash=device.hash, standing=Standing.PRESENT, made_at=now, ends_at=None)
    )
    session.flush()


def offer(session: Session, shown: Shown, now: datetime) -> str | None:
    """A new token beside the present one, for a screen that shows that; None: it is not the present one any more."""
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
    session.execute(
        update(DeviceToken).where(*others).values(standing=Standing.FORMER, ends_at=now + GRACE)
    )
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
    known = or_(Device.copied_at.is_(None), Device.copied_at < now - timedelta(days=1), Device.copied_at > now)
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


def _hold(session: Session, device_id: int) -> None:
    """Of two processes one decides first; on SQLite the transaction itself sees to it."""
    session.execute(select(Device.id).where(Device.id == device_id).with_for_update())


def _standing(session: Session, shown: Shown) -> Standing | None:
    """How far it counts now."""
    found = session.execute(
        select(DeviceToken.standing).where(DeviceToken.id == shown.id)
    ).scalar_one_or_none()
    return None if found is None else Standing(found)
