"""When a location is open, as people say it. Knows no request."""

from datetime import datetime

from babel.dates import format_date, format_time

from models.hours import DoorState
from models.views.head import Head
from web.words import Words


def opening(head: Head, words: Words) -> str:
    """One short sentence about the door: `open until 17:00`, `opens Monday at 09:00`.

    Args:
        head: the location now.
        words: of the domain `staff`.
    """
    zone, door = head.setup.hours.zone, head.door
    if door.state is DoorState.CLOSED:
        if door.opens_at is None:
            return words.gettext("closed")
        return _opens(head.now.astimezone(zone), door.opens_at.astimezone(zone), words)
    if door.state is DoorState.LAST:
        return words.gettext("gives no new numbers")
    if door.closes_at is None:
        return words.gettext("always open")
    return words.gettext("open until %(time)s") % {"time": _time(door.closes_at.astimezone(zone), words)}


def _opens(now: datetime, then: datetime, words: Words) -> str:
    """`opens at`, `opens tomorrow at`, `opens Monday at`; with the date when it is a week away or more."""
    days = (then.date() - now.date()).days
    if days == 0:
        return words.gettext("opens at %(time)s") % {"time": _time(then, words)}
    if days == 1:
        return words.gettext("opens tomorrow at %(time)s") % {"time": _time(then, words)}
    day = format_date(then, "EEEE" if days < 7 else "EEEE d MMMM", locale=words.locale)
    return words.gettext("opens %(day)s at %(time)s") % {"day": day, "time": _time(then, words)}


def _time(local: datetime, words: Words) -> str:
    return format_time(local, "HH:mm", locale=words.locale)
