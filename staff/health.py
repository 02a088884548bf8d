"""The page that says whether everything works, and what to do about what does not. Changes nothing."""

from dataclasses import replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

from flask import Blueprint, render_template
from sqlalchemy.exc import SQLAlchemyError

from models.backup.nightly import keeps_words_of_the_day
from models.views.head import Head
from models.views.place import location_heads
from web.access import COORDINATORS, Access, who_may
from web.condition import Mood, Sentence, printers_sentence, screens_sentence
from web.language import staff_words
from web.machine import machine_sentences
from web.machine_words import backup_hour_sentence
from web.page import start_facts
from web.services import services
from web.words import Words

blueprint = Blueprint("staff_health", __name__, url_prefix="/staff", template_folder="templates")

_PAGE = Access(COORDINATORS.roles, here=True, page=True)
_WORST_FIRST = (Mood.BAD, Mood.QUIET, Mood.GOOD)


@blueprint.get("/health")
@who_may(_PAGE)
def page() -> str:
    """All parts, those that need somebody first."""
    words = staff_words()
    parts = sorted(_machine_and_floor(words), key=lambda part: _WORST_FIRST.index(part.mood))
    wrong = sum(part.mood is Mood.BAD for part in parts)
    return render_template("staff/health.html", words=words, parts=parts, summary=_summary(wrong, words))


def _summary(wrong: int, words: Words) -> str:
    if not wrong:
        return words.gettext("Everything that visitors need works.")
    return words.ngettext("%(num)s thing needs you now.", "%(num)s things need you now.", wrong) % {
        "num": wrong
    }


def _machine_and_floor(words: Words) -> list[Sentence]:
    machine, facts = machine_sentences(words), start_facts()
    if facts["database"] == "away":
        return machine
    heads = _heads()
    names = {head.setup.id: head.setup.location.name for head in heads}
    devices = [device | {"location": names.get(device["location"], "")} for device in facts["devices"]]
    screens = screens_sentence(devices, words)
    if not devices:
        screens = replace(screens, remedy=words.gettext("Pair one on the page of the screens."))
    return [*machine, *_hour(heads, words), printers_sentence(facts["printers"], names, words), screens]


def _heads() -> list[Head]:
    try:
        with services().database.read() as session:
            return location_heads(session, services().clock.now())
    except SQLAlchemyError:
        return []


def _hour(heads: list[Head], words: Words) -> list[Sentence]:
    """What is wrong with the hour of the nightly backup, where there is one."""
    settings = services().settings
    if settings.backup_dir is None:
        return []
    at = time.fromisoformat(settings.backup_time)
    begins = {head.setup.location.name: _begins(head) for head in heads}
    kept = {name: starts for name, starts in begins.items() if keeps_words_of_the_day(at, starts)}
    return [backup_hour_sentence(kept, words)] if kept else []


def _begins(head: Head) -> time:
    """When the day of a location begins, by the clock of this machine, which may be in another zone."""
    place = head.setup.location
    there = datetime.combine(head.now.date(), place.day_starts_at, ZoneInfo(place.timezone))
    return there.astimezone().time()
