"""The cookie that makes a browser a device: read when a page is loaded, and replaced there when it is due.

Only an answer to a page carries a new token: never one to a command, and none that a script made. What may
happen to a token is models/access/token_life.py's; who may see the page is for the page to say.
"""

import logging
from dataclasses import dataclass, replace
from datetime import datetime

from flask import Response, request
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from models.access.device_token import look, note_copy, offer, settle
from models.access.token_life import Shown, Standing, Step, again_at, next_step
from models.audit.chain import NOBODY, OK, Entry, audit
from models.audit.what import What
from web.services import services
from web.stranger import source

log = logging.getLogger(__name__)

KEPT_SECONDS = 400 * 24 * 3600
"""The most that browsers allow."""
_MOST_BEFORE = 4
"""Tokens of some weeks: a server that got a backup of last night back knows one of them."""


@dataclass(frozen=True)
class Jar:
    """Where a browser keeps its token: the name of the cookie, and for which of our addresses it is sent."""

    name: str
    path: str

    @property
    def before(self) -> str:
        """The cookie with the tokens before it, the newest first."""
        return f"{self.name}_before"


@dataclass(frozen=True)
class Held:
    """The token that a page goes on with.

    Attributes:
        token: what its scripts and its cookie are to show.
        shown: what is known of it.
        replaces: the token of the cookie, when that is another; empty for one that nobody knows.
    """

    token: str
    shown: Shown
    replaces: str | None = None

    def again_at(self) -> datetime:
        """When the page is to be loaded anew."""
        return again_at(self.shown, services().clock.now())


def hold(jar: Jar) -> Held | None:
    """The token of this browser, replaced if that is due; None: it has none that works."""
    held = _known(jar)
    if held is None:
        return None
    step = next_step(held.shown, services().clock.now())
    try:
        held = _stepped(held, step)
    except SQLAlchemyError:
        log.exception("a device's token could not be renewed; it goes on with the one it has")
    return held if held.shown.works else None


def keep(response: Response | AnyResponse, jar: Jar, held: Held) -> None:
    """Give the browser its new token, and let it keep those before for a server that knows no newer one."""
    if held.replaces is None:
        return
    before = [held.replaces, *_before(jar)][:_MOST_BEFORE]
    set_cookie(response, jar.name, jar.path, held.token)
    set_cookie(response, jar.before, jar.path, ".".join(filter(None, before)))


def set_cookie(response: Response | AnyResponse, name: str, path: str, value: str) -> None:
    """A cookie for those pages only, out of reach of scripts and other sites."""
    response.set_cookie(
        name,
        value,
        max_age=KEPT_SECONDS,
        path=path,
        httponly=True,
        samesite="Strict",
        secure=request.is_secure,
    )


def forget_before(response: Response | AnyResponse, jar: Jar) -> None:
    """What the browser was before it was paired anew counts no more."""
    response.delete_cookie(
        jar.before, path=jar.path, secure=request.is_secure, httponly=True, samesite="Strict"
    )


def _known(jar: Jar) -> Held | None:
    """The newest token of the browser that the server knows: after a restore that may be an older one."""
    token = request.cookies.get(jar.name, "")
    shown = look(services().database, token) if token else None
    if shown is not None or not token:
        return None if shown is None else Held(token, shown)
    for earlier in _before(jar):
        shown = look(services().database, earlier)
        if shown is not None:
            return Held(earlier, shown, replaces="")
    return None


def _before(jar: Jar) -> list[str]:
    return [token for token in request.cookies.get(jar.before, "").split(".") if token][:_MOST_BEFORE]


def _stepped(held: Held, step: Step) -> Held:
    database, now, shown = services().database, services().clock.now(), held.shown
    if step is Step.OFFER:
        token = database.run(lambda session: offer(session, shown, now))
        if token is not None:
            offered = replace(shown, standing=Standing.OFFERED, made_at=now)
            return Held(token, offered, replaces=held.token)
    elif step is Step.SETTLE:
        database.run(lambda session: _settle(session, shown, now))
        return replace(held, shown=look(database, held.token) or shown)
    elif step is Step.REFUSE:
        database.run(lambda session: _refuse(session, shown, now))
    return held


def _settle(session: Session, shown: Shown, now: datetime) -> None:
    if settle(session, shown, now):
        _note(session, shown, What.DEVICE_RENEWED, f"device:{shown.device}", now)


def _refuse(session: Session, shown: Shown, now: datetime) -> None:
    if note_copy(session, shown.device, now):
        log.warning("an old token was shown: there are two of device %d", shown.device)
        _note(session, shown, What.DEVICE_COPIED, NOBODY, now)


def _note(session: Session, shown: Shown, what: What, who: str, now: datetime) -> None:
    entry = Entry(now, who, what, f"device:{shown.device}", shown.location, source(), OK, {})
    audit(session, entry)
