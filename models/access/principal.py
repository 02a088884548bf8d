"""Who is acting, whatever way they proved it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class Role(StrEnum):
    """What somebody or something may do. The last three are devices."""

    GUIDE = "guide"
    HOST = "host"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"
    ANALYST = "analyst"
    KIOSK = "kiosk"
    DISPLAY = "display"
    DESK = "desk"


STAFF_ROLES = (Role.GUIDE, Role.HOST, Role.COORDINATOR, Role.ADMINISTRATOR, Role.ANALYST)
DEVICE_ROLES = (Role.KIOSK, Role.DISPLAY, Role.DESK)
CALLERS = frozenset({Role.GUIDE, Role.COORDINATOR, Role.ADMINISTRATOR})
"""Who sits at a desk and calls visitors."""
_BY_STRENGTH = (Role.ADMINISTRATOR, Role.COORDINATOR, Role.GUIDE, Role.HOST, Role.ANALYST)


def strongest(roles: Iterable[Role]) -> Role:
    """The one of several roles of staff that may do most."""
    return min(roles, key=_BY_STRENGTH.index)


@dataclass(frozen=True)
class Place:
    """A role of a person at one location; None is the whole region."""

    role: Role
    location: str | None

    def covers(self, location_id: str) -> bool:
        """Whether it counts at the location."""
        return self.location is None or self.location == location_id


class Proof(StrEnum):
    """How somebody proved who they are."""

    SESSION = "session"
    KEY = "key"
    DEVICE = "device"


@dataclass(frozen=True)
class Principal:
    """Somebody or something that may act.

    Attributes:
        proof: how they proved it.
        name: a person's or key's name; for a device `kind:number`.
        role: what they may do; of a person with several roles that of the place where they act, once it is
            known (`at`), until then the strongest.
        location: the one location where they may do it; None is everywhere, or several places.
        id: the row of the person, key or device.
        csrf: the session's CSRF token; empty for keys and devices.
        places: a person's roles; empty for keys and devices.
        session: the hash of the session's id, or of the device's token; empty for keys.
        quick: whether the session was begun by PIN at a shared desk.
    """

    proof: Proof
    name: str
    role: Role
    location: str | None
    id: int
    csrf: str = ""
    places: tuple[Place, ...] = ()
    session: str = ""
    quick: bool = False

    @property
    def guide(self) -> str | None:
        """The guide this principal acts as in commands on a ticket; None acts for every guide."""
        return None if self.role in {Role.COORDINATOR, Role.ADMINISTRATOR} else self.name

    @property
    def administers_all(self) -> bool:
        """Whether the whole region is theirs to administer, and not only some of its locations."""
        return Place(Role.ADMINISTRATOR, None) in (self.places or (Place(self.role, self.location),))

    def may_act_at(self, location_id: str) -> bool:
        """Whether the location is theirs."""
        if self.places:
            return any(place.covers(location_id) for place in self.places)
        return self.location is None or self.location == location_id

    def at(self, location_id: str) -> "Principal":
        """The same as they are at a location: with the role that they have there, if any."""
        there = [place.role for place in self.places if place.covers(location_id)]
        return replace(self, role=strongest(there)) if there else self

    def among(self, roles: frozenset[Role]) -> "Principal":
        """The same where no location is asked for: with the strongest of those roles that they have."""
        fitting = [place.role for place in self.places if place.role in roles]
        return replace(self, role=strongest(fitting)) if fitting else self
