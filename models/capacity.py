"""Whether one more visitor fits: by number, and by the time that is left. Pure."""

from datetime import datetime, timedelta

from models.hours import Door
from models.region_file import Location


def is_full(
    place: Location, door: Door, now: datetime, waiting: int, guides: int, wait: float | None = None
) -> bool:
    """Whether a newcomer must be told that it is full.

    Full is: as many wait as the location takes; or, where it says how long a visit takes, whoever comes now
    would be called after closing time. That wait is the work before the newcomer, shared by the guides who
    are there: `waiting × minutes_per_visit ÷ guides`, with one guide at least. Where the estimate knows the
    wait (docs/wait.md), that counts instead.

    Args:
        place: the location's configuration.
        door: the door now.
        now: the moment, UTC.
        waiting: how many visitors wait before the newcomer.
        guides: how many guides sit at a desk.
        wait: the newcomer's expected wait in seconds; None when it is not known.
    """
    if place.max_waiting is not None and waiting >= place.max_waiting:
        return True
    if place.minutes_per_visit is None or door.closes_at is None:
        return False
    seconds = by_the_figure(place.minutes_per_visit, waiting, guides) if wait is None else wait
    return now + timedelta(seconds=seconds) > door.closes_at


def by_the_figure(minutes_per_visit: float, ahead: int, guides: int) -> float:
    """The wait of a newcomer in seconds, as the location's own figure has it.

    Args:
        minutes_per_visit: that figure.
        ahead: how many visitors go before the newcomer.
        guides: how many guides sit at a desk.
    """
    return 60.0 * minutes_per_visit * ahead / max(guides, 1)


def asks_for_guides(place: Location) -> bool:
    """Whether the answer depends on how many guides there are."""
    return place.minutes_per_visit is not None
