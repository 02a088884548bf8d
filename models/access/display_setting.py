"""How a waiting room display looks and sounds, as people set it up.

Stored as JSON with the device. Of what another version of Inloop stored, only what this one knows counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from models.refusal import Code, Refusal
from models.setup import Setup


class Layout(StrEnum):
    """What stands on the display."""

    AUTO = "auto"
    """The calls; upright or lying by the shape of the screen."""
    SPLIT = "split"
    """The calls beside pictures and notices."""
    SIGN = "sign"
    """One desk: its number, and whether it is free."""


class Spoken(StrEnum):
    """In which languages a call is said."""

    BOTH = "both"
    """In Dutch, and then in the visitor's language."""
    HOUSE = "house"
    """In Dutch only."""
    NONE = "none"
    """Not at all: the chime alone."""


FULL_VOLUME = 100
USUAL_VOLUME = 80


@dataclass(frozen=True)
class DisplaySetting:
    """A display as people set it up.

    Attributes:
        layout: what stands on it.
        desks: ids of the desks whose calls it shows and announces; none: all.
        volume: 0 to 100; 0 is silent.
        quiet_from: from when it is silent each day, local time as `22:00`; None: never.
        quiet_until: until when; a time before `quiet_from` is on the next day.
        spoken: in which languages a call is said.
    """

    layout: Layout = Layout.AUTO
    desks: tuple[str, ...] = ()
    volume: int = USUAL_VOLUME
    quiet_from: str | None = None
    quiet_until: str | None = None
    spoken: Spoken = Spoken.BOTH


AS_DELIVERED = DisplaySetting()


def stored(setting: DisplaySetting) -> dict[str, Any]:
    """The setting as JSON."""
    return {
        "layout": str(setting.layout),
        "desks": list(setting.desks),
        "volume": setting.volume,
        "quiet_from": setting.quiet_from,
        "quiet_until": setting.quiet_until,
        "spoken": str(setting.spoken),
    }


def as_stored(found: Mapping[str, Any] | None) -> dict[str, Any]:
    """What is stored, with as delivered whatever is not there."""
    return stored(AS_DELIVERED) | {key: value for key, value in (found or {}).items() if key in _KEYS}


def check_desks(setup: Setup, setting: DisplaySetting) -> None:
    """Look whether the location has the desks of a display.

    Raises:
        Refusal: `unknown_desk`.
    """
    unknown = [desk for desk in setting.desks if desk not in setup.desk_names]
    if unknown:
        raise Refusal(Code.UNKNOWN_DESK, f"there is no desk {unknown[0]!r} at {setup.id}")


_KEYS = frozenset(stored(AS_DELIVERED))
