"""People: accounts and their passwords.

Hashing takes a tenth of a second of processor time on purpose, so it is split from the transactions:
a caller with a live loop runs `verify` and `hash_password` elsewhere. How often somebody may try is
models/access/tries.py's.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.access.membership import give_places
from models.access.name import refuse_taken
from models.access.principal import Place, Role
from models.tables import Person

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 200

_hasher = PasswordHasher()


@cache
def _nobodys_hash() -> str:
    """Verified against when there is no such person, so that the time taken tells nothing."""
    return _hasher.hash(secrets.token_urlsafe(16))


class PasswordTooShort(ValueError):
    """The password has fewer than twelve characters (or more than two hundred)."""


@dataclass(frozen=True)
class Candidate:
    """What sign-in needs to know of a name before the password is verified."""

    person_id: int | None
    password_hash: str


def hash_password(password: str) -> str:
    """The argon2id hash of a password.

    Raises:
        PasswordTooShort: fewer than 12 or more than 200 characters.
    """
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise PasswordTooShort(f"a password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters")
    return _hasher.hash(password)


def hash_short(secret: str) -> str:
    """The argon2id hash of something shorter, whose tries are few."""
    return _hasher.hash(secret)


def new_password() -> str:
    """A random password that can be read out: four groups of four letters and digits (80 bits)."""
    alphabet = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(alphabet) for _ in range(4)) for _ in range(4))


def verify(password_hash: str, password: str) -> bool:
    """Whether *password* belongs to the hash."""
    try:
        return _hasher.verify(password_hash, password[:LONGEST_PASSWORD])
    except (VerificationError, InvalidHashError):
        return False


def add_person(  # noqa: PLR0913, PLR0917  (an account has these properties)
    session: Session,
    name: str,
    role: Role,
    location: str | None,
    password_hash: str,
    now: datetime,
    must_change: bool = True,
) -> Person:
    """Make an account with one role.

    Args:
        session: a write transaction.
        name: unique among people and keys.
        role: what they may do.
        location: the one location where they may do it, or None.
        password_hash: of the first password.
        now: the moment, UTC.
        must_change: whether that password is good for choosing another one only.

    Raises:
        Refusal: `name_taken`; `bad_name`; `unknown_location`.
    """
    refuse_taken(session, name, location)
    person = make_person(session, name, [Place(role, location)], now)
    person.password_hash, person.must_change_password = password_hash, must_change
    session.flush()
    return person


def make_person(session: Session, name: str, places: Iterable[Place], now: datetime) -> Person:
    """An account without a password, under a name that was found free.

    Raises:
        Refusal: `no_role`; `unknown_location`.
    """
    person = Person(name=name, password_hash="", created_at=now, pin_failures=0, rev=0)  # nosec B106 # no password yet
    session.add(person)
    session.flush()
    give_places(session, person.id, places)
    return person


def candidate(session: Session, name: str) -> Candidate:
    """What to verify a password for *name* against.

    An unknown name, one who has left and one without a password get a hash that never matches.
    """
    person = session.execute(
        select(Person).where(Person.name == name, Person.left_at.is_(None), Person.password_hash != "")  # nosec B105 # no password at all
    ).scalar_one_or_none()
    if person is None:
        return Candidate(None, _nobodys_hash())
    return Candidate(person.id, person.password_hash)


def change_password(session: Session, person_id: int, password_hash: str) -> None:
    """Give a person a password of their own; an invitation that is still open is over."""
    person = session.get_one(Person, person_id)
    person.password_hash, person.must_change_password = password_hash, False
    person.invite_hash = person.invited_until = None


def anybody(session: Session) -> bool:
    """Whether there is an account at all."""
    return session.execute(select(Person.id).limit(1)).scalar_one_or_none() is not None
