"""The public waiting times in words: what a visitor at home reads of a location. Knows no request."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from babel.dates import format_time

from models.hours import DoorState
from models.views.head import Head
from web.waiting import wait_text
from web.words import Words


@dataclass(frozen=True)
class Asked:
    """A question type: its picture and name, how long a newcomer waits, how many wait.

    `wait` is empty where nothing is known of the whole location: that is said once.
    """

    icon: str
    name: str
    wait: str
    count: str


@dataclass(frozen=True)
class Outlook:
    """How it stands at a location.

    Attributes:
        state: `open`, `full`, `last` or `closed`.
        door: one line about the door.
        big: what a visitor came to read: the wait, or why there is none.
        wait: whether `big` is a wait.
        lines: what follows from it.
        count: how many wait; empty when it is closed.
        questions: the same by question type, where there are several and it is open.
        updated: the time of day at which this was right.
    """

    state: str
    door: str
    big: str
    wait: bool
    lines: tuple[str, ...]
    count: str
    questions: tuple[Asked, ...]
    updated: str

    @property
    def is_open(self) -> bool:
        """Whether its door is open, though it may be full."""
        return self.state in {"open", "full"}


def outlook(head: Head, view: dict[str, Any], words: Words) -> Outlook:
    """What is told of a location.

    Args:
        head: the location at one moment.
        view: its `wait_view`.
        words: of the domain `visitor`.
    """
    state = "full" if view["full"] else str(head.door.state)
    told = state == "open"
    big, lines = _open(view, words) if told else _shut(head, state, words)
    if told and head.away_until:
        away = words.gettext("The guide is away for a moment, back at %(time)s. You can still take a number.")
        lines = (away % {"time": _time(head, head.away_until, words)}, *lines)
    return Outlook(
        state=state,
        door=_door(head, words),
        big=big,
        wait=told,
        lines=lines,
        count="" if head.door.state is DoorState.CLOSED else _count(view["waiting"], words),
        questions=_questions(head, view, words) if told else (),
        updated=_time(head, head.now, words),
    )


def _open(view: dict[str, Any], words: Words) -> tuple[str, tuple[str, ...]]:
    _, wait = words.gettext, view["wait"]
    if wait is None:
        told = _("You are welcome. We cannot say yet how long it takes.")
    elif wait["high"] > 0:
        told = _("This is how long you wait if you take a number now.")
    else:
        told = _("Take a number: somebody is free.")
    return wait_text(words, wait), (told,)


def _shut(head: Head, state: str, words: Words) -> tuple[str, tuple[str, ...]]:
    _, decision = words.gettext, head.door.decision
    if state == "full":
        return _("It is very busy now"), (
            _("We give no new numbers now. Please come back later, or ask a member of staff."),
        )
    if state == "last":
        told = _("Do you have a number already? Then we will still help you.")
        return _("No new numbers for now"), (told,)
    if decision is None:
        return _("We are closed now"), ()
    why = {
        "staff": _("There are not enough colleagues here today."),
        "technical": _("Something is broken. We are working on it."),
        "emergency": _("There is an emergency. Please do what our staff say."),
    }
    helping = _("Do you have a number already? Then we will still help you.")
    not_helping = _("We cannot help you now, even if you have a number.")
    reason = why.get(decision.reason or "", _("Something unexpected happened."))
    return _("We had to close"), (reason, helping if decision.helping else not_helping)


def _door(head: Head, words: Words) -> str:
    """`Open until 17:00`, `Open now`, `We open again tomorrow at 09:00`, `Closed`."""
    _, door = words.gettext, head.door
    if door.state is DoorState.OPEN:
        if door.closes_at is None:
            return _("Open now")
        return _("Open until %(time)s") % {"time": _time(head, door.closes_at, words)}
    if door.opens_at is None:
        return _("Closed")
    return f"{_('We open again')} {_day(head, door.opens_at, words)}"


def _day(head: Head, then: datetime, words: Words) -> str:
    """`today at 13:00`, `tomorrow at 09:00`, `Monday at 09:00`; with the date from a week on."""
    _, zone = words.gettext, head.setup.hours.zone
    local = then.astimezone(zone)
    days = (local.date() - head.now.astimezone(zone).date()).days
    values = {
        "time": _time(head, then, words),
        "weekday": words.locale.days["format"]["wide"][local.weekday()],
        "date": local.day,
        "month": words.locale.months["format"]["wide"][local.month],
    }
    if days == 0:
        return _("today at %(time)s") % values
    if days == 1:
        return _("tomorrow at %(time)s") % values
    return (
        _("%(weekday)s at %(time)s") if days <= 6 else _("%(weekday)s %(date)s %(month)s at %(time)s")
    ) % values


def _questions(head: Head, view: dict[str, Any], words: Words) -> tuple[Asked, ...]:
    found = view["question_types"]
    known = [view["wait"], *(item["wait"] for item in found.values())] != [None] * (len(found) + 1)
    told = tuple(
        Asked(
            item.icon,
            item.name[words.language],
            wait_text(words, found[item.id]["wait"]) if known else "",
            _count(found[item.id]["waiting"], words),
        )
        for item in head.setup.offered(head.now)
    )
    return told if len(told) > 1 else ()


def _count(waiting: int, words: Words) -> str:
    if waiting == 0:
        return words.gettext("Nobody is waiting")
    told = words.ngettext("%(num)s person waiting", "%(num)s people waiting", waiting)
    return told.replace("%(num)s", str(waiting))


def _time(head: Head, moment: datetime, words: Words) -> str:
    return format_time(moment.astimezone(head.setup.hours.zone), "HH:mm", locale=words.locale)
