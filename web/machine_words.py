"""How the machine itself is, in words, each with what to do: disk, clock, backups, errors.

Knows no request.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from babel.numbers import format_decimal

from models.backup.state import BackupState
from web.condition import Mood, Sentence
from web.words import Words

LATE = timedelta(hours=36)
"""A nightly backup that is older than this was missed."""
JUMPED = timedelta(seconds=30)
_SOON, _NOW = 21, 5
"""Days left of a certificate from which somebody should look, and must."""
_SAFE_SQLITE = (3, 51, 3)
_GIGABYTE = 1e9


@dataclass(frozen=True)
class Disk:
    """A folder and the room that is left there; None when it cannot be looked at."""

    folder: str
    free: int | None
    total: int = 0


def disk_sentence(disk: Disk, spare: int, words: Words) -> Sentence:
    """Whether there is room.

    Args:
        disk: where the data is.
        spare: bytes below which commands may fail.
        words: of the domain `staff`.
    """
    _ = words.gettext
    name = _("Disk")
    if disk.free is None:
        remedy = _("Look whether the disk is connected: %(folder)s.") % {"folder": disk.folder}
        return Sentence(name, "server", Mood.BAD, _("the data folder cannot be reached"), remedy)
    told = {
        "free": format_decimal(round(disk.free / _GIGABYTE, 1), locale=words.locale),
        "all": format_decimal(round(disk.total / _GIGABYTE), locale=words.locale),
    }
    text = _("%(free)s GB free of %(all)s GB") % told
    remedy = _("Make room on the disk of %(folder)s.") % {"folder": disk.folder}
    if disk.free < spare:
        return Sentence(name, "server", Mood.BAD, _("nearly full: %(free)s GB free") % told, remedy)
    if disk.free < 20 * spare:
        return Sentence(name, "server", Mood.QUIET, text, remedy)
    return Sentence(name, "server", Mood.GOOD, text)


def engine_sentence(kind: str, version: str, words: Words) -> Sentence:
    """Which database it is; *kind* is `SQLite` or `PostgreSQL`, *version* as it tells itself."""
    _ = words.gettext
    text = _("works (%(kind)s)") % {"kind": f"{kind} {version}"}
    numbers = tuple(int(part) for part in version.split(".") if part.isdecimal())
    one = kind == "SQLite" and numbers < _SAFE_SQLITE
    remedy = _("This version is safe with one server only: never start a second one on the same data.")
    return Sentence(_("Database"), "database", Mood.GOOD, text, remedy if one else "")


def backup_sentence(state: BackupState, wanted: bool, now: datetime, when: str, words: Words) -> Sentence:
    """The newest backup, and whether a restore of it was tried.

    Args:
        state: what is known.
        wanted: whether the settings ask for one each night.
        now: the moment.
        when: the newest one's moment as people say it; empty for none.
        words: of the domain `staff`.
    """
    _ = words.gettext
    name = _("Backup")
    told = _("last one %(when)s, restored on trial") % {"when": when} if when else _("none yet")
    if state.waiting_since is not None:
        remedy = _("Put the stick in: the backup is then made within a minute.")
        return Sentence(name, "copy", Mood.BAD, _("the folder for backups is not there; %s") % told, remedy)
    if state.failing:
        return Sentence(name, "copy", Mood.BAD, _("the last one failed; %s") % told, str(state.failed))
    if not wanted:
        remedy = _(
            "Ask your administrator for a folder (INLOOP_BACKUP_DIR): then the server makes one each night."
        )
        return Sentence(name, "copy", Mood.QUIET, _("none is made each night; %s") % told, remedy)
    made = state.made_moment
    if made is None or now - made > LATE:
        remedy = _("Leave the server on at night, or make one now: run.py backup.")
        return Sentence(name, "copy", Mood.QUIET, told, remedy)
    if state.findings:
        remedy = _("Ask your administrator to run: run.py check.")
        return Sentence(name, "copy", Mood.BAD, _("made, but something in the data is wrong"), remedy)
    return Sentence(name, "copy", Mood.GOOD, told)


def backup_hour_sentence(locations: Mapping[str, time], words: Words) -> Sentence:
    """That words of staff are kept in the backups of each night, and which hour keeps none.

    Args:
        locations: by name, when the day begins by the clock of the machine; at least one.
        words: of the domain `staff`.
    """
    _ = words.gettext
    latest = max(locations.values())
    better = (datetime.combine(date.min, latest) + timedelta(minutes=30)).strftime("%H:%M")
    text = _("notes on visitors stay in it: the day was not over yet at %s") % ", ".join(locations)
    remedy = _("Ask your administrator for another hour: INLOOP_BACKUP_TIME=%s.") % better
    return Sentence(_("Hour of the backup"), "copy", Mood.QUIET, text, remedy)


def clock_sentence(moved: timedelta, words: Words) -> Sentence:
    """Whether the clock of the machine was moved since the server started."""
    _ = words.gettext
    name = _("Clock")
    if abs(moved) < JUMPED:
        return Sentence(name, "clock", Mood.GOOD, _("runs evenly"))
    minutes = max(1, round(abs(moved).total_seconds() / 60))
    text = (
        words.ngettext("was set ahead by %(num)s minute", "was set ahead by %(num)s minutes", minutes)
        if moved > timedelta(0)
        else words.ngettext("was set back by %(num)s minute", "was set back by %(num)s minutes", minutes)
    )
    remedy = _("Look whether it is right now. Let the machine set it by itself over the network.")
    return Sentence(name, "clock", Mood.QUIET, text % {"num": minutes}, remedy)


def error_sentence(error: tuple[str, str] | None, words: Words) -> Sentence:
    """The last error since the start: its moment and its line in the log."""
    _ = words.gettext
    name = _("Errors")
    if error is None:
        return Sentence(name, "alert-triangle", Mood.GOOD, _("none since the server started"))
    remedy = _("If it comes back, send this line to your administrator: %(line)s") % {"line": error[1]}
    text = _("last one %(when)s") % {"when": error[0]}
    return Sentence(name, "alert-triangle", Mood.QUIET, text, remedy)


def certificate_sentence(days: int | None, words: Words) -> Sentence:
    """How long the certificate counts; None when it cannot be read."""
    _ = words.gettext
    name = _("Certificate")
    renew = _("Have it renewed: without it phones and screens warn of the address.")
    if days is None:
        return Sentence(name, "lock", Mood.BAD, _("cannot be read"), renew)
    if days < 0:
        return Sentence(name, "lock", Mood.BAD, _("has run out"), renew)
    text = words.ngettext("%(num)s day left", "%(num)s days left", days) % {"num": days}
    mood = Mood.BAD if days < _NOW else Mood.QUIET if days < _SOON else Mood.GOOD
    return Sentence(name, "lock", mood, text, "" if mood is Mood.GOOD else renew)


def speech_sentence(languages: int, mute: Sequence[str], words: Words) -> Sentence:
    """In how many languages is read aloud, and in which not."""
    _ = words.gettext
    name = _("Reading aloud")
    if mute:
        remedy = _("Visitors hear the chime and read the text. docs/speech.md says how to add a voice.")
        text = _("no voice for %(languages)s") % {"languages": ", ".join(mute)}
        return Sentence(name, "volume-off", Mood.QUIET, text, remedy)
    text = words.ngettext("in %(num)s language", "in %(num)s languages", languages) % {"num": languages}
    return Sentence(name, "volume", Mood.GOOD, text)


def version_sentence(schema: str, python: str, words: Words) -> Sentence:
    """What runs here."""
    text = f"schema {schema} · Python {python}"
    return Sentence(words.gettext("Version"), "info-circle", Mood.GOOD, text)
