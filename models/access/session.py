"""Signed-in browsers: opaque random ids, their hashes here, ended by idleness, by age, or by hand."""

from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from models.access.principal import Principal, Proof, Role
from models.access.secret import hash_secret, new_secret
from models.tables import Person, StaffSession

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=12)
_TOUCH_EVERY = timedelta(minutes=1)


def begin_session(session: Session, person_id: int, now: datetime) -> str:
    """Sign a person in; the new id is returned once. Ended sessions are swept on the way."""
    session.execute(
        delete(StaffSession).where(
            or_(StaffSession.created_at < now - ABSOLUTE, StaffSession.seen_at < now - IDLE)
        )
    )
    secret = new_secret()
    session.add(
        StaffSession(
            id_hash=hash_secret(secret),
            person_id=person_id,
            csrf=new_secret()[:22],
            created_at=now,
            seen_at=now,
        )
    )
    return secret


def end_session(session: Session, secret: str) -> None:
    """Sign out."""
    session.execute(delete(StaffSession).where(StaffSession.id_hash == hash_secret(secret)))


def find_session(session: Session, secret: str, now: datetime) -> tuple[Principal, bool] | None:
    """Who is signed in with this id, and whether they still have to choose a password; None for nobody."""
    row = session.execute(
        select(StaffSession, Person)
        .join(Person, Person.id == StaffSession.person_id)
        .where(
            StaffSession.id_hash == hash_secret(secret),
            StaffSession.created_at >= now - ABSOLUTE,
            StaffSession.seen_at >= now - IDLE,
        )
    ).one_or_none()
    if row is None:
        return None
    found, person = row
    who = Principal(Proof.SESSION, person.name, Role(person.role), person.location_id, person.id, found.csrf)
    return who, person.must_change_password


def touch_session(session: Session, secret: str, now: datetime) -> None:
    """Note that the browser is still in use; at most once a minute it costs a write."""
    session.execute(
        update(StaffSession)
        .where(StaffSession.id_hash == hash_secret(secret), StaffSession.seen_at < now - _TOUCH_EVERY)
        .values(seen_at=now)
    )
