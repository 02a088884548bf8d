"""One's own account: password, second step, recovery codes, PIN and sessions.

What somebody proves themselves by changes only with the present password, and never in a session that was
begun by PIN. Wrong passwords count as they do at signing in.
"""

import math
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from flask import Blueprint, Response
from pydantic import BaseModel
from sqlalchemy.orm import Session

from models.access.person import PasswordTooShort, change_password, hash_password, hash_short
from models.access.pin import check_pin, set_pin, signed_in_at_desk
from models.access.second_factor import (
    begin_factor,
    confirm_factor,
    new_recovery_codes,
    remove_factor,
)
from models.access.session import end_all, end_one
from models.access.tries import Attempt, What, count_try, succeeded
from models.audit.what import What as Event
from models.refusal import Code, Refusal
from models.views.people import account_of
from web.access import OWN, OWN_WHOLE, principal
from web.api.body import EmptyBody
from web.api.people_shape import (
    AccountAnswer,
    CodeBody,
    CodesAnswer,
    CurrentBody,
    EndedAnswer,
    OfferAnswer,
    PasswordBody,
    PinBody,
)
from web.api.shape import ProblemAnswer
from web.audited import note
from web.desk import desk_here
from web.operation import as_answer, operation
from web.origin import is_here
from web.problem import Problem, problem_response
from web.services import services
from web.session import Proven, give_session
from web.sign_in import right_password
from web.stranger import source

blueprint = Blueprint("api_account", __name__, url_prefix="/api/v1/people/me")


def _held(answer: type[BaseModel]) -> Mapping[int, type[BaseModel] | None]:
    """The answers of what asks for a proof again: it may be too often, or not now."""
    return {200: answer, 409: ProblemAnswer, 429: ProblemAnswer}


class _TooOften(Exception):
    """Somebody signed in tried too often; holds the seconds to wait."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.seconds = max(1, math.ceil(seconds))


def _patient(view: Callable[..., Any]) -> Callable[..., Any]:
    """Answer with when to try again."""

    @wraps(view)
    def patient(**arguments: Any) -> Any:
        try:
            return view(**arguments)
        except _TooOften as often:
            answer = problem_response(Problem.TOO_MANY, f"wait {often.seconds} seconds")
            answer.headers["Retry-After"] = str(often.seconds)
            return answer

    return patient


@blueprint.get("")
@operation(OWN, answers={200: AccountAnswer})
def account() -> Mapping[str, Any]:
    """The caller's account: roles, second step, PIN, and where they are signed in."""
    with services().database.read() as session:
        return account_of(session, principal(), services().clock.now())


@blueprint.post("/password")
@operation(OWN_WHOLE, body=PasswordBody, answers=_held(EndedAnswer))
@_patient
def new_password(body: PasswordBody) -> Response:
    """Another password; every other session ends, and this one gets a new id."""
    who = principal()
    _prove(body.current)
    try:
        hashed = services().offload(lambda: hash_password(body.password))
    except PasswordTooShort as error:
        raise Refusal(Code.WEAK_PASSWORD, str(error)) from error

    def work(session: Session) -> int:
        change_password(session, who.id, hashed)
        note(session, Event.PASSWORD_CHANGED, f"person:{who.id}")
        return end_all(session, who.id, but=who.session)

    answer = as_answer({"ended": services().database.run(work)})
    give_session(answer, who.id, Proven(factor=True, again=True))
    return answer


@blueprint.post("/second-factor")
@operation(OWN_WHOLE, body=CurrentBody, answers=_held(OfferAnswer))
@_patient
def begin_second_factor(body: CurrentBody) -> Mapping[str, Any]:
    """Begin to set up an app; nothing is asked for until its first code is confirmed."""
    who, vault = principal(), services().vault
    _prove(body.current)
    offer = services().database.run(lambda session: begin_factor(session, vault, who.id, who.name))
    return {"uri": offer.uri, "secret": offer.secret}


@blueprint.post("/second-factor/confirm")
@operation(OWN_WHOLE, body=CodeBody, answers=_held(CodesAnswer))
@_patient
def confirm_second_factor(body: CodeBody) -> Response:
    """The first code of the app: from now on it is asked for. The recovery codes are in the answer, once."""
    who, now, vault = principal(), services().clock.now(), services().vault
    attempt = Attempt(What.CODE, str(who.id), source(), is_here())
    wait = services().database.run(lambda session: count_try(session, vault, attempt, now))
    if wait is not None:
        raise _TooOften(wait.total_seconds())

    def work(session: Session) -> list[str]:
        codes = confirm_factor(session, vault, who.id, "".join(body.code.split()), now)
        succeeded(session, vault, attempt, now)
        note(session, Event.FACTOR_SET, f"person:{who.id}")
        return codes

    answer = as_answer({"codes": services().database.run(work)})
    give_session(answer, who.id, Proven(factor=True, again=True))
    return answer


@blueprint.post("/second-factor/remove")
@operation(OWN_WHOLE, body=CurrentBody, answers=_held(EndedAnswer))
@_patient
def remove_second_factor(body: CurrentBody) -> Response:
    """Another phone, or none: all other sessions end; who has to have a second step sets one up next."""
    who = principal()
    _prove(body.current)

    def work(session: Session) -> int:
        remove_factor(session, who.id)
        note(session, Event.FACTOR_REMOVED, f"person:{who.id}")
        return end_all(session, who.id, but=who.session)

    answer = as_answer({"ended": services().database.run(work)})
    give_session(answer, who.id, Proven(again=True))
    return answer


@blueprint.post("/recovery-codes")
@operation(OWN_WHOLE, body=CurrentBody, answers=_held(CodesAnswer))
@_patient
def recovery_codes(body: CurrentBody) -> Mapping[str, Any]:
    """Ten new recovery codes; older ones are worth nothing any more."""
    who, vault = principal(), services().vault
    _prove(body.current)

    def work(session: Session) -> list[str]:
        note(session, Event.RECOVERY_MADE, f"person:{who.id}")
        return new_recovery_codes(session, vault, who.id)

    return {"codes": services().database.run(work)}


@blueprint.post("/pin")
@operation(OWN_WHOLE, body=PinBody, answers=_held(EndedAnswer))
@_patient
def choose_pin(body: PinBody) -> Mapping[str, Any]:
    """A PIN for shared desks, or none: good at once where it is chosen, elsewhere after a full sign-in."""
    who = principal()
    if body.pin is not None:
        check_pin(body.pin)
    _prove(body.current)
    hashed = None if body.pin is None else services().offload(lambda: hash_short(str(body.pin)))

    desk, now = desk_here(), services().clock.now()

    def work(session: Session) -> None:
        set_pin(session, who.id, hashed)
        if desk is not None and hashed is not None:
            signed_in_at_desk(session, who.id, desk.id, now)
        note(session, Event.PIN_REMOVED if hashed is None else Event.PIN_SET, f"person:{who.id}")

    services().database.run(work)
    return {"ended": 0}


@blueprint.post("/sessions/<session_id>/end")
@operation(OWN, body=EmptyBody, answers={200: EndedAnswer})
def end_session(session_id: str, body: EmptyBody) -> Mapping[str, Any]:  # noqa: ARG001  (the body is empty)
    """Sign out one browser, at once."""
    who = principal()

    def work(session: Session) -> bool:
        ended = end_one(session, who.id, session_id)
        if ended:
            note(session, Event.SESSIONS_ENDED, f"person:{who.id}", ended=1)
        return ended

    if not services().database.run(work):
        raise Refusal(Code.UNKNOWN_SESSION, "this session has ended already")
    services().broadcaster.cut()
    return {"ended": 1}


@blueprint.post("/sessions/end-others")
@operation(OWN, body=EmptyBody, answers={200: EndedAnswer})
def end_other_sessions(body: EmptyBody) -> Mapping[str, Any]:  # noqa: ARG001  (the body is empty)
    """Sign out every other browser, at once."""
    who = principal()

    def work(session: Session) -> int:
        ended = end_all(session, who.id, but=who.session)
        note(session, Event.SESSIONS_ENDED, f"person:{who.id}", ended=ended)
        return ended

    ended = services().database.run(work)
    services().broadcaster.cut()
    return {"ended": ended}


def _prove(password: str) -> None:
    """The present password is asked for again: who found an open browser knows it not.

    Raises:
        Refusal: `wrong_password`.
        _TooOften: they have to wait.
    """
    who = principal()
    person_id, wait = right_password(who.name, password)
    if wait is not None:
        raise _TooOften(wait.total_seconds())
    if person_id != who.id:
        raise Refusal(Code.WRONG_PASSWORD, "that is not the present password")
