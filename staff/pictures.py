"""The page of the pictures that the displays of a location show. What happens there happens by the API."""

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from staff.places import by_name, places_of, to_the_first
from staff.texts.pictures import page_texts
from web.access import COORDINATORS, Access, principal, who_may
from web.language import staff_words
from web.page import head_at, location_page

blueprint = Blueprint("staff_pictures", __name__, url_prefix="/staff")

_PAGE = Access(COORDINATORS.roles, page=True)


@blueprint.get("/pictures")
@who_may(_PAGE)
def somewhere() -> Response:
    """The pictures of the first location of this person; an open one goes first."""
    return to_the_first(principal(), "staff_pictures.page")


@blueprint.get("/<location>/pictures")
@who_may(_PAGE)
def page(location: str) -> str:
    """The pictures of a location."""
    words, who, setup = staff_words(), principal(), head_at(location).setup
    facts = location_page(setup, words, csrf=who.csrf, texts=page_texts(words))
    places = by_name(places_of(who))
    return render_template("staff/pictures.html", words=words, page=facts, places=places)
