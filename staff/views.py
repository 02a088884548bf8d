"""The console's page: which location, and the facts that its scripts start from.

What happens there happens by the API.
"""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from models.access.principal import Principal, Role
from models.setup import Setup
from models.views.head import Head
from models.views.place import location_heads
from realtime.browser import desk_of
from staff.texts import named_in, outcomes, texts
from staff.texts.keys import keys
from staff.texts.promise import promise_text
from web.access import CONSOLE, GUIDES, Access, principal, who_may
from web.language import staff_words
from web.opening import opening
from web.page import head_at, location_page
from web.services import services
from web.words import Words

blueprint = Blueprint("staff", __name__, url_prefix="/staff", template_folder="templates")

_PAGE = Access(CONSOLE.roles, page=True)
_CALLERS = GUIDES.roles or frozenset()
_COORDINATORS = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})


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
    return render_template(
        "staff/choose.html",
        words=words,
        who=who,
        places=_places(mine, words),
        coordinators=_COORDINATORS,
    )


@blueprint.get("/<location>")
@who_may(_PAGE)
def console(location: str) -> str:
    """The console of a location."""
    words, who, head = staff_words(), principal(), head_at(location)
    setup, promise = head.setup, promise_text(services().promises.of(head), words)
    page = location_page(setup, words, **_facts(setup, words, who))
    return render_template(
        "staff/console.html",
        words=words,
        page=page,
        who=who,
        keys=keys(words, who.role in _CALLERS),
        promise=promise,
        at_desk=bool(desk_of()),
    )


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
    offered = {item.id for item in setup.offered(services().clock.now())}
    return {
        "me": who.name,
        "role": who.role,
        "may_call": who.role in _CALLERS,
        "may_coordinate": who.role in _COORDINATORS,
        "csrf": who.csrf,
        "calling": _calling(setup),
        "outcomes": outcomes(words, setup.outcomes),
        "topics": [
            {"id": key, "text": named_in(item.name, words.language)} for key, item in setup.topics.items()
        ],
        "priorities": [
            {"number": number, "name": named_in(item.name, words.language)}
            for number, item in setup.priorities.items()
        ],
        "texts": texts(words),
        "questions": [
            {
                "id": item.id,
                "letter": item.letter,
                "icon": item.icon,
                "colour": item.colour,
                "target_minutes": item.target_minutes,
                "name": named_in(item.name, words.language),
                "offered": item.id in offered,
            }
            for item in setup.question_types.values()
        ],
    }


def _calling(setup: Setup) -> dict[str, int]:
    """The limits that the buttons keep to, so that nobody presses in vain."""
    calling = setup.calling
    return {
        "undo_seconds": calling.undo_seconds,
        "recall_pause_seconds": calling.recall_pause_seconds,
        "max_recalls": calling.max_recalls,
        "max_hold_minutes": calling.max_hold_minutes,
        "late_minutes": calling.late_minutes,
        "notice_seconds": calling.notice_seconds,
    }
