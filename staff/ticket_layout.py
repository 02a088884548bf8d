"""The page on which the ticket's layout is tried and changed: the facts that its scripts start from.

The layout itself is fetched, tried and saved by the API.
"""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from config.languages import LANGUAGE_BY_CODE
from models.access.principal import Principal, Role
from models.views.place import location_heads
from staff.texts.ticket import ticket_texts
from web.access import COORDINATORS, Access, principal, who_may
from web.language import staff_words
from web.services import services
from web.words import Words

blueprint = Blueprint("staff_ticket", __name__, url_prefix="/staff")

_PAGE = Access(COORDINATORS.roles, page=True)


@blueprint.get("/ticket")
@who_may(_PAGE)
def layout() -> Response | str:
    """The ticket's layout, tried on `?location=` at first; without any one is sent to choose."""
    words, who = staff_words(), principal()
    with services().database.read() as session:
        heads = location_heads(session, services().clock.now())
    places = [
        {"id": head.setup.id, "name": head.setup.location.name}
        for head in heads
        if who.may_act_at(head.setup.id)
    ]
    if not places:
        return redirect(url_for("staff.choose"), 303)
    here = next((place["id"] for place in places if place["id"] == request.args.get("location")), None)
    page = _facts(places, words, who)
    return render_template("staff/ticket.html", words=words, page=page, here=here)


def _facts(places: list[dict[str, str]], words: Words, who: Principal) -> dict[str, Any]:
    return {
        "locations": places,
        "language": words.language,
        "csrf": who.csrf,
        "may_save": who.role is Role.ADMINISTRATOR,
        "languages": {
            code: {"name": language.own_name, "rtl": language.right_to_left}
            for code, language in LANGUAGE_BY_CODE.items()
        },
        "texts": ticket_texts(words),
    }
