"""The page of the screens of a location: how they are, how they are set up, and a new one.

What happens there happens by the API. The code of a new screen may stand in the address (`?code=`), for
whoever scanned it.
"""

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from models.access.pairing import LENGTH, as_shown
from staff.places import by_name, places_of, to_the_first
from staff.texts.devices import page_texts
from web.access import COORDINATORS, Access, principal, who_may
from web.language import staff_words
from web.page import head_at, location_page

blueprint = Blueprint("staff_devices", __name__, url_prefix="/staff")

_PAGE = Access(COORDINATORS.roles, page=True)


@blueprint.get("/devices")
@who_may(_PAGE)
def somewhere() -> Response:
    """The screens of the first location of this person; an open one goes first."""
    return to_the_first(principal(), "staff_devices.page")


@blueprint.get("/<location>/devices")
@who_may(_PAGE)
def page(location: str) -> str:
    """The screens of a location."""
    words, who, setup = staff_words(), principal(), head_at(location).setup
    facts = location_page(
        setup, words, csrf=who.csrf, code=_code(), code_length=LENGTH, texts=page_texts(words)
    )
    places = by_name(places_of(who))
    return render_template("staff/devices.html", words=words, page=facts, places=places)


def _code() -> str:
    """The code in the address, if it could be one."""
    code = as_shown(request.args.get("code", ""))
    return code if len(code) == LENGTH and code.isascii() else ""
