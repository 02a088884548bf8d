"""The locations of whoever is signed in, for pages that are about one of them."""

from flask import redirect, url_for
from werkzeug.wrappers import Response

from models.access.principal import Principal
from models.setup import Setup
from models.views.place import location_heads
from web.access import access_of, services_view
from web.services import services


def places_of(who: Principal) -> list[Setup]:
    """The locations where they may act, those that are open first."""
    with services().database.read() as session:
        heads = location_heads(session, services().clock.now())
    mine = (head for head in heads if _fits(who, head.setup.id))
    return [head.setup for head in sorted(mine, key=lambda head: not head.open)]


def _fits(who: Principal, location: str) -> bool:
    """Whether the page that asks is for the role that they have there."""
    access = access_of(services_view())
    roles = None if access is None else access.roles
    return who.may_act_at(location) and (roles is None or who.at(location).role in roles)


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
