"""A page of another site opens a websocket here, and the browser sends the victim's cookies along."""

import pytest

from models.access.principal import Role
from realtime.contract import Space
from tests.attacks.target import HERE, Target
from tests.attacks.wire import HOST, OWN
from tests.realtime.raw import TEXT, raw

pytestmark = pytest.mark.stress

FOREIGN = (
    "http://evil.test",
    "null",
    "https://inloop.test",
    "http://inloop.test:8081",
    "http://inloop.test.evil.test",
    "http://evil.test/http://inloop.test",
    "http://inloop.test@evil.test",
    "file://",
    "http://127.0.0.1",
    "http://localhost",
)


def entered(found: Target, space: Space, origin: str, heads: dict[str, str], auth: str) -> bool:
    """Whether a socket from that page gets what the namespace tells."""
    with raw(found.port) as line:
        head = line.open(Host=HOST, Origin=origin, **heads)
        if " 101 " not in head.partition("\r\n")[0]:
            return False
        line.send(f"40{space},{auth}")
        while True:
            try:
                got = line.receive()
            except EOFError:
                return False
            if got.opcode == TEXT and got.text.startswith(f"44{space}"):
                return False
            if got.opcode == TEXT and got.text.startswith(f'42{space},["state"'):
                return True


@pytest.mark.parametrize("space", list(Space))
def test_no_namespace_answers_another_site(found: Target, space: Space) -> None:
    victim = found.signed_in(Role.ADMINISTRATOR)
    token = found.ticket().token if space is Space.TICKET else ""
    auth = f'{{"token": "{token}"}}' if token else f'{{"location": "{HERE}"}}'
    for origin in FOREIGN:
        assert not entered(found, space, origin, victim.cookie, auth), origin
        assert not entered(found, space, origin, {"Authorization": f"Bearer {found.key(Role.HOST)}"}, auth)


@pytest.mark.parametrize("space", list(Space))
def test_the_same_from_our_own_page_is_let_in(found: Target, space: Space) -> None:
    victim = found.signed_in(Role.ADMINISTRATOR)
    token = found.ticket().token if space is Space.TICKET else ""
    auth = f'{{"token": "{token}"}}' if token else f'{{"location": "{HERE}"}}'
    assert entered(found, space, OWN, victim.cookie, auth)


def test_a_socket_of_our_own_page_without_the_cookie_gets_nothing_of_the_staff(found: Target) -> None:
    assert not entered(found, Space.STAFF, OWN, {}, f'{{"location": "{HERE}"}}')
    assert not entered(
        found, Space.STAFF, OWN, {"Cookie": "inloop_session=raad"}, f'{{"location": "{HERE}"}}'
    )
