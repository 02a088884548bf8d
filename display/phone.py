"""The visitor's ticket on their own phone: over plain http, without the socket if need be."""

from typing import Any, cast

from flask import Blueprint, Response, make_response, render_template, request

from config.languages import LANGUAGE_BY_CODE
from display.phone_texts import texts
from display.picture import pictures
from models.refusal import Code, Refusal
from models.setup import Setup
from models.tables import Ticket
from models.views.head import head_of
from models.views.state import ticket_state
from models.views.ticket import find_by_token
from models.wording import wording_of
from web.access import ANYONE, who_may
from web.page import location_page
from web.services import services
from web.words import Words, spoken, words_for

blueprint = Blueprint("phone", __name__, template_folder="templates", static_folder=None)

PICTURES = ("device-desktop", "map-pin", "check", "messages", "clock-pause", "door-exit", "user", "language")


@blueprint.get("/t/<token>")
@who_may(ANYONE)
def page(token: str) -> Response:
    """The ticket with this random token, in its visitor's language or in `?lang=xx`."""
    now = services().clock.now()
    try:
        with services().database.read() as session:
            ticket = find_by_token(session, token)
            setup = head_of(session, ticket.location_id, now).setup
            state = ticket_state(session, ticket, now)
    except Refusal as refusal:
        if refusal.code is not Code.UNKNOWN_TICKET:
            raise
        return _unknown()
    words = _words(ticket, setup)
    facts = location_page(setup, words, token=token, state=state)
    facts["texts"] = texts(words)
    facts["question_types"] = [q for q in facts["question_types"] if q["id"] == ticket.question_type]
    question = facts["question_types"][0] if facts["question_types"] else None
    drawn = pictures(*PICTURES, *([question["icon"]] if question else []))
    view = cast("dict[str, Any]", state["view"])
    return make_response(
        render_template(
            "display/phone.html",
            page=facts,
            words=words,
            _=words.gettext,
            ticket=view,
            question=question,
            pictures=drawn,
        )
    )


def _words(ticket: Ticket, setup: Setup) -> Words:
    offered = spoken(setup.region.languages, setup.wording)
    asked = request.args.get("lang", ticket.language)
    return words_for(asked if asked in offered else offered[0], "visitor", setup.wording)


def _unknown() -> Response:
    """A page for an address that is no ticket, or no longer one."""
    with services().database.read() as session:
        wording = wording_of(session)
    offered = spoken(LANGUAGE_BY_CODE, wording)
    best = request.accept_languages.best_match(offered) or offered[0]
    words = words_for(best, "visitor", wording)
    return make_response(render_template("display/no_ticket.html", words=words, _=words.gettext), 404)
