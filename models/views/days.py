"""The coming business days with their opening hours, for a kiosk that may have to do without the server."""

from datetime import datetime
from typing import TypedDict

from models.hours import DoorState, OpeningHours
from models.views.shape import instant

COMING = 4
"""Today and three more, as many as a kiosk holds numbers for."""


class DayView(TypedDict):
    """A business day: from when to when, and the spans `[from, to]` in which numbers are given."""

    day: str
    begins_at: str
    ends_at: str
    spans: list[list[str]]


def coming_days(hours: OpeningHours, now: datetime) -> list[DayView]:
    """The business day of *now* (UTC) and those after it.

    In a span numbers are given by the hours alone, so it ends at the last check-in. What somebody decides
    otherwise about a day is in the kiosk's view of that day.
    """
    begins, days = hours.day_begins(now), []
    for _ in range(COMING):
        ends = hours.day_ends(begins)
        day = hours.business_day(begins).isoformat()
        spans = [[instant(start), instant(end)] for start, end in _spans(hours, begins, ends)]
        days.append(DayView(day=day, begins_at=instant(begins), ends_at=instant(ends), spans=spans))
        begins = ends
    return days


def _spans(hours: OpeningHours, begins: datetime, ends: datetime) -> list[tuple[datetime, datetime]]:
    """When numbers are given between two moments."""
    spans, moment = [], begins
    while moment < ends:
        door = hours.door(moment)
        if door.state is DoorState.OPEN:
            until = ends if door.closes_at is None else min(ends, door.closes_at - hours.last_check_in)
            spans.append((moment, until))
            moment = until
        elif door.opens_at is None:
            break
        else:
            moment = door.opens_at
    return spans
