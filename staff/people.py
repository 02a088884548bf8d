"""The pages of people and of one's own account. What happens there happens by the API."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from babel.dates import format_datetime
from flask import Blueprint, render_template

from models.access.membership import may_give
from models.access.principal import STAFF_ROLES, Place, Principal, Role
from models.views.people import PersonView, PlaceView, account_of, people_for
from models.views.place import location_heads
from realtime.browser import desk_of
from staff.texts.people import page_texts, role_names
from web.access import OWN, STAFFING, Access, principal, who_may
from web.language import staff_words
from web.services import services
from web.session import needs_factor
from web.words import Words

blueprint = Blueprint("staff_people", __name__, url_prefix="/staff")

_PEOPLE = Access(STAFFING.roles, page=True, whole=True)
_ACCOUNT = Access(OWN.roles, page=True, own=True)


@blueprint.get("/people")
@who_may(_PEOPLE)
def page() -> str:
    """Everybody whom the caller looks after, and a form for somebody new."""
    words, who = staff_words(), principal()
    names = _locations()
    with services().database.read() as session:
        people = people_for(session, who)
    facts = {
        "csrf": who.csrf,
        "language": words.language,
        "texts": page_texts(words),
        "roles": _roles(who, names, words),
        "locations": [{"id": key, "name": name} for key, name in names.items()],
    }
    return render_template(
        "staff/people.html",
        words=words,
        page=facts,
        here=[_told(view, names, words) for view in people if view["left_at"] is None],
        gone=[_told(view, names, words) for view in people if view["left_at"] is not None],
        me=who.id,
    )


@blueprint.get("/account")
@who_may(_ACCOUNT)
def account() -> str:
    """One's own account: password, second step, PIN, and where one is signed in."""
    words, who = staff_words(), principal()
    with services().database.read() as session:
        found = account_of(session, who, services().clock.now())
        required = needs_factor(session, who.id)
    facts = {"csrf": who.csrf, "language": words.language, "texts": page_texts(words)}
    sessions = [one | {"when": _when(one["seen_at"], words)} for one in found["sessions"]]
    return render_template(
        "staff/account.html",
        words=words,
        page=facts,
        account=found,
        places=_places(found["places"], _locations(), words),
        required=required,
        sessions=sessions,
        left=_codes_left(found["recovery_codes"], words),
        at_desk=bool(desk_of()),
        may_make_desks=any(place.role in (STAFFING.roles or ()) for place in who.places),
    )


def _locations() -> dict[str, str]:
    with services().database.read() as session:
        heads = location_heads(session, services().clock.now())
    by_name = sorted(heads, key=lambda head: head.setup.location.name)
    return {head.setup.id: head.setup.location.name for head in by_name}


def _roles(who: Principal, names: Mapping[str, str], words: Words) -> list[dict[str, Any]]:
    """The roles that *who* may give, each with the places where; an empty place is the whole region."""
    told = role_names(words)
    places: Iterable[str | None] = [None, *names]
    given = []
    for role in (role for role in Role if role in STAFF_ROLES):
        where = [place or "" for place in places if may_give(who, Place(role, place))]
        if where:
            given.append({"id": str(role), "name": told[role], "where": where})
    return given


def _told(view: PersonView, names: Mapping[str, str], words: Words) -> dict[str, Any]:
    return {
        **view,
        "told": _places(view["places"], names, words),
        "seen": _when(view["seen_at"], words) if view["seen_at"] else "",
        "until": _when(view["invited_until"], words) if view["invited_until"] else "",
        "left": _when(view["left_at"], words) if view["left_at"] else "",
    }


def _places(places: Iterable[PlaceView], names: Mapping[str, str], words: Words) -> list[str]:
    roles, everywhere = role_names(words), words.gettext("whole region")
    told = []
    for place in places:
        where = place["location"]
        named = everywhere if where is None else names.get(where, where)
        told.append(f"{roles[Role(place['role'])]} · {named}")
    return told


def _when(instant: str, words: Words) -> str:
    moment = datetime.fromisoformat(instant)
    zone = _zone()
    return format_datetime(moment, "EEE d MMM HH:mm", tzinfo=zone, locale=words.locale)


def _zone() -> Any:
    with services().database.read() as session:
        heads = location_heads(session, services().clock.now())
    return heads[0].setup.hours.zone if heads else None


def _codes_left(count: int, words: Words) -> str:
    return words.ngettext("%(num)s code left", "%(num)s codes left", count) % {"num": count}
