"""Joining the line on one's own phone, from the poster at the door: language, question, number.

Everything works by links and one form; the script only makes it sure where the line is poor.
"""

import secrets
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from pydantic import ValidationError
from werkzeug.wrappers import Response as AnyResponse

from config.languages import LANGUAGE_BY_CODE
from display.join_choice import choices_of
from display.phone import strangers_words
from display.picture import pictures
from display.wait_words import outlook
from models.actions.join import check_poster
from models.refusal import Refusal
from models.views.head import Head, head_of
from models.views.wait import wait_view
from models.wording import wording_of
from web.access import ANYONE, who_may
from web.api.body import JoinBody
from web.api.join import joined
from web.command import LONGEST_KEY, Done
from web.kept import kept_page
from web.services import services
from web.stranger import refuse_foreign
from web.words import Words, spoken, words_for

blueprint = Blueprint("join", __name__, template_folder="templates", static_folder=None)

_PICTURES = ("device-mobile", "language", "arrow-left", "door", "clock", "users-group", "ticket", "plus")
_SHUT = {"closed": "door", "last": "clock", "full": "users-group"}
_PRESS_BYTES = 16


@blueprint.get("/join/<location>/<key>")
@who_may(ANYONE)
def page(location: str, key: str) -> Response:
    """The poster's address; `?lang=xx` is at the questions, `?lang=xx&group=yy` at those of a group."""
    now = services().clock.now()
    with services().database.read() as session:
        try:
            head = head_of(session, location, now)
            check_poster(session, head.setup, key)
        except Refusal:
            head = None
        view = wait_view(session, head) if head is not None else None
        stranger = strangers_words(wording_of(session))
    if head is None or view is None:
        return _worthless(stranger)
    return kept_page(_drawn(head, dict(view), key))


@blueprint.post("/join/<location>/<key>")
@who_may(ANYONE)
def take(location: str, key: str) -> AnyResponse:
    """The form, for browsers that cannot run the script: a number, or the page that says why not."""
    foreign = refuse_foreign()
    if foreign is not None:
        return foreign
    form = _form(key)
    if form is None:
        return redirect(url_for("join.page", location=location, key=key), 303)
    body, press = form
    here = url_for("join.page", location=location, key=key, lang=body.language)
    try:
        done = joined(location, body, press)
    except Refusal:
        return redirect(here, 303)
    if not isinstance(done, Done):
        return redirect(f"{here}&busy=1", 303)
    if done.given.status == 201:
        return redirect(url_for("phone.page", token=done.body["token"], lang=body.language), 303)
    return redirect(here, 303)


def _form(key: str) -> tuple[JoinBody, str] | None:
    """What the form says, and its press; None for one that our page did not make."""
    said = {name: request.form.get(name, "") for name in ("question_type", "language")}
    press = request.form.get("press", "")
    try:
        body = JoinBody.model_validate({"key": key, **said})
    except ValidationError:
        return None
    return (body, press) if press.isalnum() and len(press) <= LONGEST_KEY else None


def _drawn(head: Head, view: dict[str, Any], key: str) -> str:
    setup = head.setup
    offered = spoken(setup.region.languages, setup.wording)
    asked = request.args.get("lang", "" if len(offered) > 1 else offered[0])
    best = request.accept_languages.best_match(offered) or offered[0]
    words = words_for(asked if asked in offered else best, "visitor", setup.wording)
    group = request.args.get("group")
    told = outlook(head, view, words)
    choices = choices_of(setup.offered(head.now), setup.question_groups, group, words.language)
    step = "shut" if told.state != "open" else "question" if asked in offered else "language"
    icons = [choice.icon for choice in choices] if step == "question" else []
    return render_template(
        "display/join.html",
        page=_facts(head, words, key),
        words=words,
        _=words.gettext,
        region=setup.region,
        location=setup.location,
        languages=[LANGUAGE_BY_CODE[code] for code in offered],
        step=step,
        told=told,
        picture_of=_SHUT,
        group=group if any(item.group == group for item in setup.offered(head.now)) else None,
        choices=choices,
        busy="busy" in request.args,
        press=secrets.token_hex(_PRESS_BYTES),
        pictures=pictures(*_PICTURES, *icons),
    )


def _facts(head: Head, words: Words, key: str) -> dict[str, Any]:
    """What the page's script needs."""
    return {
        "location": {"id": head.setup.id, "day": head.day.isoformat()},
        "key": key,
        "language": words.language,
        "timezone": head.setup.location.timezone,
        "texts": _texts(words),
    }


def _texts(words: Words) -> dict[str, str]:
    """What the script says; the names are those of refusals where there is one."""
    _ = words.gettext
    return {
        "making": _("We are making your number."),
        "too_many": _("Many people are taking a number now. Please wait; we try again by ourselves."),
        "failed": _("That did not work. Check your connection and try again."),
    }


def _worthless(words: Words) -> Response:
    """A poster that was replaced, or never was."""
    title = words.gettext("This code does not work any more")
    help_ = words.gettext("Take a number in the hall, or ask a member of staff.")
    html = render_template("display/no_ticket.html", words=words, title=title, help=help_)
    return Response(html, status=404)
