"""The waiting room's board: the page and the facts that its scripts start from.

The calls themselves come by socket and by `GET /api/v1/locations/{l}/board`.
"""

from flask import Blueprint, Response, render_template

from display.board_texts import texts
from web.access import ANYONE, who_may
from web.devices import paired
from web.page import head_at, location_page
from web.pairing import pairing_page
from web.speech.clip import speech_facts
from web.words import spoken, words_for

KIND = "display"

blueprint = Blueprint("board", __name__, template_folder="templates", static_folder=None)


@blueprint.get("/display/<location>")
@who_may(ANYONE)
def board(location: str) -> Response | str:
    """The board, for a browser that is paired as a display there; elsewhere the page that pairs it.

    Raises:
        Refusal: `unknown_location`.
    """
    setup = head_at(location).setup
    words = words_for(spoken(setup.region.languages, setup.wording)[0], "visitor", setup.wording)
    here = paired(KIND, setup.id)
    if here is None:
        return pairing_page(KIND, setup, words)
    facts = location_page(setup, words, **here.facts)
    facts["speech"] = speech_facts(setup, [language["code"] for language in facts["languages"]])
    facts["texts"] = texts(
        words, (words_for(language["code"], "visitor", setup.wording) for language in facts["languages"])
    )
    return here.answer(render_template("display/board.html", page=facts, words=words))
