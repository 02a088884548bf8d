"""Who is connected: rooms are joined here, by the server, never on a client's word."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from flask import request
from flask_socketio import ConnectionRefusedError as Refused
from flask_socketio import join_room
from sqlalchemy.exc import SQLAlchemyError

from models.access.device import Report, Sound
from models.access.identify import identify
from models.access.principal import Principal, Proof, Role
from models.access.session import find_session
from models.clock import Clock
from models.database import Database
from models.refusal import Refusal
from models.views.holder import find_held
from models.views.state import Audience, location_state, ticket_state
from models.views.ticket import find_by_token
from realtime.browser import desk_of, from_here, session_of
from realtime.contract import Event, Space, location_room, ticket_room
from realtime.gate import Gated, heard
from realtime.screens import Screens

log = logging.getLogger(__name__)

_REVISIONS = 2**31
"""What a database's integer can hold."""

_FULL = 100
"""Per cent of a battery."""

_TOLD = {
    "rev": "shown_rev",
    "battery": "battery",
    "charging": "charging",
    "secure": "secure",
    "undelivered": "undelivered",
    "sound": "sound",
}
"""What a report can hold, and what that is called in `Report`."""

_SOUNDS = tuple(map(str, Sound))

_MAY_CONNECT: dict[Space, frozenset[Role]] = {
    Space.DISPLAY: frozenset({Role.DISPLAY, Role.GUIDE, Role.HOST, Role.COORDINATOR, Role.ADMINISTRATOR}),
    Space.KIOSK: frozenset({Role.KIOSK, Role.HOST, Role.COORDINATOR, Role.ADMINISTRATOR}),
    Space.STAFF: frozenset({Role.GUIDE, Role.HOST, Role.COORDINATOR, Role.ADMINISTRATOR}),
}

_AUDIENCES = {Space.DISPLAY: Audience.DISPLAY, Space.KIOSK: Audience.KIOSK, Space.STAFF: Audience.STAFF}


class _Audience(Gated):
    """What all namespaces do alike."""

    def __init__(self, space: Space, database: Database, clock: Clock, screens: Screens) -> None:
        super().__init__(space)
        self.space = space
        self.database = database
        self.clock = clock
        self.screens = screens

    def on_disconnect(self, _reason: object = None) -> None:
        """Forget the screen."""
        self.screens.left(_sid(), self.space)

    @heard(Event.SHOWN)
    def on_shown(self, data: object = None) -> None:
        """A screen tells which revision it shows, and of its battery and browser what it knows."""
        device_id = self.screens.device(_sid(), self.space)
        report = _report(data, self.clock.now())
        if device_id is not None and report is not None:
            self.screens.report(device_id, report)

    def _join(self, room: str, location_id: str, ticket_id: int | None = None) -> None:
        """From here on the screen is told of changes; so join first and read then, or one between is lost."""
        join_room(room)
        join_room(location_room(location_id))  # a phone hears only the beat there, as all of them do at once
        self.screens.joined(_sid(), self.space, location_id, ticket_id)

    @contextmanager
    def _entering(self) -> Iterator[None]:
        """Turn what goes wrong into a refusal with a code; who is refused listens to nothing."""
        try:
            yield
        except Refusal as refusal:
            self.screens.left(_sid(), self.space)
            raise _refused(refusal.code) from None
        except SQLAlchemyError:
            log.exception("the database did not answer a screen that wanted to come in")
            self.screens.left(_sid(), self.space)
            raise _refused("unavailable") from None


class LocationAudience(_Audience):
    """Displays, kiosks and consoles of a location."""

    @property
    def admits(self) -> object:
        """The roles that may connect."""
        return _MAY_CONNECT.get(self.space)

    def on_connect(self, auth: object) -> None:
        """Let the screen in, and give it the whole view at once."""
        location, now = _text(auth, "location"), self.clock.now()
        with self._entering():
            who = self._who(_text(auth, "token"), now)
            if who is None:
                raise _refused("unauthorised")
            if not who.may_act_at(location) or who.at(location).role not in _MAY_CONNECT[self.space]:
                raise _refused("forbidden")
            self.screens.let_in_by(_sid(), self.space, who.proof, who.session or str(who.id))
            self._join(location_room(location), location)
            with self.database.read() as session:
                state = location_state(session, _AUDIENCES[self.space], location, now)
        if who.proof is Proof.DEVICE:
            self.screens.is_device(_sid(), self.space, who.id)
            self.screens.report(who.id, Report(now, None))
        self.emit(Event.STATE, state, room=_sid())

    def _who(self, token: str, now: datetime) -> Principal | None:
        if token:
            return identify(self.database, token)
        with self.database.read() as session:
            found = find_session(session, session_of(), now, desk=desk_of(), here=from_here())
        return None if found is None or found.pending else found.who


class TicketAudience(_Audience):
    """Visitors' phones."""

    @property
    def admits(self) -> object:
        """Whom the token of a ticket proves."""
        return "whoever holds the ticket's token"

    def on_connect(self, auth: object) -> None:
        """Let whoever holds the ticket's token follow it."""
        token = _text(auth, "token")
        with self._entering():
            with self.database.read() as session:
                ticket = find_held(session, token, self.clock.now())[1]
            self._join(ticket_room(ticket.id), ticket.location_id, ticket.id)
            with self.database.read() as session:
                state = ticket_state(session, find_by_token(session, token), self.clock.now())
        self.emit(Event.STATE, state, room=_sid())


def _text(auth: object, name: str) -> str:
    """What the client says under *name*; empty unless it is something that we could have given out."""
    value = auth.get(name) if isinstance(auth, dict) else None
    return value if isinstance(value, str) and value.isascii() and value.isprintable() else ""


def _report(data: object, now: datetime) -> Report | None:
    """What a screen tells; None when any of it is not what it should be."""
    if not isinstance(data, dict):
        return None
    told: dict[str, Any] = dict.fromkeys(_TOLD) | data
    rev, battery, undelivered = told["rev"], told["battery"], told["undelivered"]
    right = (
        _is_whole(rev, _REVISIONS - 1)
        and (battery is None or _is_whole(battery, _FULL))
        and (undelivered is None or _is_whole(undelivered, _REVISIONS - 1))
        and all(told[name] is None or isinstance(told[name], bool) for name in ("charging", "secure"))
        and (told["sound"] is None or told["sound"] in _SOUNDS)
    )
    return Report(now, **{name: told[key] for key, name in _TOLD.items()}) if right else None


def _is_whole(value: object, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most


def _refused(code: str) -> Refused:
    return Refused(str(code), {"code": str(code)})


def _sid() -> str:
    """The id of the connection that is being handled; Flask-SocketIO hangs it on the request."""
    return str(request.sid)  # type: ignore[attr-defined]
