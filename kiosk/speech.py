"""What the kiosk says, as WAV files: for anybody, but only what the kiosk itself would say."""

from flask import Blueprint, Response

from kiosk.phrase import phrase_of
from web.access import ANYONE, who_may
from web.speech.clip import clip_response

blueprint = Blueprint("kiosk_speech", __name__)


@blueprint.get("/kiosk/<location>/speech/<language>/<path:name>.wav")
@who_may(ANYONE)
def clip(location: str, language: str, name: str) -> Response:
    """One phrase; 204 when nothing here can say it.

    Raises:
        Refusal: `unknown_location`.
    """
    return clip_response("kiosk", location, language, name, phrase_of)
