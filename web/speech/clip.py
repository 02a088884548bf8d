"""A phrase as a WAV file over HTTP, how long it may be kept, and what a page must know to ask for it."""

import hashlib
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from flask import Response, abort, request

from models.setup import Setup
from web.devices import paired_token
from web.page import head_at
from web.services import services
from web.speech.here import speech
from web.speech.phrase import Phrase
from web.speech.speech import Clip
from web.stranger import source
from web.words import FOLDER, Words, spoken, words_for

PhraseOf = Callable[[list[str], Setup, Words], Phrase | None]
"""From the parts of a name to what is said; None when the face says no such thing."""

_YEAR_SECONDS = 365 * 24 * 3600


def clip_response(face: str, location: str, language: str, name: str, phrase_of: PhraseOf) -> Response:
    """The clip of a phrase; 204 when nothing here can say it, and what is on the screen has to do.

    With `?v=` and the version of this moment it may be kept for ever, unless a better voice failed just now.
    A screen of the location may have any clip made; strangers together so many that a screen is not held up.

    Args:
        face: `kiosk` or `display`.
        location: where it is said.
        language: in which.
        name: of the phrase, its parts parted by `/`; 404 for one that the face does not say.
        phrase_of: what the face says.

    Raises:
        Refusal: `unknown_location`.
    """
    setup = head_at(location).setup
    if language not in spoken(setup.region.languages, setup.wording):
        abort(404)
    phrase = phrase_of(name.split("/"), setup, words_for(language, "visitor", setup.wording))
    if phrase is None:
        abort(404)
    said = speech().say(phrase, lambda: _may_make(face, location))
    return Response(status=204) if said is None else _kept(said, setup)


def speech_facts(setup: Setup, languages: Iterable[str]) -> dict[str, Any]:
    """What a page tells its scripts: `version` for `?v=`, and the `languages` in which something is said."""
    voices = speech().voices
    heard = [code for code in languages if voices.engine(code) is not None or voices.recordings(code)]
    return {"version": speech_version(setup), "languages": heard}


def speech_version(setup: Setup) -> str:
    """Changes whenever a clip might sound different: another voice, recording, text, question or desk."""
    return speech().version(f"{_catalogues()} {setup.epoch} {setup.config_rev}")


def _may_make(face: str, location: str) -> bool:
    return paired_token(face, location) is not None or services().limits.clips.take(source()) == 0


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
