"""What every page needs: the location's facts, the texts, and the start page's state of affairs."""

from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from config.address import base_url
from config.languages import LANGUAGE_BY_CODE
from models.setup import Setup
from models.unwritable import is_for_reading_only
from models.views.head import Head, head_of
from models.views.place import location_heads
from models.views.printer import all_printers
from models.views.shape import instant_or_none
from models.views.state import Audience, location_state
from web.access import caller
from web.origin import is_here
from web.services import services
from web.words import Words, spoken


def head_at(location_id: str) -> Head:
    """The location now, for a page.

    Raises:
        Refusal: `unknown_location`.
    """
    with services().database.read() as session:
        return head_of(session, location_id, services().clock.now())


def location_page(setup: Setup, words: Words, **more: Any) -> dict[str, Any]:
    """The facts of a location that a page's scripts need, and whatever else the page adds.

    Languages are the region's that have texts: a language without texts would be an empty promise.
    """
    return {
        "location": {
            "id": setup.id,
            "name": setup.location.name,
            "kind": setup.location.kind,
            "training": setup.location.training,
        },
        "region": {"id": setup.region.id, "name": setup.region.name},
        "timezone": setup.location.timezone,
        "languages": [
            {
                "code": code,
                "name": LANGUAGE_BY_CODE[code].own_name,
                "rtl": LANGUAGE_BY_CODE[code].right_to_left,
            }
            for code in spoken(setup.region.languages, setup.wording)
        ],
        "language": words.language,
        "question_types": [
            {
                "id": item.id,
                "letter": item.letter,
                "icon": item.icon,
                "colour": item.colour,
                "names": dict(item.name),
                "hints": dict(item.hint),
                "target_minutes": item.target_minutes,
                "group": item.group,
            }
            for item in setup.question_types.values()
        ],
        "question_groups": [
            {"id": item.id, "icon": item.icon, "colour": item.colour, "names": dict(item.name)}
            for item in setup.question_groups
        ],
        "ask_how": setup.location.ask_how,
        "phone": setup.region.phone,
        "website": setup.region.website,
        "desks": [{"id": desk_id, "name": name} for desk_id, name in setup.desk_names.items()],
        "epoch": setup.epoch,
        "config_rev": setup.config_rev,
        "base_url": base_url(services().settings),
        **more,
    }


def start_facts() -> dict[str, Any]:
    """What the start page tells a newcomer: is everything there, and where to go."""
    facts: dict[str, Any] = {
        "lan_url": base_url(services().settings),
        "is_local": is_here(),
        "signed_in": caller() is not None,
        "screens": services().screens.count(),
        "locations": [],
        "devices": [],
        "printers": [],
    }
    try:
        facts["locations"], facts["devices"] = _places()
        with services().database.read() as session:
            facts["printers"] = all_printers(session)
            read_only = is_for_reading_only(session)
    except SQLAlchemyError:
        return facts | {"database": "away"}
    if read_only:
        return facts | {"database": "read_only"}
    return facts | {"database": "sqlite" if services().database.is_sqlite else "postgresql"}


def _places() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    with services().database.read() as session:
        heads = location_heads(session, services().clock.now())
        states = [location_state(session, Audience.STAFF, head.setup.id, head.now) for head in heads]
    places = [
        {
            "id": head.setup.id,
            "name": head.setup.location.name,
            "kind": head.setup.location.kind,
            "training": head.setup.location.training,
            "open": head.open,
            "opens_at": instant_or_none(head.door.opens_at),
            "timezone": head.setup.location.timezone,
        }
        for head in heads
    ]
    devices = [
        device | {"location": state["view"]["location"]}
        for state in states
        for device in state["view"]["devices"]
    ]
    return places, devices
