"""The console's page: which location, and the facts that its scripts start from.

What happens there happens by the API.
"""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from models.access.principal import Principal
from models.setup import Setup
from models.views.head import Head
from models.views.place import location_heads
from staff.texts import outcomes, texts
from web.access import CONSOLE, GUIDES, Access, principal, who_may
from web.language import staff_words
from web.opening import opening
from web.page import head_at, location_page
from web.services import services
from web.words import Words

blueprint = Blueprint("staff", __name__, url_prefix="/staff", template_folder="templates")

_PAGE = Access(CONSOLE.roles, page=True)


@blueprint.get("/")
@who_may(_PAGE)
def choose() -> Response | str:
    """The locations of this person; the console itself when there is one."""
    words, who = staff_words(), principal()
    with services().database.read() as session:
        heads = location_heads(session, services().clock.now())
    mine = sorted((head for head in heads if who.may_act_at(head.setup.id)), key=lambda head: not head.open)
    if len(mine) == 1:
        return redirect(url_for("staff.console", location=mine[0].setup.id), 303)
    return render_template("staff/choose.html", words=words, who=who, places=_places(mine, words))


@blueprint.get("/<location>")
@who_may(_PAGE)
def console(location: str) -> str:
    """The console of a location."""
    words, who, setup = staff_words(), principal(), head_at(location).setup
    page = location_page(setup, words, **_facts(setup, words, who))
    return render_template("staff/console.html", words=words, page=page, who=who)


def _places(heads: list[Head], words: Words) -> list[Mapping[str, Any]]:
    return [
        {
            "id": head.setup.id,
            "name": head.setup.location.name,
            "training": head.setup.location.training,
            "open": head.open,
            "opening": opening(head, words),
        }
        for head in heads
    ]


def _facts(setup: Setup, words: Words, who: Principal) -> dict[str, Any]:
    return {
        "me": who.name,
        "may_call": who.role in (GUIDES.roles or ()),
        "csrf": who.csrf,
        "outcomes": outcomes(words),
        "texts": texts(words),
        "questions": [
            {
                "id": item.id,
                "letter": item.letter,
                "icon": item.icon,
                "colour": item.colour,
                "target_minutes": item.target_minutes,
                "name": item.name.get(words.language) or next(iter(item.name.values())),
            }
            for item in setup.question_types.values()
        ],
    }
