"""The second step of signing in: giving a code of the app, and setting the app up.

Who has to set it up first can sign out again; nothing else is open to them until it is done.
"""

import math
from collections.abc import Sequence

from flask import Blueprint, Response, make_response, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from models.access.second_factor import (
    begin_factor,
    check_code,
    confirm_factor,
    has_factor,
    recovery_codes_left,
)
from models.access.session import Pending
from models.access.tries import Attempt, What, count_try, succeeded
from models.audit.what import What as Event
from models.refusal import Code, Refusal
from web.access import OWN, Access, pending, principal, who_may
from web.audited import note
from web.language import staff_words
from web.origin import is_here
from web.qr import svg_of
from web.services import services
from web.session import Proven, give_session, next_path, signed_in
from web.sign_in import right_password, told_to_wait, told_wrong
from web.stranger import source

blueprint = Blueprint("second_step", __name__, url_prefix="/staff")

_GIVE = Access(OWN.roles, page=True, own=True, pending=frozenset({Pending.CODE}))
_ENROL = Access(OWN.roles, page=True, own=True, whole=True, pending=frozenset({Pending.ENROL}))


@blueprint.get("/code")
@who_may(_GIVE)
def page() -> str:
    """The form for a code."""
    return _code_form()


@blueprint.post("/code")
@who_may(_GIVE)
def give() -> AnyResponse:
    """Check the code of the app, or a recovery code; the session gets a new id and opens the rest."""
    words, who = staff_words(), principal()
    now, vault, database = services().clock.now(), services().vault, services().database
    attempt = Attempt(What.CODE, str(who.id), source(), is_here())
    wait = database.run(lambda session: count_try(session, vault, attempt, now))
    if wait is not None:
        answer = make_response(_code_form(told_to_wait(wait)), 429)
        answer.headers["Retry-After"] = str(max(1, math.ceil(wait.total_seconds())))
        return answer
    code = request.form.get("code", "")[:40]

    def check(session: Session) -> bool:
        before = recovery_codes_left(session, who.id)
        right = check_code(session, vault, who.id, code, now)
        left = recovery_codes_left(session, who.id)
        if not right:
            note(session, Event.CODE_REFUSED, f"person:{who.id}", result=Code.WRONG_CODE)
        elif left < before:
            note(session, Event.RECOVERY_USED, f"person:{who.id}", left=left)
        return right

    if not database.run(check):
        wrong = words.gettext("This code is not right. Type the one that the app shows now.")
        return make_response(_code_form(wrong), 401)
    database.run(lambda session: succeeded(session, vault, attempt, now))
    return signed_in(who.id, Proven(factor=True))


@blueprint.get("/enrol")
@who_may(_ENROL)
def enrol_page() -> AnyResponse:
    """The QR code for the app, the same to type, and the field for its first code."""
    return make_response(_enrol_form())


@blueprint.post("/enrol")
@who_may(_ENROL)
def enrol() -> AnyResponse:
    """The first code is right: the second step is asked for from now on. Shows the recovery codes, once."""
    who, now, vault = principal(), services().clock.now(), services().vault
    code = request.form.get("code", "")[:40]
    if pending() is None:
        person_id, wait = right_password(who.name, request.form.get("current", ""))
        if person_id != who.id:
            return make_response(_enrol_form(told_wrong(wait)), 422)

    def confirm(session: Session) -> list[str]:
        given = confirm_factor(session, vault, who.id, "".join(code.split()), now)
        note(session, Event.FACTOR_SET, f"person:{who.id}")
        return given

    again = pending() is None
    try:
        codes = services().database.run(confirm)
    except Refusal as refusal:
        if refusal.code is not Code.WRONG_CODE:
            raise
        wrong = staff_words().gettext("This code is not right. Type the one that the app shows now.")
        return make_response(_enrol_form(wrong), 422)
    answer = make_response(shown_codes(codes, next_path()))
    give_session(answer, who.id, Proven(factor=True, again=again))
    return answer


@blueprint.get("/enrol/qr.svg")
@who_may(_ENROL)
def qr() -> Response:
    """What the app reads; while it is being set up only."""
    who, vault = principal(), services().vault
    offer = services().database.run(lambda session: begin_factor(session, vault, who.id, who.name))
    return svg_of(offer.uri)


def shown_codes(codes: Sequence[str], onwards: str) -> str:
    """The page with ten recovery codes, to print or to write down."""
    return render_template("web/recovery_codes.html", words=staff_words(), codes=codes, next=onwards)


def _code_form(error: str | None = None) -> str:
    return render_template(
        "web/code.html",
        words=staff_words(),
        error=error,
        csrf=principal().csrf,
        next=request.values.get("next", ""),
    )


def _enrol_form(error: str | None = None) -> str:
    who, vault = principal(), services().vault
    with services().database.read() as session:
        if has_factor(session, who.id):
            raise Refusal(Code.HAS_FACTOR, "there is a second factor already: remove it first")
    offer = services().database.run(lambda session: begin_factor(session, vault, who.id, who.name))
    secret = " ".join(offer.secret[i : i + 4] for i in range(0, len(offer.secret), 4))
    return render_template(
        "web/enrol.html",
        words=staff_words(),
        error=error,
        csrf=who.csrf,
        secret=secret,
        given=pending() is not None,
        next=request.values.get("next", ""),
    )
