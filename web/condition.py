"""How database, printer and screens are, in words, each with its remedy. Knows no request."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from printer.outcome import Reason
from printer.state import Condition, PrinterState
from web.words import Words


class Mood(StrEnum):
    """Whether somebody has to do something."""

    GOOD = "good"
    QUIET = "quiet"
    BAD = "bad"


@dataclass(frozen=True)
class Sentence:
    """One part of the machine: its name, how it is, and what to do about it (empty: nothing)."""

    name: str
    icon: str
    mood: Mood
    text: str
    remedy: str = ""


def conditions(facts: Mapping[str, Any], names: Mapping[str, str], words: Words) -> list[Sentence]:
    """Database, printer and screens, in that order.

    Args:
        facts: `database`, `printer`, `devices` as `web.page.start_facts` gives them.
        names: of the locations, by id.
        words: of the domain `staff`.
    """
    devices = [device | {"location": names.get(device["location"], "")} for device in facts["devices"]]
    return [
        database_sentence(facts["database"], words),
        printer_sentence(facts["printer"], words),
        screens_sentence(devices, words),
    ]


def database_sentence(database: str, words: Words) -> Sentence:
    """*database* is `sqlite`, `postgresql` or `away`."""
    _ = words.gettext
    name = _("Database")
    if database == "away":
        remedy = _("Check that it runs and that INLOOP_DATABASE_URL is right.")
        return Sentence(name, "database", Mood.BAD, _("does not answer"), remedy)
    kind = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[database]
    return Sentence(name, "database", Mood.GOOD, _("works (%(kind)s)") % {"kind": kind})


def printer_sentence(state: PrinterState, words: Words) -> Sentence:
    """Whether a ticket would come out now, and else what somebody can do."""
    _ = words.gettext
    name = _("Ticket printer")
    if state.condition is Condition.OK and state.paper_low:
        remedy = _("Put a new roll ready.")
        return Sentence(name, "printer", Mood.QUIET, _("prints, but the paper is nearly used up"), remedy)
    if state.condition is Condition.OK or state.reason is None:
        return Sentence(name, "printer", Mood.GOOD, _("ready to print"))
    if state.reason is Reason.NOT_ASKED_YET:
        return Sentence(name, "printer", Mood.QUIET, _("is being looked for"))
    text, remedy = _printer_troubles(words).get(state.reason, _printer_trouble(words))
    mood = Mood.BAD if state.condition is Condition.AWAY else Mood.QUIET
    return Sentence(name, "printer-off", mood, text, remedy)


def screens_sentence(devices: Sequence[Mapping[str, Any]], words: Words) -> Sentence:
    """How many of the paired screens are there; a console is no paired screen."""
    _ = words.gettext
    name = _("Screens")
    lost = [f"{device['name']} ({device['location']})" for device in devices if not device["online"]]
    if not devices:
        return Sentence(
            name, "device-tv", Mood.QUIET, _("none paired yet"), _("Open one of the screens above.")
        )
    if lost:
        there = {"num": len(devices) - len(lost), "all": len(devices)}
        remedy = _("Check power and network of: %(names)s.") % {"names": ", ".join(sorted(set(lost)))}
        return Sentence(name, "device-tv", Mood.QUIET, _("%(num)s of %(all)s on") % there, remedy)
    told = words.ngettext("%(num)s screen on", "%(num)s screens on", len(devices)) % {"num": len(devices)}
    return Sentence(name, "device-tv", Mood.GOOD, told)


def _printer_trouble(words: Words) -> tuple[str, str]:
    _ = words.gettext
    return _("cannot be reached"), _("Check its cable, its power and the address in INLOOP_PRINTER.")


def _printer_troubles(words: Words) -> dict[Reason, tuple[str, str]]:
    _ = words.gettext
    look = _("Look whether the last ticket came out.")
    return {
        Reason.PAPER_OUT: (_("paper is used up"), _("Put in a new roll.")),
        Reason.COVER_OPEN: (_("its cover is open"), _("Close the cover.")),
        Reason.OFFLINE: (_("is paused"), _("Press the feed button or switch it off and on.")),
        Reason.DEVICE_ERROR: (_("reports a fault"), _("Switch it off and on; look for stuck paper.")),
        Reason.NOT_FOUND: (_("is not connected"), _("Check its cable and its power.")),
        Reason.NO_PERMISSION: (_("may not be used"), _("Give Inloop's account access to the printer.")),
        Reason.FOLDER_NOT_WRITABLE: (
            _("cannot write its pictures"),
            _("Make the data folder writable, or choose another with INLOOP_DATA_DIR."),
        ),
        Reason.NO_ANSWER: (_("gives no answer, but may print"), look),
        Reason.WRONG_ANSWER: (
            _("answers unclearly, but may print"),
            _("Look whether the last ticket came out."),
        ),
        Reason.UNCONFIRMED: (
            _("may not have printed the last ticket"),
            _("Look whether the last ticket came out."),
        ),
    }
