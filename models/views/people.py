"""People as whoever looks after them sees them, and as each sees themselves. No secret, no hash."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session
from typing_extensions import TypedDict

from models.access.membership import may_give, places_of
from models.access.principal import Place, Principal
from models.access.second_factor import has_factor, recovery_codes_left
from models.access.session import sessions_of
from models.access.staffing import LEFT_NAME
from models.tables import Person
from models.views.shape import instant, instant_or_none


class PlaceView(TypedDict):
    """A role, and where; without a location in the whole region."""

    role: str
    location: str | None


class PersonView(TypedDict):
    """A person in the list."""

    id: int
    name: str
    places: list[PlaceView]
    rev: int
    seen_at: str | None
    second_factor: bool
    pin: bool
    invited_until: str | None
    left_at: str | None
    may_change: bool


class SessionView(TypedDict):
    """One of somebody's sessions; `quick` was begun by PIN."""

    id: str
    browser: str
    begun_at: str
    seen_at: str
    quick: bool
    this: bool


class AccountView(TypedDict):
    """Somebody's own account."""

    name: str
    places: list[PlaceView]
    second_factor: bool
    recovery_codes: int
    pin: bool
    quick: bool
    sessions: list[SessionView]


def people_for(session: Session, who: Principal) -> list[PersonView]:
    """Everybody with a role where *who* has one, by name; those who left, while their name is kept, last."""
    found = session.execute(
        select(Person)
        .where(Person.name.not_like(f"{LEFT_NAME}%"))
        .order_by(Person.left_at.is_not(None), Person.name)
    ).scalars()
    views = []
    for person in found:
        places = places_of(session, person.id)
        if _sees(who, places):
            views.append(person_view(session, who, person, places))
    return views


def person_view(session: Session, who: Principal, person: Person, places: Iterable[Place]) -> PersonView:
    """One person; `may_change` says whether every role of theirs is for *who* to give."""
    held = list(places)
    return {
        "id": person.id,
        "name": person.name,
        "places": places_view(held),
        "rev": person.rev,
        "seen_at": instant_or_none(person.seen_at),
        "second_factor": has_factor(session, person.id),
        "pin": person.pin_hash is not None,
        "invited_until": instant_or_none(person.invited_until),
        "left_at": instant_or_none(person.left_at),
        "may_change": all(may_give(who, place) for place in held),
    }


def places_view(places: Iterable[Place]) -> list[PlaceView]:
    """Roles and where."""
    return [{"role": place.role, "location": place.location} for place in places]


def account_of(session: Session, who: Principal, now: datetime) -> AccountView:
    """The account of whoever asks."""
    person = session.get_one(Person, who.id)
    return {
        "name": person.name,
        "places": places_view(who.places),
        "second_factor": has_factor(session, who.id),
        "recovery_codes": recovery_codes_left(session, who.id),
        "pin": person.pin_hash is not None,
        "quick": who.quick,
        "sessions": [
            {
                "id": one.id,
                "browser": one.browser,
                "begun_at": instant(one.begun_at),
                "seen_at": instant(one.seen_at),
                "quick": one.quick,
                "this": who.session.startswith(one.id),
            }
            for one in sessions_of(session, who.id, now)
        ],
    }


def _sees(who: Principal, places: Iterable[Place]) -> bool:
    own = who.places or (Place(who.role, who.location),)
    return any(
        mine.location is None or place.location is None or mine.location == place.location
        for mine in own
        if mine.role in {"coordinator", "administrator"}
        for place in places
    )
