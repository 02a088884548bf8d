"""The visitor's ticket on their own phone: over plain http, without the socket if need be.

The page says all it knows by itself; scripts only keep it up to date and make it heard.
"""

from pathlib import Path
from typing import Any

from flask import Blueprint, Response, abort, make_response, render_template, request, send_from_directory
from sqlalchemy.orm import Session

from config.languages import LANGUAGE_BY_CODE
from display.phone_texts import push_texts, texts
from display.picture import pictures
from display.told import Means, is_wait_told, tell
from models.push.wish import is_wished
from models.refusal import Code, Refusal
from models.setup import Setup
from models.tables import Ticket
from models.views.head import Head, head_of
from models.views.holder import held_state
from models.views.ticket import find_by_token
from models.wording import Wording, wording_of
from web.access import ANYONE, who_may
from web.kept import kept_page
from web.page import location_page
from web.services import services
from web.waiting import wait_text
from web.words import Words, spoken, words_for

blueprint = Blueprint("phone", __name__, template_folder="templates", static_folder=None)

PICTURES = (
    "device-desktop",
    "walk",
    "map-pin",
    "check",
    "messages",
    "clock-pause",
    "door-exit",
    "user",
    "language",
    "hand-stop",
    "bell-ringing",
    "volume-off",
)
_SCRIPTS = Path(__file__).parent / "static" / "display"
_NOT_ASKED_FOR = ("ask_how", "question_groups", "website", "phone", "base_url", "epoch")
"""Facts of a location that this page, which is to be small, does not need."""


@blueprint.get("/t/<token>")
@who_may(ANYONE)
def page(token: str) -> Response:
    """The ticket with this random token, in its visitor's language or in `?lang=xx`."""
    now = services().clock.now()
    try:
        with services().database.read() as session:
            ticket, state = held_state(session, token, now)
            head = head_of(session, ticket.location_id, now)
            push = _push(session, ticket)
    except Refusal as refusal:
        if refusal.code is not Code.UNKNOWN_TICKET:
            raise
        return _no_ticket(token)
    words = _words(ticket, head.setup)
    answer = kept_page(_drawn(words, head, state, token, push))
    # In gzip like a page that is kept; but a ticket is of this moment, and nobody's who has the phone next.
    answer.headers.pop("ETag", None)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.get("/t/push.js")
@who_may(ANYONE)
def push_worker() -> Response:
    """What shows a message while the page is closed; beside the pages, for it serves what is there.

    Asked for anew each time; absent where push is off.
    """
    if services().push.signer is None:
        abort(404)
    response = send_from_directory(_SCRIPTS, "push_worker.js", mimetype="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    return response


def _push(session: Session, ticket: Ticket) -> dict[str, Any] | None:
    """What the page needs to be told while it is closed; None where that is off."""
    signer = services().push.signer
    return None if signer is None else {"key": signer.public, "wished": is_wished(session, ticket.id)}


def _drawn(words: Words, head: Head, state: dict[str, Any], token: str, push: dict[str, Any] | None) -> str:
    setup, view = head.setup, state["view"]
    facts = location_page(setup, words, token=token, state=state)
    facts["texts"] = texts(words)
    if push is not None:
        facts["push"] = push
        facts["texts"] |= push_texts(words)
    facts["question_types"] = [q for q in facts["question_types"] if q["id"] == view["question_type"]]
    for question in facts["question_types"]:
        question["names"] = {words.language: question["names"][words.language]}
        del question["hints"]
    for name in _NOT_ASKED_FOR:
        del facts[name]
    question = facts["question_types"][0] if facts["question_types"] else None
    means = Means(words, facts["texts"], setup.hours.zone, setup.desk_names, head.now)
    wait = means.text("wait", wait=wait_text(words, view["wait"])) if is_wait_told(view) else ""
    return render_template(
        "display/phone.html",
        page=facts,
        push=push,
        words=words,
        _=words.gettext,
        ticket=view,
        told=tell(view, means),
        wait=wait,
        at=means.clock(state["now"]),
        question=question,
        pictures=pictures(*PICTURES, *([question["icon"]] if question else [])),
    )


def _words(ticket: Ticket, setup: Setup) -> Words:
    offered = spoken(setup.region.languages, setup.wording)
    asked = request.args.get("lang", ticket.language)
    return words_for(asked if asked in offered else offered[0], "visitor", setup.wording)


def strangers_words(wording: Wording) -> Words:
    """The words for somebody of whom we know only the browser's languages."""
    offered = spoken(LANGUAGE_BY_CODE, wording)
    best = request.accept_languages.best_match(offered) or offered[0]
    return words_for(best, "visitor", wording)


def _no_ticket(token: str) -> Response:
    """A page for an address that is no ticket, or no longer one: then its visit and its day are over."""
    with services().database.read() as session:
        words = strangers_words(wording_of(session))
        try:
            find_by_token(session, token)
        except Refusal:
            status, title = 404, words.gettext("We do not know this number")
            help_ = words.gettext("It may be of another day. Take a new number at the entrance.")
        else:
            status, title = 410, words.gettext("This number was of another day")
            help_ = words.gettext("Do you want to talk with us? Take a new number at the entrance.")
    html = render_template("display/no_ticket.html", words=words, title=title, help=help_)
    return make_response(html, status)
