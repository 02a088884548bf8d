"""People whom their organisation knows: found by its number for them, with the roles of its groups.

Names and mail addresses find nobody: they change, and are given to somebody else later. Knows no protocol.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from config.identity import GroupRole
from models.access.membership import give_places, lock_people, places_of, weakens
from models.access.name import LONGEST, refuse_taken
from models.access.person import make_person
from models.access.principal import Place, Role, strongest
from models.access.session import end_all
from models.actions.desk import vacate
from models.refusal import Code, Refusal
from models.tables import Location, Membership, OrganisationAccount, Person

_NOBODY = "Collega"
"""Who came without a name that can be shown."""


@dataclass(frozen=True)
class Known:
    """Somebody as their organisation knows them.

    Attributes:
        issuer: the organisation's provider.
        subject: its number for them, never given to anybody else.
        name: what it calls them, any text.
    """

    issuer: str
    subject: str
    name: str


@dataclass(frozen=True)
class Admitted:
    """Who was let in.

    Attributes:
        person_id: their account here.
        new: whether it was made just now.
        changed: whether their roles are others than before.
    """

    person_id: int
    new: bool
    changed: bool


def places_for(session: Session, groups: Collection[str], roles: Iterable[GroupRole]) -> tuple[Place, ...]:
    """The roles of somebody in these groups: at each place the strongest; unknown locations give none."""
    here = set(session.execute(select(Location.id)).scalars()) | {None}
    given: dict[str | None, list[Role]] = {}
    for entry in roles:
        if entry.group in groups and entry.location in here:
            given.setdefault(entry.location, []).append(Role(entry.role))
    return tuple(Place(strongest(found), location) for location, found in given.items())


def admit(session: Session, known: Known, places: Collection[Place], now: datetime) -> Admitted:
    """Let somebody in, with these roles and no others from now on; who is new gets an account.

    Args:
        session: a write transaction.
        known: who they are.
        places: their roles, of which there is at least one.
        now: the moment, UTC.

    Raises:
        Refusal: `unknown_person` for who left here, whatever the organisation says.
    """
    lock_people(session)
    account = _account(session, known)
    if account is None:
        person = make_person(session, _free_name(session, known.name), places, now)
        session.add(
            OrganisationAccount(person_id=person.id, issuer=known.issuer, subject=known.subject, seen_at=now)
        )
        return Admitted(person.id, new=True, changed=True)
    person = session.get_one(Person, account.person_id, populate_existing=True)
    if person.left_at is not None:
        raise Refusal(Code.UNKNOWN_PERSON, f"person {person.id} has left")
    account.seen_at = now
    before = places_of(session, person.id)
    if set(before) == set(places):
        return Admitted(person.id, new=False, changed=False)
    give_places(session, person.id, places)
    if weakens(before, places):
        end_all(session, person.id)
    vacate(session, person.name, places, person.name, now)
    person.rev += 1
    return Admitted(person.id, new=False, changed=True)


def shut_out(session: Session, known: Known, now: datetime) -> int | None:
    """The organisation gives them no role any more: what they had here ends now.

    Returns:
        Their account, if they had a role until now.
    """
    lock_people(session)
    account = _account(session, known)
    if account is None:
        return None
    person = session.get_one(Person, account.person_id)
    end_all(session, person.id)
    vacate(session, person.name, (), person.name, now)
    taken = delete(Membership).where(Membership.person_id == person.id).returning(Membership.id)
    return person.id if session.execute(taken).all() else None


def is_of_organisation(session: Session, person_id: int) -> bool:
    """Whether a person signs in with their organisation's account."""
    found = select(OrganisationAccount.id).where(OrganisationAccount.person_id == person_id)
    return session.execute(found).first() is not None


def may_use_password(session: Session, person_id: int, allowed: str) -> bool:
    """Whether a person with a right password may sign in by it.

    Args:
        session: any transaction.
        person_id: whose.
        allowed: the setting `password_sign_in`.
    """
    return allowed == "everyone" or session.get_one(Person, person_id).break_glass


def anybody_for_emergencies(session: Session) -> bool:
    """Whether an account is kept for the day when the organisation's provider is away."""
    kept = select(Person.id).where(Person.break_glass, Person.left_at.is_(None), Person.password_hash != "")  # nosec B105 # no password at all
    return session.execute(kept.limit(1)).first() is not None


def _account(session: Session, known: Known) -> OrganisationAccount | None:
    return session.execute(
        select(OrganisationAccount).where(
            OrganisationAccount.issuer == known.issuer, OrganisationAccount.subject == known.subject
        )
    ).scalar_one_or_none()


def _free_name(session: Session, told: str) -> str:
    """A name that nobody here has: what the organisation says, plain, with a number where it is taken."""
    plain = " ".join("".join(c if c.isprintable() and c != ":" else " " for c in told).split())
    base = plain[: LONGEST - 5].strip() or _NOBODY
    for number in range(1, 1000):
        name = base if number == 1 else f"{base} ({number})"
        try:
            refuse_taken(session, name, None)
        except Refusal as refusal:
            base = _NOBODY if refusal.code is Code.BAD_NAME else base
        else:
            return name
    raise Refusal(Code.NAME_TAKEN, f"{base!r} and a thousand like it are taken")
