"""Browsers that are a kiosk or a display: the cookie that says so, and how they get it."""

from dataclasses import asdict, dataclass
from typing import Any

from flask import Blueprint, Response, make_response, redirect, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from models.access.device import add_another, device_number, find_device, was_revoked
from models.access.device_setting import paired_with
from models.access.principal import Role
from models.audit.what import What
from models.log import take_turn
from models.views.shape import instant
from web.access import ANYONE, caller, who_may
from web.audited import note
from web.origin import same_origin
from web.page import head_at
from web.problem import Problem, problem_response
from web.renewal import Held, Jar, forget_before, hold, keep, set_cookie
from web.services import services

COOKIE = "inloop_device"

blueprint = Blueprint("devices", __name__)


@dataclass(frozen=True)
class Paired:
    """A browser as the device that it is.

    Attributes:
        facts: for its page: `token`, `device` (as `models.access.device_setting.Paired`) and `again_at`, when
            the page is to be loaded anew.
    """

    facts: dict[str, Any]
    _jar: Jar
    _held: Held

    def answer(self, page: Response | str) -> Response:
        """The page as answer, with the browser's new token if it gets one."""
        response = make_response(page)
        keep(response, self._jar, self._held)
        return response


def paired(kind: str, location: str) -> Paired | None:
    """What this browser is, if it is a *kind* of *location*; its token is renewed where that is due."""
    jar = _jar(kind, location)
    held = hold(jar)
    if held is None or (held.shown.kind, held.shown.location) != (kind, location):
        return None
    device = paired_with(services().database, held.token)
    facts = {
        "token": held.token,
        "device": None if device is None else asdict(device),
        "again_at": instant(held.again_at()),
    }
    return Paired(facts, jar, held)


def paired_token(kind: str, location: str) -> str | None:
    """The device token of this browser, if it is paired as *kind* at *location* and not revoked."""
    token = request.cookies.get(COOKIE)
    return token if token and _fits(token, kind, location) else None


def turned_away() -> bool:
    """Whether this browser shows a token that is worth nothing now: then it does not pair itself again."""
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
    jar = _jar(kind, location)
    set_cookie(response, jar.name, jar.path, token)
    forget_before(response, jar)


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


def _jar(kind: str, location: str) -> Jar:
    return Jar(COOKIE, f"/{kind}/{location}")


def _fits(token: str, kind: str, location: str) -> bool:
    device = find_device(services().database, token)
    return device is not None and device.role == kind and device.location == location
