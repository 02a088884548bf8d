"""The page of the printers of a location: how they are, how they are set, and a page to try them.

What happens there happens by the API. A test page is shown here as it should come out.
"""

from typing import Any

from flask import Blueprint, Response, abort, render_template
from werkzeug.wrappers import Response as BaseResponse

from models.access.principal import Principal, Role
from printer.paper import preview
from printer.test_page import TestPage
from staff.places import by_name, places_of, to_the_first
from staff.texts.printer_page import page_texts
from web.access import COORDINATORS, Access, principal, who_may
from web.language import staff_words
from web.page import head_at, location_page
from web.printing.words import moment
from web.services import services
from web.words import Words

blueprint = Blueprint("staff_printers", __name__, url_prefix="/staff", template_folder="templates")

_PAGE = Access(COORDINATORS.roles, page=True)


@blueprint.get("/printers")
@who_may(_PAGE)
def somewhere() -> BaseResponse:
    """The printers of the first location of this person; an open one goes first."""
    return to_the_first(principal(), "staff_printers.page")


@blueprint.get("/<location>/printers")
@who_may(_PAGE)
def page(location: str) -> str:
    """The printers of a location."""
    words, who, setup = staff_words(), principal(), head_at(location).setup
    facts = location_page(setup, words, **_facts(words, who))
    places = by_name(places_of(who))
    return render_template("staff/printers.html", words=words, page=facts, who=who, places=places)


@blueprint.get("/<location>/printers/<printer>/test.png")
@who_may(COORDINATORS)
def test_page(location: str, printer: str) -> Response:
    """The test page as it comes out of a printer that is set up well."""
    head, words, settings = head_at(location), staff_words(), services().settings
    found = next((item for item in head.setup.printers if item.id == printer), None)
    if found is None:
        abort(404)
    told = moment(words, head.now.astimezone(head.setup.hours.zone))
    address = found.address or settings.printer
    text = TestPage(f"{found.name} · {head.setup.location.name}", address, told)
    width = found.width or settings.printer_width
    picture = services().offload(lambda: preview(text, width))
    return Response(picture, mimetype="image/png", headers={"Cache-Control": "no-store"})


def _facts(words: Words, who: Principal) -> dict[str, Any]:
    return {
        "may_set": who.role == Role.ADMINISTRATOR,
        "csrf": who.csrf,
        "texts": page_texts(words),
    }
