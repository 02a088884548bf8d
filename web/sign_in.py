"""Signing in with a password, choosing one, signing out."""

import logging
import math
from datetime import timedelta
from http import HTTPStatus

from flask import Blueprint, Response, make_response, redirect, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from models.access.organisation import may_use_password
from models.access.person import (
    SHORTEST_PASSWORD,
    PasswordTooShort,
    candidate,
    change_password,
    hash_password,
    verify,
)
from models.access.session import Pending, end_all
from models.access.tries import Attempt, What, count_try, succeeded
from models.audit.what import What as Event
from models.refusal import Code
from realtime.browser import desk_of
from web.access import ANYONE, OWN, STAFF_PAGE, Access, pending, principal, who_may
from web.audited import note
from web.desk import colleagues_here, renewed
from web.language import staff_words
from web.oidc.words import told_why, ways_in
from web.origin import is_here, same_origin
from web.problem import Problem, problem_response
from web.services import services
from web.session import Proven, end_here, signed_in
from web.stranger import source

log = logging.getLogger(__name__)

blueprint = Blueprint("sign_in", __name__, url_prefix="/staff")

_WRONG = str(Code.WRONG_PASSWORD)
_OWN_PASSWORD = Access(
    STAFF_PAGE.roles, page=True, own=True, whole=True, pending=frozenset({Pending.PASSWORD})
)
_SIGN_OUT = Access(OWN.roles, page=True, own=True, pending=frozenset(Pending))


@blueprint.get("/sign-in")
@who_may(ANYONE)
def page() -> AnyResponse:
    """The sign-in form; at a shared desk also the PIN of whoever is there today."""
    return renewed(make_response(_form()))


@blueprint.post("/sign-in")
@who_may(ANYONE)
def sign_in() -> AnyResponse | str:
    """Check name and password. A wrong name takes as long as a wrong password, and says the same."""
    if not same_origin():
        return problem_response(Problem.CSRF, "the request comes from another site")
    name, password = request.form.get("name", "").replace("\0", "").strip(), request.form.get("password", "")
    person_id, wait = right_password(name, password)
    if wait is not None:
        return _locked(wait)
    if person_id is None:
        wrong = staff_words().gettext(
            "This name and password do not belong together. Check both and try again."
        )
        return make_response(_form(wrong, name), 401)
    return let_in(person_id, name)


@blueprint.post("/sign-out")
@who_may(_SIGN_OUT)
def sign_out() -> AnyResponse:
    """End the session; its sockets end with it."""
    response = redirect("/staff/sign-in", 303)
    end_here(response)
    return response


@blueprint.get("/password")
@who_may(_OWN_PASSWORD)
def password_page() -> str:
    """The form for a password of one's own."""
    return _password_form()


@blueprint.post("/password")
@who_may(_OWN_PASSWORD)
def choose_password() -> AnyResponse | str:
    """Replace the password; every other session ends, and this one gets a new id.

    Who was let in to choose one has just given the old one; anybody else gives it again.
    """
    words, who = staff_words(), principal()
    chosen = request.form.get("password", "")
    if pending() is None:
        person_id, wait = right_password(who.name, request.form.get("current", ""))
        if person_id != who.id:
            return _not_chosen(told_wrong(wait))
    if chosen != request.form.get("again", ""):
        return _not_chosen(words.gettext("The two passwords differ. Type the same one twice."))
    try:
        hashed = services().offload(lambda: hash_password(chosen))
    except PasswordTooShort:
        return _not_chosen(too_short())

    def transaction(session: Session) -> None:
        change_password(session, who.id, hashed)
        ended = end_all(session, who.id, but=who.session)
        note(session, Event.PASSWORD_CHANGED, f"person:{who.id}", ended=ended)

    first = pending() is not None
    services().database.run(transaction)
    return signed_in(who.id, Proven(factor=True, again=not first))


def right_password(name: str, password: str) -> tuple[int | None, timedelta | None]:
    """Whose name and password it is, None for nobody's; or how long to wait before the next try."""
    database, now, vault = services().database, services().clock.now(), services().vault
    attempt = Attempt(What.PASSWORD, name, source(), is_here())
    wait = database.run(lambda session: count_try(session, vault, attempt, now))
    if wait is not None:
        return None, wait
    with database.read() as session:
        found = candidate(session, name)
    right = services().offload(lambda: verify(found.password_hash, password))
    if found.person_id is None or not right:
        subject = "" if found.person_id is None else f"person:{found.person_id}"
        database.run(lambda session: note(session, Event.SIGN_IN_REFUSED, subject, result=_WRONG))
        return None, None
    database.run(lambda session: succeeded(session, vault, attempt, now))
    return found.person_id, None


def let_in(person_id: int, name: str, to: str | None = None) -> AnyResponse:
    """Sign in who gave a right password, where passwords sign people in.

    Args:
        person_id: who they are.
        name: for the form, should it come again.
        to: as in `web.session.signed_in`.
    """
    database, allowed = services().database, services().settings.password_sign_in

    def work(session: Session) -> bool:
        if not may_use_password(session, person_id, allowed):
            note(session, Event.SIGN_IN_REFUSED, f"person:{person_id}", result="password_sign_in")
            return False
        if allowed != "everyone":
            note(session, Event.BREAK_GLASS_USED, f"person:{person_id}")
            log.warning("an account for emergencies signs in", extra={"person": person_id})
        return True

    if database.run(work):
        return signed_in(person_id, Proven(), to)
    told = staff_words().gettext("Sign in with the account of your organisation, with the button above.")
    return make_response(_form(told, name), HTTPStatus.FORBIDDEN)


def refused_page(why: str, status: int) -> Response:
    """The sign-in form after the organisation's own let somebody not in.

    Args:
        why: of `web.oidc.refused.Why`.
        status: of the answer.
    """
    return make_response(_form(told_why(why)), status)


def told_wrong(wait: timedelta | None) -> str:
    """What is said to somebody signed in whose password was not right, or who has to wait."""
    if wait is not None:
        return told_to_wait(wait)
    return staff_words().gettext("Your present password is not right. Type it again.")


def told_to_wait(left: timedelta) -> str:
    """When somebody may try again, in the largest unit that says it."""
    words, seconds = staff_words(), max(1, math.ceil(left.total_seconds()))
    if seconds > 120:
        minutes = math.ceil(seconds / 60)
        return words.ngettext(
            "Too many attempts. Wait %(num)s minute and try again.",
            "Too many attempts. Wait %(num)s minutes and try again.",
            minutes,
        ) % {"num": minutes}
    return words.ngettext(
        "Too many attempts. Wait %(num)s second and try again.",
        "Too many attempts. Wait %(num)s seconds and try again.",
        seconds,
    ) % {"num": seconds}


def too_short() -> str:
    """What a password needs."""
    sentence = staff_words().gettext("Choose a password of at least %(num)s characters.")
    return sentence % {"num": SHORTEST_PASSWORD}


def _locked(left: timedelta) -> Response:
    response = make_response(_form(told_to_wait(left)), 429)
    response.headers["Retry-After"] = str(max(1, math.ceil(left.total_seconds())))
    return response


def _form(error: str | None = None, name: str = "") -> str:
    return render_template(
        "web/sign_in.html",
        words=staff_words(),
        error=error,
        name=name,
        next=request.values.get("next", ""),
        colleagues=colleagues_here() if desk_of() else [],
        **ways_in(services().settings),
    )


def _not_chosen(error: str) -> Response:
    return make_response(_password_form(error), HTTPStatus.UNPROCESSABLE_ENTITY)


def _password_form(error: str | None = None) -> str:
    return render_template(
        "web/password.html",
        words=staff_words(),
        error=error,
        csrf=principal().csrf,
        shortest=SHORTEST_PASSWORD,
        given=pending() is not None,
        next=request.values.get("next", ""),
    )
