"""The guides of a location: what they take, what they speak, where they sit."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.access.principal import Role
from models.line import Profiles, floor_of, profiles_of
from models.prepared import bare
from models.tables import Membership, Person
from models.views.head import Head

_CALL = (Role.GUIDE, Role.COORDINATOR, Role.ADMINISTRATOR)


def guide_profiles(session: Session, head: Head) -> list[dict[str, Any]]:
    """Everybody who may call visitors there, by name, and whoever sits there or has a profile."""
    connection, place = bare(session), head.setup.id
    profiles = profiles_of(connection, place)
    desks = {guide.name: guide.desk for guide in floor_of(connection, head.setup, head.now).guides}
    people = session.execute(
        select(Person.name)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.role.in_(_CALL),
            Membership.location_id.is_(None) | (Membership.location_id == place),
            Person.left_at.is_(None),
        )
    ).scalars()
    return [_item(name, profiles, desks) for name in sorted({*people, *desks, *profiles})]


def _item(name: str, profiles: Profiles, desks: dict[str, str]) -> dict[str, Any]:
    known = profiles.get(name)
    own = known[0].own if known else None
    return {
        "guide": name,
        "own": None if own is None else sorted(own),
        "also": sorted(known[0].also) if known else [],
        "languages": list(known[1]) if known else [],
        "desk": desks.get(name),
    }
