"""Beginning a session for somebody: the one way in, however they proved who they are.

Decides what they still have to do, gives the browser its cookie, ends the session that it had, and notes a
full sign-in at a shared desk. Knows no form.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from flask import Response, redirect, request
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from config.reach import reachable_from_outside
from models.access.device_token import WORKS
from models.access.membership import places_of
from models.access.pin import signed_in_at_desk
from models.access.principal import Role
from models.access.second_factor import has_factor
from models.access.secret import hash_secret
from models.access.session import Pending, Terms, begin_session, end_session
from models.audit.what import What
from models.tables import Device, DeviceToken, Person
from realtime.browser import SESSION_COOKIE, cookie_name, desk_of, session_of
from web.access import principal
from web.audited import note
from web.origin import is_here
from web.services import services

HOME = "/staff/"
_CODE_MINUTES = 10
"""So long somebody has to find their phone."""
_QUICK_IDLE = timedelta(minutes=15)
"""After a PIN: a shared desk is left alone sooner."""
_SYSTEMS = ("Windows", "Android", "iPhone", "iPad", "Mac OS X", "CrOS", "Linux")
_BROWSERS = re.compile(r"(Edg|OPR|Firefox|SamsungBrowser|Chrome|Safari)\w*/")
_NAMES = {"Edg": "Edge", "OPR": "Opera", "SamsungBrowser": "Samsung", "Mac OS X": "Mac", "CrOS": "ChromeOS"}


@dataclass(frozen=True)
class Proven:
    """How far somebody has proved who they are.

    Attributes:
        factor: the second factor was given just now, or before in this sign-in.
        elsewhere: the organisation's own sign-in did it all, its second factor too.
        desk: the shared desk at which a PIN was given, after a full sign-in there that day.
        again: they were signed in, and get a new id because they changed what they prove themselves by.
    """

    factor: bool = False
    elsewhere: bool = False
    desk: int | None = None
    again: bool = False

    @property
    def way(self) -> str:
        """By what, as the audit log says it."""
        if self.desk is not None:
            return "pin"
        return "organisation" if self.elsewhere else "password and code" if self.factor else "password"


def signed_in(person_id: int, proven: Proven, to: str | None = None) -> AnyResponse:
    """Begin a session with an id of its own, and lead on; the one it replaces in this browser ends.

    Args:
        person_id: who they are.
        proven: how far they have proved it.
        to: a path of ours to lead to; None: what the form says in `next`.
    """
    response = redirect(next_path() if to is None else to, 303)
    give_session(response, person_id, proven)
    return response


def give_session(response: AnyResponse | Response, person_id: int, proven: Proven) -> None:
    """The same for an answer that leads nowhere."""
    now, replaced, desk = services().clock.now(), session_of(), hash_secret(desk_of())

    def transaction(session: Session) -> str:
        end_session(session, replaced)
        terms = _terms(session, person_id, proven)
        full = terms.pending is None and proven.desk is None
        if full and not session.get_one(Person, person_id).must_change_password:
            at = session.execute(
                select(Device.id)
                .join(DeviceToken, DeviceToken.device_id == Device.id)
                .where(DeviceToken.hash == desk, Device.kind == Role.DESK, WORKS)
            ).scalar_one_or_none()
            if at is not None:
                signed_in_at_desk(session, person_id, at, now)
        if terms.pending is None and not proven.again:
            note(session, What.SIGNED_IN, f"person:{person_id}", way=proven.way, browser=terms.browser)
        return begin_session(session, person_id, now, terms)

    secret = services().database.run(transaction)
    services().broadcaster.cut()
    response.set_cookie(
        cookie_name(SESSION_COOKIE),
        secret,
        max_age=services().settings.session_hours * 3600,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure,
    )


def end_here(response: AnyResponse) -> None:
    """End the session of this browser, and its sockets."""
    secret, person_id = session_of(), principal().id

    def transaction(session: Session) -> None:
        end_session(session, secret)
        note(session, What.SIGNED_OUT, f"person:{person_id}")

    services().database.run(transaction)
    services().broadcaster.cut()
    response.delete_cookie(
        cookie_name(SESSION_COOKIE), path="/", secure=request.is_secure, httponly=True, samesite="Lax"
    )


def needs_factor(session: Session, person_id: int) -> bool:
    """Whether this person may not be without a second factor."""
    settings = services().settings
    if settings.second_factor == "all" or reachable_from_outside(settings):
        return True
    return any(place.role is Role.ADMINISTRATOR for place in places_of(session, person_id))


def next_path() -> str:
    """Where to go after signing in: a path of our own, never another site."""
    wanted = request.values.get("next", "")
    parts = urlsplit(wanted)
    own = (
        wanted.startswith("/")
        and not wanted.startswith(("//", "/\\"))
        and not parts.netloc
        and not parts.scheme
        and wanted.isprintable()  # a line end would begin another header, which werkzeug refuses
    )
    return wanted if own else HOME


def _terms(session: Session, person_id: int, proven: Proven) -> Terms:
    settings, pending, here = services().settings, None, False
    idle, longest = timedelta(minutes=settings.session_idle_minutes), timedelta(hours=settings.session_hours)
    if proven.desk is not None:
        idle = min(idle, _QUICK_IDLE)
    elif has_factor(session, person_id):
        pending = None if proven.factor or proven.elsewhere else Pending.CODE
    elif not proven.elsewhere and needs_factor(session, person_id):
        here = is_here()
        pending = None if here else Pending.ENROL
    if pending is Pending.CODE:
        longest = timedelta(minutes=_CODE_MINUTES)
    return Terms(idle, longest, pending, here, proven.desk, browser_name())


def browser_name() -> str:
    """The browser in a few words, for its person to know it by."""
    agent = request.headers.get("User-Agent", "")
    found = _BROWSERS.search(agent)
    system = next((name for name in _SYSTEMS if name in agent), "")
    words = [_NAMES.get(name, name) for name in (found[1] if found else "", system) if name]
    return ", ".join(words)
