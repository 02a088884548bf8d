"""A new screen shows a code; somebody of the staff who sees it says that it belongs here.

The screen makes a secret and keeps it. Only its hash is stored, and becomes that of the device's token
once the code is confirmed. A code confirms once and is good for ten minutes.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.orm import Session

from models.access.device_setting import DeviceSetting, set_up
from models.access.device_token import first_token
from models.access.principal import Role
from models.access.secret import hash_secret
from models.database import Database
from models.log import FactKind, Turn
from models.prepared import Prepared
from models.refusal import Code, Refusal
from models.tables import Device, DeviceToken, Location, Pairing

GOOD_FOR = timedelta(minutes=10)
MOST_OPEN = 50
"""Codes at one moment, over all locations: anybody may ask for one, so there is an end to it."""

ALPHABET = "CDFHJKLMNPQRTVWXY34679"
"""Without one of each two that look alike (B8 G6 I1 O0 S5 UV Z2), and without vowels: no code is a word.
22 to the power of six are 113 million codes; at most fifty of them count."""
LENGTH = 6

_pairing = Pairing.table()
_CHECK = Prepared(
    select(_pairing.c.kind, _pairing.c.location_id, _pairing.c.expires_at, _pairing.c.device_id).where(
        _pairing.c.secret_hash == bindparam("hash")
    )
)


class Progress(StrEnum):
    """How far the pairing of a screen is."""

    WAITING = "waiting"
    PAIRED = "paired"
    GONE = "gone"


@dataclass(frozen=True)
class Opened:
    """A code to show, and until when it is good."""

    code: str
    expires_at: datetime


@dataclass(frozen=True)
class Asked:
    """What a screen wants to be, and where; both empty for one that is gone."""

    progress: Progress
    kind: str = ""
    location: str = ""


def open_pairing(session: Session, kind: Role, location: str, secret: str, now: datetime) -> Opened:
    """A code for a screen that wants to become a *kind* of the location; the same secret gets the same code.

    Raises:
        Refusal: `unknown_location`; `key_reused` for the secret of another pairing or of a device;
            `too_many_pairings`.
    """
    place = session.get(Location, location)
    if place is None or place.retired:
        raise Refusal(Code.UNKNOWN_LOCATION, f"there is no location {location!r}")
    forget_old_pairings(session, now)
    digest = hash_secret(secret)
    there = session.execute(select(Pairing).where(Pairing.secret_hash == digest)).scalar_one_or_none()
    if there is not None and (there.kind, there.location_id, there.device_id) == (kind, location, None):
        return Opened(there.code, there.expires_at)
    if there is not None or session.execute(select(DeviceToken.id).where(DeviceToken.hash == digest)).first():
        raise Refusal(Code.KEY_REUSED, "this secret was used before: make a new one")
    open_now = select(func.count()).where(Pairing.device_id.is_(None))
    if session.execute(open_now).scalar_one() >= MOST_OPEN:
        raise Refusal(Code.TOO_MANY_PAIRINGS, "many screens show a code now: wait a few minutes")
    code = _free_code(session)
    session.add(
        Pairing(
            code=code,
            secret_hash=digest,
            kind=kind,
            location_id=location,
            created_at=now,
            expires_at=now + GOOD_FOR,
        )
    )
    return Opened(code, now + GOOD_FOR)


def check_pairing(database: Database, secret: str, now: datetime) -> Asked:
    """Whether somebody has confirmed the code of the screen with this secret."""
    row = database.glance(_CHECK, {"hash": hash_secret(secret)})
    if row is None or row.expires_at <= now:
        return Asked(Progress.GONE)
    return Asked(Progress.WAITING if row.device_id is None else Progress.PAIRED, row.kind, row.location_id)


def pairing_at(session: Session, location: str, code: str, now: datetime) -> Pairing:
    """The screen that shows the code, for whoever is about to confirm it.

    Raises:
        Refusal: `unknown_pairing` for a code that no screen of this location shows now; `already_paired`.
    """
    found = session.execute(
        select(Pairing).where(
            Pairing.code == as_shown(code), Pairing.location_id == location, Pairing.expires_at > now
        )
    ).scalar_one_or_none()
    if found is None:
        raise Refusal(Code.UNKNOWN_PAIRING, f"no screen of {location} shows this code now")
    if found.device_id is not None:
        raise Refusal(Code.ALREADY_PAIRED, "somebody has confirmed this code just now")
    return found


def confirm_pairing(turn: Turn, code: str, wanted: DeviceSetting) -> Device:
    """Make the screen that shows the code a device of the location.

    Raises:
        Refusal: as `pairing_at`; `unknown_printer`.
    """
    pairing = pairing_at(turn.session, turn.setup.id, code, turn.at)
    device = Device(
        location_id=turn.setup.id,
        kind=pairing.kind,
        name=wanted.name,
        hash=pairing.secret_hash,
        created_at=turn.at,
        online=False,
    )
    set_up(turn, device, wanted)
    turn.session.add(device)
    turn.session.flush()
    first_token(turn.session, device, turn.at)
    pairing.device_id = device.id
    turn.session.flush()
    if device.printer_id is not None:
        turn.configure()
    turn.record(FactKind.DEVICE_PAIRED, device=device.id)
    return device


def forget_old_pairings(session: Session, now: datetime) -> None:
    """Drop the codes that are not good any more."""
    session.execute(delete(Pairing).where(Pairing.expires_at <= now))


def as_shown(code: str) -> str:
    """A code as it stands on the screen, however somebody typed it."""
    return "".join(letter for letter in code.upper() if letter.isalnum())


def _free_code(session: Session) -> str:
    """A code that no screen shows; two at the same moment differ by the table's own rule."""
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        if session.execute(select(Pairing.id).where(Pairing.code == code)).first() is None:
            return code
