"""The public waiting times: a page for each location, one for the region, both also small for a frame.

The same as JSON is web/api/wait.py.
"""

from flask import Blueprint, Response, render_template, request

from config.languages import LANGUAGE_BY_CODE
from display.picture import pictures
from display.wait_words import outlook
from web.access import ANYONE, who_may
from web.headers import let_frame
from web.kept import Kept
from web.services import services
from web.waits import FRESH, Told
from web.words import Words, spoken, words_for

blueprint = Blueprint("wait", __name__, template_folder="templates", static_folder=None)

_PICTURES = ("door-enter", "door", "users", "users-group", "map-pin", "phone", "world", "language")
_EMBED = "1"


@blueprint.get("/wait/<location>")
@who_may(ANYONE)
def location(location: str) -> Response:
    """The waiting times of one location, in `?lang=xx`, else the browser's language; `?embed=1` for a frame.

    Raises:
        Refusal: `unknown_location`.
    """
    told = services().waits.at(location)
    return _page(told, "display/wait.html")


@blueprint.get("/wait")
@who_may(ANYONE)
def region() -> Response:
    """The waiting times of all locations, those that are open first; language and frame as above."""
    return _page(services().waits.at(None), "display/wait_region.html")


def _page(told: Told, template: str) -> Response:
    codes = told.region.languages if told.region else LANGUAGE_BY_CODE
    languages = spoken(codes, told.wording)
    asked, framed = request.args.get("lang", ""), request.args.get("embed") == _EMBED
    chosen = asked in languages or framed
    best = asked if asked in languages else languages[0]
    if not chosen:
        best = request.accept_languages.best_match(languages) or languages[0]
    words = words_for(best, "visitor", told.wording)
    kept = told.kept(
        (template, best, str(framed)), lambda: Kept(_drawn(told, template, words, languages, framed))
    )
    response = kept.response("text/html", FRESH)
    if not chosen:
        response.vary.add("Accept-Language")
    if framed and told.region:
        let_frame(response, told.region.embed)
    return response


def _drawn(told: Told, template: str, words: Words, languages: list[str], framed: bool) -> str:
    outlooks = [outlook(head, view, words) for head, view in zip(told.heads, told.waits, strict=True)]
    asked = [question.icon for seen in outlooks for question in seen.questions]
    return render_template(
        template,
        words=words,
        _=words.gettext,
        region=told.region,
        places=[(head.setup.location, seen) for head, seen in zip(told.heads, outlooks, strict=True)],
        updated=outlooks[0].updated if outlooks else "",
        languages=[LANGUAGE_BY_CODE[code] for code in languages],
        framed=framed,
        website=_address(told.region.website) if told.region else None,
        pictures=pictures(*_PICTURES, *asked),
    )


def _address(website: str | None) -> str | None:
    """A website as people write it, as an address to follow."""
    if website is None or website.startswith(("https://", "http://")):
        return website
    return f"https://{website}"
