"""The sentences of the audit log: who did what to what. Knows no request.

Something that has no sentence here yet is shown by its own short name.
"""

from collections.abc import Mapping

from config.languages import LANGUAGE_BY_CODE
from models.audit.chain import CLOCK, MACHINE, NOBODY, OK
from models.audit.reading import Line
from models.audit.what import What
from staff.texts.audit_people import backup_happenings, people_happenings
from web.words import Words

_OTHERS = (MACHINE, CLOCK, NOBODY, "oidc")
_DETAILS = ("version", "from", "to", "through", "operation")
"""Details that a sentence may name; a row of another version may lack one."""


def sentence(line: Line, words: Words) -> str:
    """What a row tells, as a sentence."""
    found = happenings(words).get(line.what)
    gaps = {"who": who_text(line.who, line.who_name, words), "subject": _subject(line, words)}
    if found is None:
        told = f"{gaps['who']}: {line.what} {line.subject}".rstrip()
    else:
        told = found % {**dict.fromkeys(_DETAILS, "…"), **line.detail, **gaps}
    return told if line.result == OK else words.gettext("Refused: %(what)s") % {"what": told}


def happenings(words: Words) -> Mapping[str, str]:
    """A sentence for everything that can happen."""
    _ = words.gettext
    return {
        **people_happenings(words),
        **backup_happenings(words),
        What.STARTED: _("Inloop %(version)s was started."),
        What.MIGRATED: _("The database was brought to schema %(to)s."),
        What.REGION_LOADED: _("%(who)s loaded a region file."),
        What.REGION_DUMPED: _("%(who)s wrote the region file out."),
        What.LAYOUT_CHANGED: _("%(who)s changed the ticket."),
        What.WORDING_CHANGED: _("%(who)s changed texts in %(subject)s."),
        What.LANGUAGE_OFFERED: _("%(who)s lets visitors choose %(subject)s."),
        What.LANGUAGE_WITHDRAWN: _("%(who)s took %(subject)s away from the languages."),
        What.ACCESS_REFUSED: _("%(who)s asked for what is not allowed: %(operation)s."),
        What.KEY_MADE: _("%(who)s made the key %(subject)s."),
        What.KEY_REVOKED: _("%(who)s revoked the key %(subject)s."),
        What.DEVICE_PAIRED: _("%(who)s paired the device %(subject)s."),
        What.DEVICE_CHANGED: _("%(who)s changed the device %(subject)s."),
        What.DEVICE_REVOKED: _("%(who)s took the device %(subject)s out of use."),
        What.DEVICE_RENEWAL_WANTED: _("%(who)s wants a new key for the device %(subject)s."),
        What.DEVICE_RENEWED: _("The device %(subject)s has a new key."),
        What.DEVICE_COPIED: _("An old key of the device %(subject)s was used: there is a copy of it."),
        What.PRINTER_SET: _("%(who)s set the printer %(subject)s."),
        What.PRINTER_REMOVED: _("%(who)s took the printer %(subject)s out of use."),
        What.FACTS_EXPORTED: _("%(who)s exported what happened, without names, from %(from)s to %(to)s."),
        What.AUDIT_EXPORTED: _("%(who)s exported this audit log."),
        What.AUDIT_ERASED: _("Rows of this audit log up to number %(through)s were erased for their age."),
        What.VISITOR_TOLD: _("%(who)s looked up what is held of visit %(subject)s."),
        What.VISITOR_ERASED: _("%(who)s erased what was held of visit %(subject)s."),
        What.DATA_ERASED: _("%(who)s looked for data that is too old, and erased it."),
    }


def short_names(words: Words) -> list[tuple[str, str]]:
    """Everything that can happen, for a list to choose from: the sentence without who and what."""
    gaps = dict.fromkeys((*_DETAILS, "who", "subject"), "…")
    known = happenings(words)
    return [(what, known[what] % gaps if what in known else str(what)) for what in What]


def who_text(who: str, name: str, words: Words) -> str:
    """Somebody by name; one without a name by number."""
    if name:
        return name
    if who in _OTHERS:
        return _others(words)[who]
    return _numbered(who, words)


def _others(words: Words) -> Mapping[str, str]:
    _ = words.gettext
    return {
        MACHINE: _("Somebody at the server"),
        CLOCK: _("Inloop itself"),
        NOBODY: _("Somebody who was not signed in"),
        "oidc": _("The organisation's sign-in service"),
    }


def _numbered(key: str, words: Words) -> str:
    _ = words.gettext
    kind, _colon, number = key.partition(":")
    named = {"person": _("Person %(num)s"), "key": _("Key %(num)s"), "device": _("Device %(num)s")}.get(kind)
    return key if named is None else named % {"num": number}


def _subject(line: Line, words: Words) -> str:
    if line.subject_name:
        return f"“{line.subject_name}”"
    kind, _colon, name = line.subject.partition(":")
    if kind == "language" and name in LANGUAGE_BY_CODE:
        return str(words.locale.languages.get(name, LANGUAGE_BY_CODE[name].english_name))
    return name or line.subject
