"""What the board says, as WAV files: for anybody, but only calls of a number to a desk that is here."""

from flask import Blueprint, Response

from display.phrase import phrase_of
from web.access import ANYONE, who_may
from web.speech.clip import clip_response

blueprint = Blueprint("display_speech", __name__)


@blueprint.get("/display/<location>/speech/<language>/<path:name>.wav")
@who_may(ANYONE)
def clip(location: str, language: str, name: str) -> Response:
    """One phrase; 204 when nothing here can say it.

    Raises:
        Refusal: `unknown_location`.
    """
    return clip_response("display", location, language, name, phrase_of)
