"""Browsers that are a kiosk or a display: the cookie that says so, and how they get it."""

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from models.access.device import add_another, find_device
from models.access.principal import Role
from web.access import ANYONE, who_may
from web.origin import same_origin
from web.page import head_at
from web.problem import Problem, problem_response
from web.services import services

COOKIE = "inloop_device"
_KEPT_SECONDS = 400 * 24 * 3600

blueprint = Blueprint("devices", __name__)


def paired_token(kind: str, location: str) -> str | None:
    """The device token of this browser, if it is paired as *kind* at *location* and not revoked."""
    token = request.cookies.get(COOKIE)
    return token if token and _fits(token, kind, location) else None


def pair_here(kind: str, location: str) -> str:
    """Make this browser a device; its token.

    Raises:
        Refusal: `unknown_location`.
    """
    now = services().clock.now()
    name = {"kiosk": "Kiosk", "display": "Display"}[kind]
    return services().database.run(lambda session: add_another(session, Role(kind), location, name, now))


def remember_token(response: Response, kind: str, location: str, token: str) -> None:
    """Give the browser its cookie: for this page only, out of reach of scripts and other sites."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=_KEPT_SECONDS,
        path=f"/{kind}/{location}",
        httponly=True,
        samesite="Strict",
        secure=request.is_secure,
    )


@blueprint.post("/<any(kiosk, display):kind>/<location>/pair")
@who_may(ANYONE)
def pair(kind: str, location: str) -> AnyResponse:
    """Pair this browser with the device token that somebody types in."""
    token = request.form.get("token", "").strip()
    if not same_origin():
        return problem_response(Problem.CSRF, "the request comes from another site")
    if not _fits(token, kind, location):
        return redirect(f"/{kind}/{head_at(location).setup.id}?wrong=1", 303)
    response = redirect(f"/{kind}/{location}", 303)
    remember_token(response, kind, location, token)  # type: ignore[arg-type]  # the stub names the parent class
    return response


def _fits(token: str, kind: str, location: str) -> bool:
    device = find_device(services().database, token)
    return device is not None and device.role == kind and device.location == location
