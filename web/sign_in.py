"""Signing in, choosing a password, signing out."""

from datetime import timedelta
from http import HTTPStatus
from urllib.parse import urlsplit

from flask import Blueprint, Response, make_response, redirect, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from models.access.person import (
    SHORTEST_PASSWORD,
    PasswordTooShort,
    candidate,
    change_password,
    hash_password,
    note_attempt,
    verify,
)
from models.access.session import ABSOLUTE, begin_session, end_session
from realtime.contract import SESSION_COOKIE
from web.access import ANYONE, STAFF_PAGE, Access, principal, who_may
from web.language import staff_words
from web.origin import same_origin
from web.problem import Problem, problem_response
from web.services import services

blueprint = Blueprint("sign_in", __name__, url_prefix="/staff")

HOME = "/staff/"
_OWN_PASSWORD = Access(STAFF_PAGE.roles, page=True, fresh_password=True, own=True)


@blueprint.get("/sign-in")
@who_may(ANYONE)
def page() -> str:
    """The sign-in form."""
    return _form()


@blueprint.post("/sign-in")
@who_may(ANYONE)
def sign_in() -> AnyResponse | str:
    """Check name and password. A wrong name takes as long as a wrong password, and says the same."""
    if not same_origin():
        return problem_response(Problem.CSRF, "the request comes from another site")
    name, password = request.form.get("name", "").replace("\0", "").strip(), request.form.get("password", "")
    database, now = services().database, services().clock.now()
    with database.read() as session:
        found = candidate(session, name)
    if found.locked_until is not None and now < found.locked_until:
        return _locked(found.locked_until - now)
    right = services().offload(lambda: verify(found.password_hash, password))
    person_id = found.person_id
    if person_id is not None:
        database.run(lambda session: note_attempt(session, person_id, right, now))
    if person_id is None or not right:
        wrong = staff_words().gettext(
            "This name and password do not belong together. Check both and try again."
        )
        return make_response(_form(wrong, name), 401)
    return _signed_in(person_id)


@blueprint.post("/sign-out")
@who_may(_OWN_PASSWORD)
def sign_out() -> AnyResponse:
    """End the session."""
    cookie = request.cookies.get(SESSION_COOKIE, "")
    services().database.run(lambda session: end_session(session, cookie))
    response = redirect("/staff/sign-in", 303)
    response.delete_cookie(SESSION_COOKIE, path="/")
    return response


@blueprint.get("/password")
@who_may(_OWN_PASSWORD)
def password_page() -> str:
    """The form for a password of one's own."""
    return _password_form()


@blueprint.post("/password")
@who_may(_OWN_PASSWORD)
def choose_password() -> AnyResponse | str:
    """Replace the one-time password; the session gets a new id."""
    words = staff_words()
    chosen = request.form.get("password", "")
    if chosen != request.form.get("again", ""):
        return _not_chosen(words.gettext("The two passwords differ. Type the same one twice."))
    try:
        hashed = services().offload(lambda: hash_password(chosen))
    except PasswordTooShort:
        return _not_chosen(
            words.gettext("Choose a password of at least %(num)s characters.") % {"num": SHORTEST_PASSWORD}
        )
    person_id = principal().id
    services().database.run(lambda session: change_password(session, person_id, hashed))
    return _signed_in(person_id)


def _signed_in(person_id: int) -> AnyResponse:
    """Begin a session with an id of its own; the one it replaces in this browser ends."""
    now, replaced = services().clock.now(), request.cookies.get(SESSION_COOKIE, "")

    def transaction(session: Session) -> str:
        end_session(session, replaced)
        return begin_session(session, person_id, now)

    secret = services().database.run(transaction)
    response = redirect(_next(), 303)
    response.set_cookie(
        SESSION_COOKIE,
        secret,
        max_age=int(ABSOLUTE.total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=request.is_secure,
    )
    return response


def _next() -> str:
    """Where to go after signing in: a path of our own, never another site."""
    wanted = request.values.get("next", "")
    parts = urlsplit(wanted)
    own = (
        wanted.startswith("/")
        and not wanted.startswith(("//", "/\\"))
        and not parts.netloc
        and not parts.scheme
    )
    return wanted if own else HOME


def _locked(left: timedelta) -> Response:
    seconds = max(1, int(left.total_seconds()))
    text = staff_words().ngettext(
        "Too many attempts. Wait %(num)s second and try again.",
        "Too many attempts. Wait %(num)s seconds and try again.",
        seconds,
    )
    response = make_response(_form(text % {"num": seconds}), 429)
    response.headers["Retry-After"] = str(seconds)
    return response


def _form(error: str | None = None, name: str = "") -> str:
    words = staff_words()
    return render_template(
        "web/sign_in.html", words=words, error=error, name=name, next=request.values.get("next", "")
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
        next=request.values.get("next", ""),
    )
