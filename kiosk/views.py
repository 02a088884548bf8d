"""The page of the kiosk: facts and words. What happens on it happens in its script and in the API."""

from flask import Blueprint, Response, render_template, request

from kiosk.pictograms import pictograms
from kiosk.texts import texts
from models.setup import Setup
from web.access import ANYONE, who_may
from web.devices import paired
from web.kept import kept_page
from web.page import head_at, location_page
from web.pairing import pairing_page
from web.speech.clip import speech_facts
from web.words import Words, spoken, words_for

blueprint = Blueprint("kiosk", __name__, template_folder="templates", static_folder=None)

KIND = "kiosk"


@blueprint.get("/kiosk/<location>")
@who_may(ANYONE)
def page(location: str) -> str | Response:
    """Check-in at the touchscreen; `?lang=xx` starts at the question, in that language.

    A kiosk that has it already hears that nothing is new.

    Raises:
        Refusal: `unknown_location`.
    """
    setup = head_at(location).setup
    words, preset = _language(setup)
    here = paired(KIND, setup.id)
    if here is None:
        return pairing_page(KIND, setup, words)
    facts = location_page(setup, words, preset=preset, printers=bool(setup.printers), **here.facts)
    facts["texts"] = {
        language["code"]: texts(words_for(language["code"], "visitor", setup.wording))
        for language in facts["languages"]
    }
    facts["speech"] = speech_facts(setup, facts["texts"])
    drawn = pictograms()
    html = render_template("kiosk/kiosk.html", page=facts, words=words, _=words.gettext, pictograms=drawn)
    return here.answer(kept_page(html))


def _language(setup: Setup) -> tuple[Words, bool]:
    """The words of the house, and whether its visitors start in them; else they choose first."""
    languages = spoken(setup.region.languages, setup.wording)
    asked = request.args.get("lang", "")
    preset = asked in languages or len(languages) == 1
    return words_for(asked if asked in languages else languages[0], "visitor", setup.wording), preset
