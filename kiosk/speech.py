"""What the kiosk says, as WAV files: for anybody, but only what the kiosk itself would say."""

import hashlib
from collections.abc import Iterable
from functools import cache
from typing import Any

from flask import Blueprint, Response, abort, request

from kiosk.phrase import phrase_of
from models.setup import Setup
from web.access import ANYONE, who_may
from web.page import head_at
from web.speech.here import speech
from web.speech.speech import Clip
from web.words import FOLDER, spoken, words_for

blueprint = Blueprint("kiosk_speech", __name__)

_YEAR_SECONDS = 365 * 24 * 3600


@blueprint.get("/kiosk/<location>/speech/<language>/<path:name>.wav")
@who_may(ANYONE)
def clip(location: str, language: str, name: str) -> Response:
    """One phrase; 204 when nothing here can say it, and the text on the screen has to do.

    With `?v=` and the version of this moment it may be kept for ever, unless a better voice failed just now.

    Raises:
        Refusal: `unknown_location`.
    """
    setup = head_at(location).setup
    if language not in spoken(setup.region.languages, setup.wording):
        abort(404)
    phrase = phrase_of(name.split("/"), setup, words_for(language, "visitor", setup.wording))
    if phrase is None:
        abort(404)
    said = speech().say(phrase)
    return Response(status=204) if said is None else _kept(said, setup)


def speech_facts(setup: Setup, languages: Iterable[str]) -> dict[str, Any]:
    """What a page tells its scripts: `version` for `?v=`, and the `languages` in which something is said."""
    voices = speech().voices
    heard = [code for code in languages if voices.engine(code) is not None or voices.recordings(code)]
    return {"version": speech_version(setup), "languages": heard}


def speech_version(setup: Setup) -> str:
    """Changes whenever a clip might sound different: another voice, recording, text or question."""
    return speech().version(f"{_catalogues()} {setup.epoch} {setup.config_rev}")


def _kept(said: Clip, setup: Setup) -> Response:
    response = Response(said.wav, mimetype="audio/wav")
    response.add_etag()
    if said.best and request.args.get("v") == speech_version(setup):
        response.cache_control.public = True
        response.cache_control.max_age = _YEAR_SECONDS
        response.cache_control.immutable = True
    else:
        response.cache_control.no_cache = True
    response.make_conditional(request, accept_ranges=True, complete_length=len(said.wav))
    return response


@cache
def _catalogues() -> str:
    """Stands for the texts as they were delivered; they are read once, so this is too."""
    digest = hashlib.sha256()
    for path in sorted(FOLDER.glob("*/LC_MESSAGES/visitor.po")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
