"""Who is acting, whatever way they proved it."""

from dataclasses import dataclass
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
        role: what they may do.
        location: the one location where they may do it; None is everywhere.
        id: the row of the person, key or device.
        csrf: the session's CSRF token; empty for keys and devices.
    """

    proof: Proof
    name: str
    role: Role
    location: str | None
    id: int
    csrf: str = ""

    @property
    def guide(self) -> str | None:
        """The guide this principal acts as in commands on a ticket; None acts for every guide."""
        return None if self.role in {Role.COORDINATOR, Role.ADMINISTRATOR} else self.name

    def may_act_at(self, location_id: str) -> bool:
        """Whether the location is theirs."""
        return self.location is None or self.location == location_id
