"""The locations of whoever is signed in, for pages that are about one of them."""

from flask import redirect, url_for
from werkzeug.wrappers import Response

from models.access.principal import Principal
from models.setup import Setup
from models.views.place import location_heads
from web.services import services


def places_of(who: Principal) -> list[Setup]:
    """The locations where they may act, those that are open first."""
    with services().database.read() as session:
        heads = location_heads(session, services().clock.now())
    heads = sorted((head for head in heads if who.may_act_at(head.setup.id)), key=lambda head: not head.open)
    return [head.setup for head in heads]


def to_the_first(who: Principal, endpoint: str) -> Response:
    """To the page *endpoint* of the first of their locations; without any, to where they choose one.

    Args:
        who: whoever is signed in.
        endpoint: of a page that takes a `location`.
    """
    mine = places_of(who)
    if not mine:
        return redirect(url_for("staff.choose"), 303)
    return redirect(url_for(endpoint, location=mine[0].id), 303)


def by_name(places: list[Setup]) -> list[Setup]:
    """In the order in which somebody looks for one."""
    return sorted(places, key=lambda place: place.location.name)
