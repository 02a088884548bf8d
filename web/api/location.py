"""Locations, their questions, boards and queues: everything that is only read."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint

from models.region_file import Weekday
from models.views.head import head_of
from models.views.place import location_heads
from models.views.queue import whole_line
from models.views.shape import instant_or_none
from models.views.state import Audience, location_state
from models.views.ticket import closed_today
from web.access import ANYONE, CONSOLE, ISSUERS
from web.api.shape import (
    BoardAnswer,
    ClosedAnswer,
    KioskAnswer,
    LineAnswer,
    LocationsAnswer,
    QuestionTypesAnswer,
    QueueAnswer,
)
from web.operation import operation
from web.page import head_at
from web.services import services

blueprint = Blueprint("api_location", __name__, url_prefix="/api/v1/locations")


@blueprint.get("")
@operation(ANYONE, answers={200: LocationsAnswer})
def locations() -> list[dict[str, Any]]:
    """All locations, whether they are open now, and when they are."""
    with services().database.read() as session:
        heads = location_heads(session, services().clock.now())
    return [
        {
            "id": head.setup.id,
            "name": head.setup.location.name,
            "kind": head.setup.location.kind,
            "training": head.setup.location.training,
            "address": head.setup.location.address,
            "open": head.open,
            "opens_at": instant_or_none(head.door.opens_at),
            "closes_at": instant_or_none(head.door.closes_at),
            "timezone": head.setup.location.timezone,
            "hours": {day.key: [str(span) for span in head.setup.location.hours.on(day)] for day in Weekday},
            "closed": [day.isoformat() for day in head.setup.location.closed],
        }
        for head in heads
    ]


@blueprint.get("/<location>/question-types")
@operation(ANYONE, answers={200: QuestionTypesAnswer})
def question_types(location: str) -> list[dict[str, Any]]:
    """What a visitor can ask there, by language, and which of it can be chosen now."""
    head = head_at(location)
    offered = {item.id for item in head.setup.offered(head.now)} if head.open else set()
    return [
        {
            "id": item.id,
            "letter": item.letter,
            "icon": item.icon,
            "colour": item.colour,
            "names": dict(item.name),
            "hints": dict(item.hint),
            "open": item.id in offered,
        }
        for item in head.setup.question_types.values()
    ]


@blueprint.get("/<location>/board")
@operation(ANYONE, answers={200: BoardAnswer})
def board(location: str) -> Mapping[str, Any]:
    """The waiting room's board as the display gets it."""
    return _state(Audience.DISPLAY, location)


@blueprint.get("/<location>/kiosk")
@operation(ISSUERS, answers={200: KioskAnswer})
def kiosk(location: str) -> Mapping[str, Any]:
    """What the kiosk there shows."""
    return _state(Audience.KIOSK, location)


@blueprint.get("/<location>/queue")
@operation(CONSOLE, answers={200: QueueAnswer})
def queue(location: str) -> Mapping[str, Any]:
    """The queue as the console gets it."""
    return _state(Audience.STAFF, location)


@blueprint.get("/<location>/line")
@operation(CONSOLE, answers={200: LineAnswer})
def line(location: str) -> Mapping[str, Any]:
    """Everybody who waits, in order; the queue shows only the first."""
    with services().database.read() as session:
        head = head_of(session, location, services().clock.now())
        return {"rev": head.rev, "waiting": whole_line(session, head)}


@blueprint.get("/<location>/closed")
@operation(CONSOLE, answers={200: ClosedAnswer})
def closed(location: str) -> Mapping[str, Any]:
    """The visits of today that were closed last, for a late-comer or a slip."""
    with services().database.read() as session:
        head = head_of(session, location, services().clock.now())
        return {"rev": head.rev, "closed": closed_today(session, head)}


def _state(audience: Audience, location: str) -> Mapping[str, Any]:
    with services().database.read() as session:
        return location_state(session, audience, location, services().clock.now())
