"""Every namespace × every event × every caller, against a table written by hand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from flask.testing import FlaskClient

from models.access.device import find_device
from models.access.device_setting import revoke_device
from models.access.key import revoke_key
from models.access.principal import DEVICE_ROLES, Role
from realtime.contract import CLIENT_EVENTS, Event, Space
from realtime.gate import Gated, heard, register
from tests.realtime.screen import Screen
from tests.web.site import Site

ELSEWHERE = "altijd"

MAY: Mapping[Space, set[str]] = {
    Space.DISPLAY: {
        "guide", "host", "coordinator", "administrator", "display",
        "session of a guide", "session of a host", "session of a coordinator", "session of an administrator",
    },
    Space.KIOSK: {
        "host", "coordinator", "administrator", "kiosk",
        "session of a host", "session of a coordinator", "session of an administrator",
    },
    Space.STAFF: {
        "guide", "host", "coordinator", "administrator",
        "session of a guide", "session of a host", "session of a coordinator", "session of an administrator",
    },
    Space.TICKET: {"holder of a ticket"},
}  # fmt: skip
"""Who may connect at `plein`. Whoever is not named may not, nowhere."""

REPORTS = {"kiosk", "display"}
"""Whose `shown` counts."""

SAID: Mapping[str, object] = {
    "shown": {"rev": 1},
    "state": {"epoch": "x", "rev": 10**6, "now": "", "view": {}},
    "hb": {"epoch": "x", "rev": 10**6, "now": ""},
    "connect": {"location": ELSEWHERE},
    "disconnect": "client disconnect",
    "join": {"room": f"location:{ELSEWHERE}"},
    "join_room": f"location:{ELSEWHERE}",
    "call-next": {"desk": "1"},
    "message": "hallo",
    "": None,
    "_who": None,
    "__init__": None,
}
"""What a client might say; of all that only `shown` is heard."""


@dataclass
class Knock:
    """With what somebody knocks."""

    token: str | None = None
    browser: FlaskClient | None = None

    def at(self, site: Site, space: Space, location: str = "plein") -> Screen:
        """Knock at a namespace."""
        auth = {"location": location} | ({} if self.token is None else {"token": self.token})
        return Screen(site.inloop, space, auth, self.browser)


def _session(role: Role, location: str | None = None, **how: Any) -> Callable[[Site], Knock]:
    def knock(site: Site) -> Knock:
        return Knock(browser=site.signed_in(site.person(f"{role} {location}", role, location, **how)).client)

    return knock


def _revoked_key(site: Site) -> Knock:
    secret, now = site.key("Weg", Role.ADMINISTRATOR), site.world.clock.now()
    site.world.database.run(lambda session: revoke_key(session, "Weg", now))
    return Knock(secret)


def _revoked_device(site: Site) -> Knock:
    token = site.device(Role.DISPLAY)
    found = find_device(site.world.database, token)
    assert found
    number = found.id
    site.world.turn("plein", lambda turn: revoke_device(turn, number))
    return Knock(token)


def _expired_session(site: Site) -> Knock:
    browser = site.signed_in(site.person("Oud", Role.ADMINISTRATOR)).client
    site.world.clock.advance(hours=13)
    return Knock(browser=browser)


def _device(kind: Role, location: str = "plein") -> Callable[[Site], Knock]:
    return lambda site: Knock(site.device(kind, location))


def _key(role: Role, location: str | None = None) -> Callable[[Site], Knock]:
    return lambda site: Knock(site.key(f"{role} {location}", role, location))


_STAFF = [role for role in Role if role not in DEVICE_ROLES]
_ARTICLE = {Role.ADMINISTRATOR: "an", Role.ANALYST: "an"}

CALLERS: Mapping[str, Callable[[Site], Knock]] = {
    **{str(role): _key(role) for role in _STAFF},
    **{str(kind): _device(kind) for kind in DEVICE_ROLES},
    **{f"session of {_ARTICLE.get(role, 'a')} {role}": _session(role) for role in _STAFF},
    **{f"{role} elsewhere": _key(role, ELSEWHERE) for role in _STAFF},
    **{f"{kind} elsewhere": _device(kind, ELSEWHERE) for kind in DEVICE_ROLES},
    "session of a coordinator elsewhere": _session(Role.COORDINATOR, ELSEWHERE),
    "one-time password": _session(Role.ADMINISTRATOR, must_change=True),
    "expired session": _expired_session,
    "revoked key": _revoked_key,
    "revoked device": _revoked_device,
    "holder of a ticket": lambda site: Knock(site.world.issue().token),
    "forged session": lambda site: _cookie(site, "raad-maar"),
    "empty token": lambda _site: Knock(""),
    "nobody": lambda _site: Knock(),
}


def _cookie(site: Site, value: str) -> Knock:
    client = site.inloop.app.test_client()
    client.set_cookie("inloop_session", value)
    return Knock(browser=client)


def test_the_table_knows_every_namespace_and_every_event_that_is_heard() -> None:
    assert set(MAY) == set(Space)
    assert set(SAID) >= CLIENT_EVENTS | set(Event)


@pytest.mark.parametrize("caller", CALLERS)
def test_who_may_connect_and_what_they_may_say(site: Site, caller: str) -> None:
    knock, screens = CALLERS[caller](site), site.inloop.services.screens
    wrong = []
    for space in Space:
        screen = knock.at(site, space)
        if screen.connected != (caller in MAY[space]):
            wrong.append(f"{caller} at {space}: {screen.connected}, {screen.refused}")
        if not screen.connected:
            assert screens.count() == 0
            continue
        screens.take_reports()
        for event, payload in SAID.items():
            before = site.world.rev(), site.world.rev(ELSEWHERE)
            screen.emit(event, payload)
            told = bool(screens.take_reports())
            if told != (event == Event.SHOWN and caller in REPORTS):
                wrong.append(f"{caller} at {space} said {event!r}: report {told}")
            if screens.count() != 1 or (site.world.rev(), site.world.rev(ELSEWHERE)) != before:
                wrong.append(f"{caller} at {space} said {event!r}, and it changed something")
        assert not screens.listening(space, ELSEWHERE)
        screen.leave()
    assert wrong == []


@pytest.mark.parametrize("caller", [name for name in CALLERS if name.endswith("elsewhere")])
def test_elsewhere_they_may_what_they_may_here(site: Site, caller: str) -> None:
    knock = CALLERS[caller](site)
    for space in (Space.DISPLAY, Space.KIOSK, Space.STAFF):
        expected = caller.removesuffix(" elsewhere") in MAY[space]
        assert knock.at(site, space, ELSEWHERE).connected == expected, space


@pytest.mark.parametrize(
    "origin", ["http://evil.test", "null", "https://localhost", "http://localhost.evil.test"]
)
def test_no_other_site_opens_a_socket(site: Site, origin: str) -> None:
    browser = site.signed_in(site.person("Yusuf", Role.ADMINISTRATOR))
    handshake = {
        "Origin": origin,
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    }
    answer = browser.get("/socket.io/?EIO=4&transport=websocket", headers=handshake)
    assert (answer.status_code, "accepted origin" in answer.text) == (400, True)


class _Silent(Gated):
    """Does not say who may connect."""


class _Anybodys(Gated):
    """Says who may connect."""

    @property
    def admits(self) -> object:
        """Anybody."""
        return "anybody"


class _Open(_Anybodys):
    """Hears something that it does not declare."""

    def on_order(self, _data: object) -> None:
        """Nothing."""


class _Mistaken(_Anybodys):
    """Declares another event than it hears."""

    @heard(Event.SHOWN)
    def on_state(self, _data: object) -> None:
        """Nothing."""


@pytest.mark.parametrize("kind", [_Silent, _Open, _Mistaken])
def test_what_is_not_declared_stops_the_start(site: Site, kind: type[Gated]) -> None:
    with pytest.raises(RuntimeError, match="does not say"):
        register(site.inloop.socketio, kind("/new"))
