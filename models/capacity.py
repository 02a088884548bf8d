"""Whether one more visitor fits: by number, and by the time that is left. Pure."""

from datetime import datetime, timedelta

from models.hours import Door
from models.region_file import Location


def is_full(place: Location, door: Door, now: datetime, waiting: int, guides: int) -> bool:
    """Whether a newcomer must be told that it is full.

    Full is: as many wait as the location takes; or, where it says how long a visit takes, whoever comes now
    would be called after closing time. That wait is the work before the newcomer, shared by the guides who
    are there: `waiting × minutes_per_visit ÷ guides`, with one guide at least.

    Args:
        place: the location's configuration.
        door: the door now.
        now: the moment, UTC.
        waiting: how many visitors wait before the newcomer.
        guides: how many guides sit at a desk.
    """
    if place.max_waiting is not None and waiting >= place.max_waiting:
        return True
    if place.minutes_per_visit is None or door.closes_at is None:
        return False
    expected = timedelta(minutes=place.minutes_per_visit) * waiting / max(guides, 1)
    return now + expected > door.closes_at


def asks_for_guides(place: Location) -> bool:
    """Whether the answer depends on how many guides there are."""
    return place.minutes_per_visit is not None
