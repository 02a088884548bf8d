"""Accepting an invitation: whoever has its link chooses a password, and is signed in if passwords do that."""

from flask import Blueprint, make_response, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from models.access.person import SHORTEST_PASSWORD, PasswordTooShort, hash_password
from models.access.staffing import accept, invited
from models.audit.what import What
from models.refusal import Refusal
from web.access import ANYONE, who_may
from web.audited import note
from web.language import staff_words
from web.origin import same_origin
from web.problem import Problem, problem_response
from web.services import services
from web.session import HOME
from web.sign_in import let_in, too_short
from web.stranger import hold_back, source

blueprint = Blueprint("invitation", __name__, url_prefix="/staff")


@blueprint.get("/invitation/<secret>")
@who_may(ANYONE)
def page(secret: str) -> Response:
    """Whom it is for, and the form for a password."""
    return _answer(secret)


@blueprint.post("/invitation/<secret>")
@who_may(ANYONE)
def take(secret: str) -> Response:
    """Choose a password; the link is good for one time."""
    if not same_origin():
        return problem_response(Problem.CSRF, "the request comes from another site")
    words, chosen, name = staff_words(), request.form.get("password", ""), _name_of(secret)
    if _held() or name is None:
        return _answer(secret)
    if chosen != request.form.get("again", ""):
        return _answer(secret, words.gettext("The two passwords differ. Type the same one twice."))
    try:
        hashed = services().offload(lambda: hash_password(chosen))
    except PasswordTooShort:
        return _answer(secret, too_short())
    now = services().clock.now()

    def work(session: Session) -> int:
        person_id = accept(session, secret, hashed, now).id
        note(session, What.INVITATION_ACCEPTED, f"person:{person_id}")
        return person_id

    try:
        person_id = services().database.run(work)
    except Refusal:
        return _answer(secret)
    return let_in(person_id, name, to=HOME)


def _answer(secret: str, error: str | None = None) -> Response:
    held = _held()
    if held is not None:
        return held
    name = _name_of(secret)
    if name is None:
        services().limits.wrong_invitations.note(source())
    page = render_template(
        "web/invitation.html",
        words=staff_words(),
        error=error,
        name=name,
        shortest=SHORTEST_PASSWORD,
        address=request.path,
    )
    return make_response(page, 404 if name is None else 422 if error else 200)


def _held() -> Response | None:
    return hold_back(services().limits.wrong_invitations, source())


def _name_of(secret: str) -> str | None:
    try:
        with services().database.read() as session:
            return invited(session, secret, services().clock.now()).name
    except Refusal:
        return None
