"""The page on which a region corrects visitors' texts and adds languages: the facts its scripts start from.

The texts themselves are fetched, tried and saved by the API.
"""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from models.access.principal import Principal, Role
from models.views.place import location_heads
from staff.texts.wording import wording_texts
from web.access import COORDINATORS, Access, principal, who_may
from web.language import staff_words
from web.services import services
from web.words import Words

blueprint = Blueprint("staff_wording", __name__, url_prefix="/staff")

_PAGE = Access(COORDINATORS.roles, page=True)


@blueprint.get("/texts")
@who_may(_PAGE)
def page() -> Response | str:
    """What visitors read; paper is drawn as of `?location=`, which one is led back to."""
    words, who = staff_words(), principal()
    with services().database.read() as session:
        heads = location_heads(session, services().clock.now())
    places = [head.setup.id for head in heads if who.may_act_at(head.setup.id)]
    if not places:
        return redirect(url_for("staff.choose"), 303)
    here = request.args.get("location")
    facts = _facts(here if here in places else places[0], words, who)
    return render_template(
        "staff/wording.html", words=words, page=facts, here=here if here in places else None
    )


def _facts(location: str, words: Words, who: Principal) -> dict[str, Any]:
    return {
        "location": location,
        "language": words.language,
        "csrf": who.csrf,
        "may_save": who.role is Role.ADMINISTRATOR,
        "texts": wording_texts(words),
    }
