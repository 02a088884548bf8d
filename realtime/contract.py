"""The contract with the screens: names of namespaces and events, and what travels in them.

Public (docs/events.md). Commands never travel by socket.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from typing_extensions import TypedDict


class Space(StrEnum):
    """Namespaces, one per audience."""

    DISPLAY = "/display"
    KIOSK = "/kiosk"
    STAFF = "/staff"
    TICKET = "/ticket"


class Event(StrEnum):
    """Events from the server, and the one a screen sends."""

    STATE = "state"
    HEARTBEAT = "hb"
    SHOWN = "shown"


class Heartbeat(TypedDict):
    """Where the location's log is. A screen that is behind fetches the state."""

    epoch: str
    rev: int
    now: str


class State(Heartbeat):
    """A whole view; the screen replaces all it has."""

    view: Mapping[str, Any]


LOCATION_SPACES = (Space.DISPLAY, Space.KIOSK, Space.STAFF)


def location_room(location_id: str) -> str:
    """The room, within a namespace, of the screens of a location."""
    return f"location:{location_id}"


def ticket_room(ticket_id: int) -> str:
    """The room of the phones that follow one ticket."""
    return f"ticket:{ticket_id}"
