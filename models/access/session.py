"""Signed-in browsers: opaque random ids, their hashes here, ended by idleness, by age, or by hand.

`begin_session` is the one way in, however somebody proved who they are. A session counts as used by what a
person does, a command or a page; a socket that stays connected proves nobody's presence.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import Exists, delete, exists, or_, select, update
from sqlalchemy.orm import Session

from models.access.device_token import WORKS
from models.access.membership import places_of
from models.access.principal import Principal, Proof, strongest
from models.access.secret import hash_secret, new_secret
from models.tables import Device, DeviceToken, Person, StaffSession

_TOUCH_EVERY = timedelta(minutes=1)
PUBLIC_DIGITS = 16
"""So much of a session's hash stands for it in lists."""


class Pending(StrEnum):
    """What somebody who gave a right password still has to do before the session opens anything."""

    CODE = "code"
    """Give a code of the second factor."""
    PASSWORD = "password"  # noqa: S105  # nosec B105 # a step, no secret
    """Choose a password of one's own."""
    ENROL = "enrol"
    """Set up a second factor."""


@dataclass(frozen=True)
class Terms:
    """How a session begins.

    Attributes:
        idle: it ends so long after the last thing that somebody did.
        longest: it ends so long after its beginning, whatever is done.
        pending: what has to be done first.
        here: good at this very machine only.
        device_id: good at this shared desk only, where it was begun by PIN.
        browser: for the person, to know it by.
    """

    idle: timedelta = timedelta(hours=1)
    longest: timedelta = timedelta(hours=12)
    pending: Pending | None = None
    here: bool = False
    device_id: int | None = None
    browser: str = ""


@dataclass(frozen=True)
class Live:
    """A session of a person as they see it in a list."""

    id: str
    browser: str
    begun_at: datetime
    seen_at: datetime
    quick: bool


class Found(NamedTuple):
    """Who is signed in.

    Attributes:
        who: with all their roles.
        pending: what they have to do first.
        due: whether it is time to note that the session is used.
    """

    who: Principal
    pending: Pending | None
    due: bool


USUAL = Terms()


def begin_session(session: Session, person_id: int, now: datetime, terms: Terms = USUAL) -> str:
    """Sign a person in; the new id is returned once. Ended sessions are swept on the way."""
    session.execute(
        delete(StaffSession).where(or_(StaffSession.ends_at < now, StaffSession.idle_until < now))
    )
    secret = new_secret()
    session.add(
        StaffSession(
            id_hash=hash_secret(secret),
            person_id=person_id,
            csrf=new_secret()[:22],
            created_at=now,
            seen_at=now,
            idle_seconds=int(terms.idle.total_seconds()),
            idle_until=now + terms.idle,
            ends_at=now + terms.longest,
            pending=terms.pending,
            here=terms.here,
            device_id=terms.device_id,
            browser=terms.browser[:60],
        )
    )
    if terms.pending is None:
        session.execute(update(Person).where(Person.id == person_id).values(seen_at=now))
    session.flush()
    return secret


def end_session(session: Session, secret: str) -> None:
    """Sign out."""
    session.execute(delete(StaffSession).where(StaffSession.id_hash == hash_secret(secret)))


def end_one(session: Session, person_id: int, public_id: str) -> bool:
    """End one session of a person by its id in the list; False where there is none."""
    if len(public_id) != PUBLIC_DIGITS or not public_id.isalnum():
        return False
    ended = delete(StaffSession).where(
        StaffSession.person_id == person_id, StaffSession.id_hash.startswith(public_id)
    )
    return session.execute(ended.returning(StaffSession.id_hash)).first() is not None


def end_all(session: Session, person_id: int, but: str = "") -> int:
    """End every session of a person, except the one with the hash *but*; how many that were."""
    ended = delete(StaffSession).where(StaffSession.person_id == person_id, StaffSession.id_hash != but)
    return len(session.execute(ended.returning(StaffSession.id_hash)).all())


def sessions_of(session: Session, person_id: int, now: datetime) -> list[Live]:
    """A person's sessions that are in force, the one used last first."""
    found = session.execute(
        select(StaffSession)
        .where(
            StaffSession.person_id == person_id,
            StaffSession.ends_at >= now,
            StaffSession.idle_until >= now,
            StaffSession.pending.is_(None),
        )
        .order_by(StaffSession.seen_at.desc(), StaffSession.id_hash)
    ).scalars()
    return [
        Live(row.id_hash[:PUBLIC_DIGITS], row.browser, row.created_at, row.seen_at, row.device_id is not None)
        for row in found
    ]


def find_session(
    session: Session, secret: str, now: datetime, *, desk: str = "", here: bool = True
) -> Found | None:
    """Who is signed in with this id; None for nobody.

    Args:
        session: any transaction.
        secret: the id that the browser shows.
        now: the moment, UTC.
        desk: the device token that the browser shows beside it, if any.
        here: whether the request comes from this very machine.
    """
    row = session.execute(
        select(StaffSession, Person, _at_the_desk(desk))
        .join(Person, Person.id == StaffSession.person_id)
        .where(
            StaffSession.id_hash == hash_secret(secret),
            StaffSession.ends_at >= now,
            StaffSession.idle_until >= now,
            Person.left_at.is_(None),
        )
    ).one_or_none()
    if row is None:
        return None
    found, person, at_its_desk = row
    if (found.here and not here) or (found.device_id is not None and not at_its_desk):
        return None
    places = places_of(session, person.id)
    if not places:
        return None
    only = places[0].location if len(places) == 1 else None
    who = Principal(
        Proof.SESSION,
        person.name,
        strongest(place.role for place in places),
        only,
        person.id,
        found.csrf,
        places,
        found.id_hash,
        found.device_id is not None,
    )
    return Found(who, _pending(found, person), found.seen_at < now - _TOUCH_EVERY)


def _at_the_desk(token: str) -> Exists:
    """Whether the token that a browser shows is one of the desk where its session was begun."""
    holder = (DeviceToken.device_id == StaffSession.device_id, Device.id == DeviceToken.device_id)
    return exists().where(*holder, DeviceToken.hash == hash_secret(token), WORKS)


def _pending(found: StaffSession, person: Person) -> Pending | None:
    """The code comes first: who has not given it changes no password either."""
    if found.pending == Pending.CODE:
        return Pending.CODE
    if person.must_change_password:
        return Pending.PASSWORD
    return Pending(found.pending) if found.pending else None


def touch_session(session: Session, who: Principal, now: datetime) -> None:
    """Note that the person uses the browser; call it when `Found.due` says so."""
    found = session.get(StaffSession, who.session)
    if found is None:
        return
    found.seen_at, found.idle_until = now, now + timedelta(seconds=found.idle_seconds)
    session.execute(update(Person).where(Person.id == found.person_id).values(seen_at=now))


def in_force(session: Session, hashes: Iterable[str], now: datetime) -> set[str]:
    """Those of the sessions that are still good for something; a socket of any other is to be cut."""
    asked = list(hashes)
    if not asked:
        return set()
    good = (
        select(StaffSession.id_hash)
        .join(Person, Person.id == StaffSession.person_id)
        .outerjoin(Device, Device.id == StaffSession.device_id)
        .where(
            StaffSession.id_hash.in_(asked),
            StaffSession.ends_at >= now,
            StaffSession.idle_until >= now,
            Person.left_at.is_(None),
            Device.revoked_at.is_(None),
        )
    )
    return set(session.execute(good).scalars())
