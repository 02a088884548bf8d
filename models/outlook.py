"""What was told last of the waits at each location, for those who must not work it out themselves.

A command holds the location's row while it runs: it takes what a screen was told within the last minute.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from models.views.shape import WaitRange

_FRESH = timedelta(seconds=60)


@dataclass(frozen=True)
class Waits:
    """The waits of a location at one moment; what is not there is not known.

    Attributes:
        tickets: by id, for those in line.
        coming: by question type, for somebody who comes now.
        anybody: for somebody who comes now, whatever they ask; without priority, where that can be.
        medians: by question type, seconds after which half of those who come now would be called.
    """

    tickets: Mapping[int, WaitRange] = field(default_factory=dict)
    coming: Mapping[str, WaitRange] = field(default_factory=dict)
    anybody: WaitRange | None = None
    medians: Mapping[str, float] = field(default_factory=dict)


UNKNOWN = Waits()


def shown(waits: Waits) -> tuple[object, ...]:
    """What of the waits stands on a screen."""
    return waits.tickets, waits.coming, waits.anybody


Version = tuple[str, int, date, int]
"""Epoch, revision, business day and a quarter of a minute."""

_told: dict[str, tuple[Version, datetime, Waits]] = {}


def tell(location_id: str, version: Version, now: datetime, waits: Waits) -> None:
    """Remember what is told of a location at the moment *now*."""
    _told[location_id] = version, now, waits


def told_at(location_id: str, version: Version) -> Waits | None:
    """What was told for exactly that version, or None."""
    told = _told.get(location_id)
    return told[2] if told is not None and told[0] == version else None


def told_lately(location_id: str, epoch: str, day: date, now: datetime) -> Waits:
    """What was told within the last minute of that business day; nothing known otherwise."""
    told = _told.get(location_id)
    if told is None or (told[0][0], told[0][2]) != (epoch, day):
        return UNKNOWN
    return told[2] if timedelta(0) <= now - told[1] <= _FRESH else UNKNOWN


def forget() -> None:
    """Forget all of it: everything is worked out anew."""
    _told.clear()
