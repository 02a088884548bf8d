"""The poster at the door, from which visitors join the line on their own phone: to look at and to print.

A new one is made by the API.
"""

from typing import Any

from flask import Blueprint, render_template
from sqlalchemy import select
from werkzeug.wrappers import Response

from config.languages import LANGUAGE_BY_CODE
from models.access.principal import Role
from models.setup import Setup
from models.tables import Location
from staff.places import by_name, places_of, to_the_first
from staff.texts.poster import poster_texts
from web.access import Access, principal, who_may
from web.address import is_only_here, join_path, join_url
from web.language import staff_words
from web.page import head_at
from web.poster_words import poster_words
from web.services import services
from web.words import Words, spoken, words_for

blueprint = Blueprint("staff_poster", __name__, url_prefix="/staff")

_PAGE = Access(frozenset({Role.HOST, Role.COORDINATOR, Role.ADMINISTRATOR}), page=True)


@blueprint.get("/poster")
@who_may(_PAGE)
def somewhere() -> Response:
    """The poster of the first location of this person; an open one goes first."""
    return to_the_first(principal(), "staff_poster.page")


@blueprint.get("/<location>/poster")
@who_may(_PAGE)
def page(location: str) -> str:
    """The poster of a location."""
    words, who, setup = staff_words(), principal(), head_at(location).setup
    with services().database.read() as session:
        key = session.execute(select(Location.join_key).where(Location.id == setup.id)).scalar_one()
    wanted = setup.location.join_by_phone
    return render_template(
        "staff/poster.html",
        words=words,
        page=_facts(words, setup, who.csrf),
        places=by_name(places_of(who)),
        place=setup.location,
        region=setup.region,
        wanted=wanted,
        may_make=who.role is not Role.HOST,
        url=join_url(setup.id, key) if wanted and key else None,
        path=join_path(setup.id, key) if wanted and key else None,
        alone=is_only_here(),
        lasting=bool(services().settings.base_url),
        poster=_languages(setup),
    )


def _facts(words: Words, setup: Setup, csrf: str) -> dict[str, Any]:
    """What the page's script needs."""
    return {
        "location": {"id": setup.id, "name": setup.location.name},
        "csrf": csrf,
        "texts": poster_texts(words),
    }


def _languages(setup: Setup) -> list[dict[str, Any]]:
    """The words of the poster in each language of the region, its own first."""
    told = []
    for code in spoken(setup.region.languages, setup.wording):
        direction = LANGUAGE_BY_CODE[code].direction
        told.append(
            {
                "code": code,
                "direction": direction,
                **poster_words(words_for(code, "visitor", setup.wording)),
            }
        )
    return told
