"""To the organisation's sign-in and back: two addresses, and what is said when it goes wrong."""

import logging
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint, redirect, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from config.identity import group_roles
from models.access.organisation import Admitted, Known, admit, places_for, shut_out
from models.audit.what import What
from models.refusal import Refusal
from realtime.browser import cookie_name
from web.access import ANYONE, who_may
from web.audited import note
from web.oidc.attempt import LASTS, begin_attempt, seal, unseal
from web.oidc.refused import SignInRefused, Why
from web.problem import Problem, problem_response
from web.services import services
from web.session import Proven, next_path, signed_in
from web.sign_in import refused_page
from web.stranger import count_try, source

if TYPE_CHECKING:
    from web.oidc.provider import Identity

log = logging.getLogger(__name__)

blueprint = Blueprint("organisation", __name__, url_prefix="/staff/sign-in/organisation")

_COOKIE = "inloop_attempt"
_BACK = "/staff/sign-in/organisation/back"
_STATUS = {Why.AWAY: HTTPStatus.SERVICE_UNAVAILABLE, Why.NOT_BEGUN: HTTPStatus.BAD_REQUEST}
_TOLD = {Why.DECLINED, Why.UNTRUE, Why.NO_GROUP, Why.LEFT}
"""What the audit log hears of: what only somebody who began a sign-in here can bring about."""


@blueprint.get("")
@who_may(ANYONE)
def begin() -> Response:
    """Send the browser to the organisation's sign-in."""
    refused = _refuse()
    if refused is not None:
        return refused
    attempt = begin_attempt(next_path(), services().clock.now())
    try:
        address = services().organisation.begin(attempt, _back())
    except SignInRefused as trouble:
        return _not_signed_in(trouble)
    response = redirect(address, HTTPStatus.SEE_OTHER)
    response.set_cookie(
        cookie_name(_COOKIE),
        seal(attempt, services().vault),
        max_age=int(LASTS.total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=request.is_secure,
    )
    return response


@blueprint.get("/back")
@who_may(ANYONE)
def back() -> Response:
    """Take what the browser brings back, and sign its person in."""
    refused = _refuse()
    if refused is not None:
        return refused
    try:
        attempt = unseal(
            request.cookies.get(cookie_name(_COOKIE), ""),
            request.args.get("state", ""),
            services().vault,
            services().clock.now(),
        )
        now = services().clock.now().timestamp()
        found = services().organisation.finish(attempt, request.args, _back(), now)
        response = signed_in(_person(found), Proven(elsewhere=True), to=attempt.then)
    except SignInRefused as trouble:
        response = _not_signed_in(trouble)
    response.delete_cookie(
        cookie_name(_COOKIE), path="/", secure=request.is_secure, httponly=True, samesite="Lax"
    )
    return response


def _refuse() -> Response | None:
    """Where no organisation is set there is nothing here; and nobody asks its provider without end."""
    if services().settings.oidc_issuer is None or services().settings.base_url is None:
        return problem_response(Problem.NOT_FOUND, "no organisation signs people in here")
    return count_try(services().limits.organisation, source())


def _back() -> str:
    """Our address for the answer, as the provider has it on its list; never what a request calls us."""
    return f"{services().settings.base_url}{_BACK}"


def _person(found: "Identity") -> int:
    """Who it is here, with the roles of their groups.

    Raises:
        SignInRefused: `no_group`; `left`.
    """
    settings, now = services().settings, services().clock.now()
    known = Known(found.issuer, found.subject, found.name)

    def work(session: Session) -> Admitted | None:
        places = places_for(session, found.groups, group_roles(settings.oidc_groups))
        if not places:
            ended = shut_out(session, known, now)
            if ended is not None:
                note(session, What.ROLES_BY_GROUP, f"person:{ended}", roles="", new=False)
            return None
        admitted = admit(session, known, places, now)
        if admitted.changed:
            told = " ".join(f"{place.role}@{place.location or '*'}" for place in places)
            note(session, What.ROLES_BY_GROUP, f"person:{admitted.person_id}", roles=told, new=admitted.new)
        return admitted

    try:
        admitted = services().database.run(work)
    except Refusal as refusal:
        raise SignInRefused(Why.LEFT, refusal.code) from None
    finally:
        services().broadcaster.cut()
    if admitted is None:
        raise SignInRefused(Why.NO_GROUP, f"{len(found.groups)} groups, none with a role")
    return admitted.person_id


def _not_signed_in(trouble: SignInRefused) -> Response:
    log.warning("nobody is signed in by the organisation: %s", trouble)
    refusals = services().limits.refusals  # anybody can begin a sign-in and decline it, again and again
    if trouble.why in _TOLD and refusals.take(f"{_BACK} {trouble.why} {source()}") == 0:
        services().database.run(
            lambda session: note(session, What.SIGN_IN_REFUSED, result=str(trouble.why), way="organisation")
        )
    return refused_page(str(trouble.why), _STATUS.get(trouble.why, HTTPStatus.FORBIDDEN))
