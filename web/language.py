"""Which language a member of staff reads."""

from flask import Response, after_this_request, request

from web.services import services
from web.words import Words, languages_with, words_for

LANGUAGE_COOKIE = "inloop_language"


def staff_words() -> Words:
    """The console's language: chosen by `?lang=`, else by the browser, else the setting."""
    offered = languages_with("staff")
    asked = request.args.get("lang", "")
    if asked in offered:
        after_this_request(lambda response: _remember_language(response, asked))
        return words_for(asked, "staff")
    kept = request.cookies.get(LANGUAGE_COOKIE, "")
    best = kept if kept in offered else request.accept_languages.best_match(offered)
    return words_for(best or services().settings.locale, "staff")


def _remember_language(response: Response, language: str) -> Response:
    response.set_cookie(LANGUAGE_COOKIE, language, max_age=400 * 24 * 3600, samesite="Lax")
    return response
