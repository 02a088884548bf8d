"""The page that says whether everything works, and what to do about what does not. Changes nothing."""

from dataclasses import replace

from flask import Blueprint, render_template
from sqlalchemy.exc import SQLAlchemyError

from models.views.place import location_heads
from web.access import COORDINATORS, Access, who_may
from web.condition import Mood, Sentence, printers_sentence, screens_sentence
from web.language import staff_words
from web.machine import machine_sentences
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
    names = _names()
    devices = [device | {"location": names.get(device["location"], "")} for device in facts["devices"]]
    screens = screens_sentence(devices, words)
    if not devices:
        screens = replace(screens, remedy=words.gettext("Pair one on the page of the screens."))
    return [*machine, printers_sentence(facts["printers"], names, words), screens]


def _names() -> dict[str, str]:
    try:
        with services().database.read() as session:
            heads = location_heads(session, services().clock.now())
    except SQLAlchemyError:
        return {}
    return {head.setup.id: head.setup.location.name for head in heads}
