"""The start page: for a newcomer the three screens one click away, and whether everything is in order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template, request
from sqlalchemy.exc import SQLAlchemyError

from models.views.head import Head
from models.views.place import location_heads
from printer.virtual import printed_pictures
from web.access import ANYONE, who_may
from web.address import is_only_here
from web.condition import conditions
from web.language import staff_words
from web.opening import opening
from web.page import start_facts
from web.services import services
from web.words import Words

blueprint = Blueprint("start", __name__)


@dataclass(frozen=True)
class Place:
    """A location as the start page offers it."""

    id: str
    name: str
    training: bool
    open: bool
    opening: str


@blueprint.get("/")
@who_may(ANYONE)
def start() -> str:
    """The start page; `?location=` chooses whose screens it opens."""
    words, facts, heads = staff_words(), start_facts(), _heads()
    places = offered([_place(head, words) for head in heads])
    chosen = next((place for place in places if place.id == request.args.get("location")), None)
    return render_template(
        "web/start.html",
        words=words,
        facts=facts,
        places=places,
        chosen=chosen or next(iter(places), None),
        region=next((head.setup.region.name for head in heads), ""),
        conditions=conditions(facts, {place.id: place.name for place in places}, words),
        alone=is_only_here(),
        show_paper=_show_paper(facts),
    )


def offered(places: Sequence[Place]) -> list[Place]:
    """The locations in the order in which to offer them: open ones first, practice before the closed ones.

    So somebody who tries it on a Sunday night starts where everything works.
    """
    return sorted(places, key=lambda place: (not place.open, place.training))


def _place(head: Head, words: Words) -> Place:
    location = head.setup.location
    return Place(location.id, location.name, location.training, head.open, opening(head, words))


def _heads() -> list[Head]:
    try:
        with services().database.read() as session:
            return location_heads(session, services().clock.now())
    except SQLAlchemyError:
        return []


def _show_paper(facts: Mapping[str, Any]) -> bool:
    """Tickets on paper are shown to who could also pick them up: here, or signed in."""
    virtual = services().settings.printer.startswith("virtual:")
    return (
        virtual
        and bool(printed_pictures(services().settings.data_dir))
        and (facts["is_local"] or facts["signed_in"])
    )
