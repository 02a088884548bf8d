"""Who has which role where, and who may give it.

An administrator of the whole region gives every role everywhere, one of a location every role there. A
coordinator gives the roles guide and host at their own locations. Everybody else gives none.
"""

from collections.abc import Iterable

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from models.access.principal import STAFF_ROLES, Place, Principal, Proof, Role, strongest
from models.refusal import Code, Refusal
from models.tables import Location, Membership, Person

MOST_PLACES = 100
_GIVEN_BY_COORDINATORS = frozenset({Role.GUIDE, Role.HOST})


def places_of(session: Session, person_id: int) -> tuple[Place, ...]:
    """A person's roles, the region's first, then by location."""
    rows = session.execute(
        select(Membership.role, Membership.location_id)
        .where(Membership.person_id == person_id)
        .order_by(Membership.location_id.is_not(None), Membership.location_id)
    )
    return tuple(Place(Role(role), location) for role, location in rows)


def give_places(session: Session, person_id: int, places: Iterable[Place]) -> None:
    """Give a person exactly these roles.

    Raises:
        Refusal: `no_role` for none or for two at one place; `unknown_location`.
    """
    wanted = list(dict.fromkeys(places))
    if not 1 <= len(wanted) <= MOST_PLACES or len({place.location for place in wanted}) < len(wanted):
        raise Refusal(Code.NO_ROLE, "give at least one role, and one at each place")
    if any(place.role not in STAFF_ROLES for place in wanted):
        raise Refusal(Code.NO_ROLE, "that is no role of a person")
    for place in wanted:
        if place.location is not None and session.get(Location, place.location) is None:
            raise Refusal(Code.UNKNOWN_LOCATION, f"there is no location {place.location!r}")
    session.execute(delete(Membership).where(Membership.person_id == person_id))
    session.add_all(
        Membership(person_id=person_id, role=place.role, location_id=place.location) for place in wanted
    )
    session.flush()


def may_give(who: Principal, place: Place) -> bool:
    """Whether *who* may give and take this role there."""
    return any(_rules(own, place) for own in _own_places(who))


def _own_places(who: Principal) -> tuple[Place, ...]:
    return who.places if who.proof is Proof.SESSION else (Place(who.role, who.location),)


def _rules(own: Place, place: Place) -> bool:
    wide_enough = own.location is None or own.location == place.location
    if own.role is Role.ADMINISTRATOR:
        return wide_enough
    return own.role is Role.COORDINATOR and wide_enough and place.role in _GIVEN_BY_COORDINATORS


def weakens(before: Iterable[Place], after: Iterable[Place]) -> bool:
    """Whether somebody loses a role or place, or gains a stronger or the first one: they sign in anew."""
    had, has = set(before), set(after)
    if not had:
        return True
    return not had <= has or strongest(p.role for p in has) is not strongest(p.role for p in had)


def lock_people(session: Session) -> None:
    """Nobody else changes people until the end, so a rule about all of them still holds then."""
    session.execute(select(Person.id).order_by(Person.id).with_for_update()).all()


def refuse_last_administrator(session: Session) -> None:
    """After a change: somebody still administers the whole region; an invitation alone is nobody yet.

    Raises:
        Refusal: `last_administrator`.
    """
    session.flush()
    left = session.execute(
        select(func.count())
        .select_from(Membership)
        .join(Person, Person.id == Membership.person_id)
        .where(
            Membership.role == Role.ADMINISTRATOR,
            Membership.location_id.is_(None),
            Person.left_at.is_(None),
            Person.invite_hash.is_(None),
        )
    ).scalar_one()
    if left == 0:
        raise Refusal(Code.LAST_ADMINISTRATOR, "somebody has to administer the region: name another first")
