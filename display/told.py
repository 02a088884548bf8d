"""What a phone says about its ticket, for browsers that run no scripts.

The same rule as in static/display/ticket.js: one table of cases holds for both (tests/phone_cases.json).
Knows no request.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_time

from display.phone_texts import Texts
from web.words import Words

_ISOLATED = "\u2066{}\u2069"
"""A code inside a sentence, so that right-to-left text around it does not turn it over."""


@dataclass(frozen=True)
class Told:
    """The sentences of the page: `big` is the loudest, `word` above it, `help` and `note` below."""

    word: str
    big: str
    help: str = ""
    note: str = ""


@dataclass(frozen=True)
class Means:
    """What it is told with.

    Attributes:
        words: the visitor's language, for its quantity forms.
        texts: of display/phone_texts.py.
        zone: the location's.
        desks: names of the desks by id.
        now: the moment, UTC.
    """

    words: Words
    texts: Texts
    zone: ZoneInfo
    desks: Mapping[str, str]
    now: datetime

    def text(self, name: str, **values: str) -> str:
        """The sentence of that name, filled; empty when there is none."""
        sentence = str(self.texts.get(name, ""))
        for gap, value in values.items():
            sentence = sentence.replace(f"%({gap})s", value)
        return sentence

    def count(self, name: str, number: int) -> str:
        """The quantity form of that name for *number*."""
        forms = self.texts[name]
        if isinstance(forms, str):
            return forms
        form = forms.get(self.words.locale.plural_form(number), forms["other"])
        return form.replace("%(num)s", str(number))

    def clock(self, instant: str) -> str:
        """Time of day at the location."""
        local = datetime.fromisoformat(instant).astimezone(self.zone)
        return format_time(local, "HH:mm", locale=self.words.locale)


def tell(ticket: Mapping[str, Any], means: Means) -> Told:
    """The sentences for a ticket as its visitor may see it."""
    state = ticket["state"]
    if state == "waiting":
        return _waiting(ticket, means)
    if state == "called":
        fetch = means.text("fetch_called") if ticket.get("fetch") else ""
        return Told(means.text("come_now"), ticket["desk_name"] or "", fetch)
    if "merged_into" in ticket:
        label = _ISOLATED.format(ticket["merged_into"])
        return Told("", means.text("merged", label=label), means.text("merged_help", label=label))
    return Told("", means.text(state), _ended(ticket, means))


def is_wait_told(ticket: Mapping[str, Any]) -> bool:
    """Whether somebody who waits here is told how long it may take."""
    postponed = "later_until" in ticket
    return (
        ticket["state"] == "waiting"
        and bool(ticket["ahead"])
        and not postponed
        and not _is_turned_away(ticket)
    )


def _is_turned_away(ticket: Mapping[str, Any]) -> bool:
    closing = ticket["closing"]
    return closing is not None and not closing["helping"]


def _waiting(ticket: Mapping[str, Any], means: Means) -> Told:
    if _is_turned_away(ticket):
        return Told("", means.text("not_helping"), means.text("not_helping_help"))
    word, note = means.text("waiting"), _note(ticket, means)
    if "later_until" in ticket:
        until = means.clock(ticket["later_until"])
        return Told(word, means.text("later", time=until), means.text("later_help"), note)
    label = _ISOLATED.format(ticket["label"])
    if not ticket["ahead"]:
        return Told(word, means.text("next"), means.text("next_help", label=label), note)
    return Told(word, means.count("ahead", ticket["ahead"]), means.text("waiting_help", label=label), note)


def _note(ticket: Mapping[str, Any], means: Means) -> str:
    """What is out of the ordinary for somebody who waits."""
    away = ticket["away_until"]
    if ticket["closing"] is not None:
        return means.text("helping")
    if ticket.get("fetch"):
        return means.text("fetch_waiting")
    if away is not None and datetime.fromisoformat(away) > means.now:
        return means.text("guide_away", time=means.clock(away))
    desk = means.desks.get(ticket.get("for_desk", ""))
    return means.text("for_desk", desk=desk) if desk else ""


def _ended(ticket: Mapping[str, Any], means: Means) -> str:
    """What somebody can do whose visit pauses or is over; nobody is sent to a door that is closed."""
    state = ticket["state"]
    if not ticket["open"] and state == "no_show":
        return means.text("no_show_closed")
    if not ticket["open"] and state in {"done", "left"}:
        return means.text("closed_help")
    return means.text(f"{state}_help")
