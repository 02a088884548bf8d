"""Paper for when nothing works: numbers to hand out, a list to tally questions, and what to do.

To be printed beforehand. The same without a server is docs/paper/noodpapier.html. Changes nothing.
"""

from flask import Blueprint, render_template
from sqlalchemy.exc import SQLAlchemyError

from models.setup import Setup
from models.views.place import location_heads
from staff.texts import named_in
from web.access import CONSOLE, Access, who_may
from web.language import staff_words
from web.services import services

blueprint = Blueprint("staff_paper", __name__, url_prefix="/staff")

_PAGE = Access(CONSOLE.roles, here=True, page=True)
NUMBERS = 60
"""Strips on two sheets of A4; as many visitors as a busy half-day has."""


@blueprint.get("/paper")
@who_may(_PAGE)
def page() -> str:
    """The sheets, with the questions of the region."""
    words, setup = staff_words(), _any_setup()
    questions = (
        [(item.letter, named_in(item.name, words.language)) for item in setup.question_types.values()]
        if setup
        else []
    )
    return render_template(
        "staff/paper.html",
        words=words,
        numbers=[f"P-{number:02}" for number in range(1, NUMBERS + 1)],
        questions=questions,
        region=setup.region.name if setup else "",
    )


def _any_setup() -> Setup | None:
    """The location with most questions: what is not asked at another stays empty on its list."""
    try:
        with services().database.read() as session:
            heads = location_heads(session, services().clock.now())
    except SQLAlchemyError:
        return None
    return max((head.setup for head in heads), key=lambda setup: len(setup.question_types), default=None)
