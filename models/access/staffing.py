"""People come, change their work, and leave: what an administrator does with accounts.

Nobody needs a mail server: an invitation is a link that is shown once, to be handed over in person. Each
change takes the people for itself (`lock_people`), so that of two administrators who press at once the second
one sees what the first one did. Who may do it is models/access/membership.py's; the caller asks first.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.access.membership import (
    give_places,
    lock_people,
    may_give,
    places_of,
    refuse_last_administrator,
    weakens,
)
from models.access.name import refuse_taken
from models.access.person import make_person
from models.access.pin import set_pin
from models.access.principal import Place, Principal, Role
from models.access.second_factor import remove_factor
from models.access.secret import hash_secret, new_secret
from models.access.session import end_all
from models.refusal import Code, Refusal
from models.tables import Person

INVITED_FOR = timedelta(hours=72)
_EVERYWHERE = Place(Role.ADMINISTRATOR, None)
LEFT_NAME = "left:"
"""No living name has a colon in it."""


def invite(
    session: Session, who: Principal, name: str, places: Sequence[Place], now: datetime
) -> tuple[Person, str]:
    """A new person, and the secret of their invitation.

    Raises:
        Refusal: `name_taken`; `bad_name`; `no_role`; `unknown_location`; `not_yours_to_give`.
    """
    lock_people(session)
    refuse_taken(session, name, None)
    _must_rule(who, places)
    person = make_person(session, name, places, now)
    return person, _invite(person, now)


def invite_again(
    session: Session, who: Principal, person_id: int, now: datetime, *, factor_too: bool
) -> tuple[Person, str]:
    """A new invitation for who cannot get in any more; their password ends, and every session.

    Args:
        session: a write transaction.
        who: who does it.
        person_id: for whom.
        now: the moment, UTC.
        factor_too: whether the second factor ends too, because the phone and the recovery codes are lost.

    Raises:
        Refusal: `unknown_person`; `not_yours_to_give`; `last_administrator`.
    """
    lock_people(session)
    person = _theirs(session, who, person_id)
    if person.left_at is not None:
        raise Refusal(Code.UNKNOWN_PERSON, f"{person.name} has left")
    end_all(session, person_id)
    set_pin(session, person_id, None)
    if factor_too:
        remove_factor(session, person_id)
    secret = _invite(person, now)
    if _EVERYWHERE in places_of(session, person_id):
        refuse_last_administrator(session)
    return person, secret


def invited(session: Session, secret: str, now: datetime) -> Person:
    """Whom an invitation is for.

    Raises:
        Refusal: `unknown_invitation` for one that was used, is over, or never was.
    """
    person = session.execute(
        select(Person).where(
            Person.invite_hash == hash_secret(secret), Person.invited_until > now, Person.left_at.is_(None)
        )
    ).scalar_one_or_none()
    if person is None:
        raise Refusal(Code.UNKNOWN_INVITATION, "this invitation was used, or is over")
    return person


def accept(session: Session, secret: str, password_hash: str, now: datetime) -> Person:
    """The person has chosen a password; the invitation is used up. Of two who accept at once one does.

    Raises:
        Refusal: `unknown_invitation`.
    """
    used = (
        update(Person)
        .where(
            Person.invite_hash == hash_secret(secret), Person.invited_until > now, Person.left_at.is_(None)
        )
        .values(invite_hash=None, invited_until=None, password_hash=password_hash, must_change_password=False)
    )
    found = session.execute(used.returning(Person.id)).scalar_one_or_none()
    if found is None:
        raise Refusal(Code.UNKNOWN_INVITATION, "this invitation was used, or is over")
    return session.get_one(Person, found, populate_existing=True)


def change_places(
    session: Session, who: Principal, person_id: int, places: Sequence[Place], seen_rev: int | None
) -> Person:
    """Give a person these roles; who loses one, or gains a stronger one, signs in anew.

    Raises:
        Refusal: `unknown_person`; `stale` where somebody changed them since; `not_yours_to_give`;
            `last_administrator`; `no_role`; `unknown_location`.
    """
    lock_people(session)
    person = _person(session, person_id)
    before, after = set(places_of(session, person_id)), set(places)
    _must_change(who, before, after)
    if person.left_at is not None:
        raise Refusal(Code.UNKNOWN_PERSON, f"{person.name} has left")
    if seen_rev is not None and seen_rev != person.rev:
        raise Refusal(Code.STALE, f"{person.name} was changed meanwhile")
    give_places(session, person_id, places)
    if _EVERYWHERE in before - after:
        refuse_last_administrator(session)
    if weakens(before, after):
        end_all(session, person_id)
    person.rev += 1
    return person


def leave(session: Session, who: Principal, person_id: int, now: datetime) -> Person:
    """A person leaves: sessions, password, PIN and second factor end now; the name after its term.

    Raises:
        Refusal: `unknown_person`; `not_yours_to_give`; `last_administrator`.
    """
    lock_people(session)
    person = _theirs(session, who, person_id)
    if person.left_at is not None:
        return person
    person.left_at, person.rev = now, person.rev + 1
    person.password_hash, person.invite_hash, person.invited_until = "", None, None
    end_all(session, person_id)
    set_pin(session, person_id, None)
    remove_factor(session, person_id)
    if _EVERYWHERE in places_of(session, person_id):
        refuse_last_administrator(session)
    return person


def come_back(session: Session, who: Principal, person_id: int, now: datetime) -> tuple[Person, str]:
    """Somebody left by a slip: they are back with their roles, and get in by a new invitation.

    Raises:
        Refusal: `unknown_person`, also when the name is erased; `stale` for who has not left;
            `not_yours_to_give`.
    """
    lock_people(session)
    if _person(session, person_id).name.startswith(LEFT_NAME):
        raise Refusal(Code.UNKNOWN_PERSON, "their name is erased: invite them anew")
    person = _theirs(session, who, person_id)
    if person.left_at is None:
        raise Refusal(Code.STALE, f"{person.name} has not left")
    person.left_at, person.rev = None, person.rev + 1
    return person, _invite(person, now)


def recover(session: Session, name: str, password_hash: str) -> Person:
    """At the machine itself: a new one-time password, no second factor, no wait; every session ends.

    Raises:
        Refusal: `unknown_person`.
    """
    lock_people(session)
    person = session.execute(
        select(Person).where(Person.name == name, Person.left_at.is_(None))
    ).scalar_one_or_none()
    if person is None:
        raise Refusal(Code.UNKNOWN_PERSON, f"there is nobody called {name!r} here")
    person.password_hash, person.must_change_password = password_hash, True
    person.invite_hash = person.invited_until = None
    end_all(session, person.id)
    set_pin(session, person.id, None)
    remove_factor(session, person.id)
    return person


def person_named(session: Session, name: str) -> Person | None:
    """The person of that name who has not left."""
    return session.execute(
        select(Person).where(Person.name == name, Person.left_at.is_(None))
    ).scalar_one_or_none()


def _invite(person: Person, now: datetime) -> str:
    secret = new_secret()
    person.invite_hash, person.invited_until = hash_secret(secret), now + INVITED_FOR
    person.password_hash, person.must_change_password = "", False
    return secret


def _person(session: Session, person_id: int) -> Person:
    person = session.get(Person, person_id, populate_existing=True)
    if person is None:
        raise Refusal(Code.UNKNOWN_PERSON, f"there is no person {person_id}")
    return person


def _theirs(session: Session, who: Principal, person_id: int) -> Person:
    """Somebody all of whose roles are for *who* to give; who has none is the region's."""
    person = _person(session, person_id)
    _must_rule(who, places_of(session, person_id) or {_EVERYWHERE})
    return person


def _must_change(who: Principal, before: set[Place], after: set[Place]) -> None:
    """What changes is for *who* to give; nobody learns of a colleague of others by changing nothing."""
    if before == after and any(may_give(who, place) for place in before):
        return
    _must_rule(who, (before ^ after or after) if before else {_EVERYWHERE})


def _must_rule(who: Principal, places: Sequence[Place] | set[Place]) -> None:
    for place in places:
        if not may_give(who, place):
            raise Refusal(
                Code.NOT_YOURS_TO_GIVE, f"{who.name} may not give or take the role {place.role} there"
            )
