"""How database, printer and screens are, in words, each with its remedy. Knows no request."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from models.views.shape import PrinterView
from printer.outcome import Reason
from printer.state import Condition
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
        facts: `database`, `printers`, `devices` as `web.page.start_facts` gives them.
        names: of the locations, by id.
        words: of the domain `staff`.
    """
    devices = [device | {"location": names.get(device["location"], "")} for device in facts["devices"]]
    return [
        database_sentence(facts["database"], words),
        printers_sentence(facts["printers"], names, words),
        screens_sentence(devices, words),
    ]


def database_sentence(database: str, words: Words) -> Sentence:
    """*database* is `sqlite`, `postgresql`, `read_only` or `away`."""
    _ = words.gettext
    name = _("Database")
    if database == "away":
        remedy = _("Check that it runs and that INLOOP_DATABASE_URL is right.")
        return Sentence(name, "database", Mood.BAD, _("does not answer"), remedy)
    if database == "read_only":
        remedy = _("Everybody can look, nobody can take a number. Ask whoever looks after the server.")
        return Sentence(name, "database", Mood.BAD, _("can be read but not written"), remedy)
    kind = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[database]
    return Sentence(name, "database", Mood.GOOD, _("works (%(kind)s)") % {"kind": kind})


def printers_sentence(
    printers: Sequence[tuple[str, PrinterView]], names: Mapping[str, str], words: Words
) -> Sentence:
    """The printer that needs somebody most; with its name and place where not all are alike.

    Args:
        printers: each with the id of its location, as `models.views.printer.all_printers` gives them.
        names: of the locations, by id.
        words: of the domain `staff`.
    """
    told = [(view, names.get(place, ""), printer_sentence(view, words)) for place, view in printers]
    if not told:
        remedy = words.gettext("Add one on the page of the printers.")
        return Sentence(
            words.gettext("Ticket printer"), "printer-off", Mood.QUIET, words.gettext("none"), remedy
        )
    view, place, worst = max(told, key=lambda item: list(Mood).index(item[2].mood))
    if len({sentence.text for _, _, sentence in told}) == 1:
        return worst
    return replace(worst, name=f"{view['name']} ({place})")


def printer_sentence(view: PrinterView, words: Words) -> Sentence:
    """Whether a ticket would come out now, and else what somebody can do."""
    _ = words.gettext
    name = _("Ticket printer")
    if view["state"] == Condition.OK and view.get("low"):
        remedy = _("Put a new roll ready.")
        return Sentence(name, "printer", Mood.QUIET, _("prints, but the paper is nearly used up"), remedy)
    if view["state"] == Condition.OK:
        return Sentence(name, "printer", Mood.GOOD, _("ready to print"))
    why = view.get("why")
    if why in {None, Reason.NOT_ASKED_YET}:
        return Sentence(name, "printer", Mood.QUIET, _("is being looked for"))
    text, remedy = printer_troubles(words).get(Reason(why), _printer_trouble(words))
    mood = Mood.BAD if view["state"] == Condition.AWAY else Mood.QUIET
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


def printer_troubles(words: Words) -> dict[Reason, tuple[str, str]]:
    """For each reason not to print, what is wrong and what to do; here for every page that says so."""
    return {**_of_the_printer(words), **_of_the_way_there(words), **_in_doubt(words)}


def _of_the_printer(words: Words) -> dict[Reason, tuple[str, str]]:
    """What the printer says of itself."""
    _ = words.gettext
    stuck = _("Switch it off and on; look for stuck paper.")
    return {
        Reason.PAPER_OUT: (_("paper is used up"), _("Put in a new roll.")),
        Reason.COVER_OPEN: (_("its cover is open"), _("Close the cover.")),
        Reason.OFFLINE: (_("is paused"), _("Press the feed button or switch it off and on.")),
        Reason.DEVICE_ERROR: (_("reports a fault"), stuck),
        Reason.CUTTER: (
            _("the knife is stuck"),
            _("Switch it off, take out paper that is stuck, and switch it on."),
        ),
        Reason.HEAD_HOT: (_("is too hot"), _("Wait a minute: it goes on by itself.")),
        Reason.UNRECOVERABLE: (
            _("is broken"),
            _("Switch it off and on. If that does not help, have it repaired and use another one."),
        ),
        Reason.NOT_TAKING: (_("takes nothing in"), stuck),
        Reason.NOT_DRAWN: (
            _("could not make the last paper"),
            _("Tell your administrator: the printer itself may be fine."),
        ),
    }


def _of_the_way_there(words: Words) -> dict[Reason, tuple[str, str]]:
    """Why it is not reached, or not to be used."""
    _ = words.gettext
    return {
        Reason.NOT_FOUND: (_("is not connected"), _("Check its cable and its power.")),
        Reason.UNREACHABLE: (
            _("cannot be reached over the network"),
            _("Check its power and its network cable."),
        ),
        Reason.REFUSED: (
            _("refuses the connection"),
            _("Switch it off and on. If that does not help, check its address."),
        ),
        Reason.CLOSED: (_("hung up"), _("Wait a minute. If it stays like this, switch it off and on.")),
        Reason.BUSY: (
            _("is in use by another program"),
            _("Wait a minute. If it stays like this, close that program."),
        ),
        Reason.NO_PERMISSION: (_("may not be used"), _("Give Inloop's account access to the printer.")),
        Reason.NO_DRIVER: (
            _("cannot be driven from this server"),
            _("Tell your administrator: libusb is missing on the server."),
        ),
        Reason.FOLDER_NOT_WRITABLE: (
            _("cannot write its pictures"),
            _("Make the data folder writable, or choose another with INLOOP_DATA_DIR."),
        ),
    }


def _in_doubt(words: Words) -> dict[Reason, tuple[str, str]]:
    """It may be printing all the same."""
    _ = words.gettext
    look = _("Look whether the last ticket came out.")
    return {
        Reason.NO_ANSWER: (_("gives no answer, but may print"), look),
        Reason.WRONG_ANSWER: (_("answers unclearly, but may print"), look),
        Reason.UNCONFIRMED: (_("may not have printed the last ticket"), look),
    }
