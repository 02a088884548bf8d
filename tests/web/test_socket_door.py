"""Who may open a websocket: a proper handshake, from a source that has not too many."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from flask import Flask

from tests.web.site import Site
from web.limits import Limit
from web.socket_door import MOST_OPEN, SocketDoor

HANDSHAKE = {
    "Upgrade": "websocket",
    "Connection": "keep-alive, Upgrade",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
}
SOCKET = "/socket.io/?EIO=4&transport=websocket"


class House:
    """A door, and behind it a server whose sockets end when they are told."""

    def __init__(self, app: Flask, limit: Limit) -> None:
        self.app = app
        self.inside: list[Callable[[], Any]] = []
        self.door = SocketDoor(app, self._serve, limit)
        self.within: Callable[[], None] = lambda: None

    def _serve(self, _environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        self.within()
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"served"]

    def knock(self, path: str = SOCKET, address: str = "192.168.1.20", **headers: str) -> tuple[int, Any]:
        """Status and headers of the answer."""
        told: list[Any] = []
        sent = {name: value for name, value in (HANDSHAKE | headers).items() if value}
        environ = self.app.test_request_context(
            path, headers=sent, environ_base={"REMOTE_ADDR": address}
        ).request.environ
        list(self.door(environ, lambda status, headers, *_: told.extend([int(status[:3]), dict(headers)])))
        return told[0], told[1]


@pytest.fixture
def house(site: Site) -> House:
    """A door that lets 30 a minute in."""
    return House(site.inloop.app, Limit(30, 60.0, lambda: 0.0))


def test_a_proper_handshake_passes(house: House) -> None:
    assert house.knock()[0] == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"Connection": "keep-alive"},
        {"Connection": ""},
        {"Sec-WebSocket-Version": "12"},
        {"Sec-WebSocket-Version": ""},
        {"Sec-WebSocket-Key": ""},
        {"Sec-WebSocket-Key": "A" * 25},
    ],
)
def test_another_does_not_reach_the_server(house: House, wrong: dict[str, str]) -> None:
    status, headers = house.knock(**wrong)
    assert (status, headers["Content-Type"]) == (400, "application/problem+json")
    assert "default-src 'self'" in headers["Content-Security-Policy"]


def test_nobody_goes_on_with_the_session_of_another(house: House) -> None:
    assert house.knock(f"{SOCKET}&sid=AAAA")[0] == 400


def test_who_opens_too_often_waits_and_others_do_not(house: House) -> None:
    assert [house.knock()[0] for _ in range(31)] == [200] * 30 + [429]
    status, headers = house.knock()
    assert (status, int(headers["Retry-After"])) == (429, 60)
    assert house.knock(address="192.168.1.21")[0] == 200


def test_a_source_has_so_many_open_at_once_and_no_more(house: House) -> None:
    house.door._open["192.168.1.20"] = MOST_OPEN - 1
    inside: list[int] = []
    house.within = lambda: inside.append(house.door.open_by("192.168.1.20"))
    assert house.knock()[0] == 200
    assert inside == [MOST_OPEN]
    house.within = lambda: inside.append(house.knock()[0])
    assert house.knock()[0] == 200
    assert inside == [MOST_OPEN, 429]
    assert house.door.open_by("192.168.1.20") == MOST_OPEN - 1


def test_a_socket_that_broke_is_no_longer_counted(house: House) -> None:
    def broken() -> None:
        raise StopIteration

    house.within = broken
    with pytest.raises(StopIteration):
        house.knock()
    assert house.door.open_by("192.168.1.20") == 0


def test_pages_pass_by_the_door(house: House) -> None:
    assert house.knock("/", Upgrade="")[0] == 200
    assert house.door.open_by("192.168.1.20") == 0


def test_a_house_behind_one_address_has_room_for_500_phones_twice_over(site: Site) -> None:
    house = House(site.inloop.app, site.inloop.services.limits.sockets)
    assert {house.knock()[0] for _ in range(1000)} == {200}
    assert MOST_OPEN >= 1000
