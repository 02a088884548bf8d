"""Browsers that are a kiosk or a display: the cookie that says so, and how they get it."""

from dataclasses import asdict
from typing import Any

from flask import Blueprint, Response, redirect, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from models.access.device import add_another, device_number, find_device, was_revoked
from models.access.device_setting import paired_with
from models.access.principal import Role
from models.audit.what import What
from models.log import take_turn
from web.access import ANYONE, caller, who_may
from web.audited import note
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


def paired_device(kind: str, location: str) -> dict[str, Any] | None:
    """What this browser's page is told of the device it is: id, name, diagonal (inches), distance (mm).

    None for a browser that is not paired as *kind* at *location*.
    """
    token = paired_token(kind, location)
    device = paired_with(services().database, token) if token else None
    return None if device is None else asdict(device)


def turned_away() -> bool:
    """Whether this browser was a device here that somebody revoked: then it does not pair itself again."""
    token = request.cookies.get(COOKIE)
    return bool(token) and was_revoked(services().database, str(token))


def pair_here(kind: str, location: str) -> str:
    """Make this browser a device; its token.

    Raises:
        Refusal: `unknown_location`.
    """
    who, now = caller(), services().clock.now()
    name = {"kiosk": "Kiosk", "display": "Display"}[kind]
    actor = who.name if who is not None and who.role is Role.ADMINISTRATOR else ""

    def work(session: Session) -> str:
        made = add_another(take_turn(session, location, actor, now), Role(kind), name)
        note(session, What.DEVICE_PAIRED, f"device:{device_number(session, made)}", location, kind=kind)
        return made

    token = services().database.run(work)
    services().broadcaster.mark(location)
    return token


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
