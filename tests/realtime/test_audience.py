"""Who may listen to what by socket, and what they get when they come in."""

import pytest

from models.access.key import revoke_key
from models.access.principal import DEVICE_ROLES, STAFF_ROLES, Role
from models.views.state import Audience, location_state
from realtime.contract import LOCATION_SPACES, Space
from tests.realtime.screen import Screen
from tests.web.site import Site

MAY: dict[Space, set[Role]] = {
    Space.DISPLAY: {Role.DISPLAY, Role.GUIDE, Role.HOST, Role.COORDINATOR, Role.ADMINISTRATOR},
    Space.KIOSK: {Role.KIOSK, Role.HOST, Role.COORDINATOR, Role.ADMINISTRATOR},
    Space.STAFF: {Role.GUIDE, Role.HOST, Role.COORDINATOR, Role.ADMINISTRATOR},
}


def token(site: Site, role: Role, location: str = "plein") -> str:
    if role in DEVICE_ROLES:
        return site.device(role, location)
    return site.key(f"{role} {location}", role, location)


def knock(site: Site, space: Space, token: object, location: object = "plein") -> Screen:
    return Screen(site.inloop, space, {"token": token, "location": location})


def code(screen: Screen) -> object:
    """The code with which the screen was refused."""
    assert not screen.connected
    assert isinstance(screen.refused, dict)
    return screen.refused["data"]["code"]


@pytest.mark.parametrize("space", LOCATION_SPACES)
@pytest.mark.parametrize("role", [*STAFF_ROLES, *DEVICE_ROLES])
def test_each_role_may_listen_where_it_belongs(site: Site, space: Space, role: Role) -> None:
    screen = knock(site, space, token(site, role))
    assert screen.connected == (role in MAY[space])
    assert screen.connected or code(screen) == "forbidden"


@pytest.mark.parametrize("space", LOCATION_SPACES)
def test_whoever_comes_in_gets_the_whole_view_at_once(site: Site, space: Space) -> None:
    site.world.issue()
    screen = knock(site, space, token(site, Role.COORDINATOR))
    with site.world.database.read() as session:
        audience = Audience(space.removeprefix("/"))
        assert screen.state == location_state(session, audience, "plein", site.world.clock.now())


@pytest.mark.parametrize("space", LOCATION_SPACES)
@pytest.mark.parametrize("auth", [None, {}, "token", [], 7, {"token": "raad-maar", "location": "plein"}])
def test_who_proves_nothing_is_refused_with_a_code(site: Site, space: Space, auth: object) -> None:
    assert code(Screen(site.inloop, space, auth)) == "unauthorised"


STRANGE: list[object] = [None, 7, [], {}, "", "\0", "\ud800", "a" * 9000]


@pytest.mark.parametrize("strange", STRANGE)
def test_a_strange_token_is_just_nobodys(site: Site, strange: object) -> None:
    for space in LOCATION_SPACES:
        assert code(knock(site, space, strange)) == "unauthorised"
    assert code(Screen(site.inloop, Space.TICKET, {"token": strange})) == "unknown_ticket"


@pytest.mark.parametrize("strange", STRANGE)
def test_a_strange_location_is_just_unknown(site: Site, strange: object) -> None:
    secret = site.key("Coen", Role.COORDINATOR)
    for space in LOCATION_SPACES:
        assert code(knock(site, space, secret, strange)) == "unknown_location"


def test_a_device_of_another_location_is_refused(site: Site) -> None:
    assert code(knock(site, Space.DISPLAY, token(site, Role.DISPLAY, "altijd"))) == "forbidden"
    assert code(knock(site, Space.STAFF, token(site, Role.GUIDE, "altijd"))) == "forbidden"


def test_a_revoked_key_is_refused(site: Site) -> None:
    secret = site.key("Weg", Role.COORDINATOR)
    now = site.world.clock.now()
    site.world.database.run(lambda session: revoke_key(session, "Weg", now))
    assert code(knock(site, Space.STAFF, secret)) == "unauthorised"


def test_a_signed_in_browser_listens_by_its_session(site: Site) -> None:
    browser = site.signed_in(site.person("Yusuf", Role.GUIDE)).client
    assert Screen(site.inloop, Space.STAFF, {"location": "plein"}, browser).connected


def test_a_session_with_a_one_time_password_or_none_at_all_does_not(site: Site) -> None:
    fresh = site.signed_in(site.person("Nieuw", Role.GUIDE, must_change=True)).client
    ended = site.signed_in(site.person("Oud", Role.GUIDE)).client
    assert code(Screen(site.inloop, Space.STAFF, {"location": "plein"}, fresh)) == "unauthorised"
    site.world.clock.advance(minutes=61)
    assert code(Screen(site.inloop, Space.STAFF, {"location": "plein"}, ended)) == "unauthorised"


def test_a_phone_follows_its_ticket_by_the_token_alone(site: Site) -> None:
    ticket = site.world.issue()
    screen = Screen(site.inloop, Space.TICKET, {"token": ticket.token})
    assert (screen.view["label"], screen.view["ahead"], screen.view["guide"]) == ("A01", 0, None)
    assert screen.state is not None
    assert screen.state["rev"] == site.world.rev()


def test_a_phone_hears_the_beat_and_nothing_of_another_ticket(site: Site) -> None:
    ticket, other = site.world.issue(), site.world.issue()
    phone = Screen(site.inloop, Space.TICKET, {"token": ticket.token})
    assert Screen(site.inloop, Space.TICKET, {"token": other.token}).connected
    broadcaster = site.inloop.services.broadcaster
    broadcaster.turn()
    phone.listen()
    assert [beat["rev"] for beat in phone.beats] == [site.world.rev()]
    assert phone.view["label"] == "A01"


@pytest.mark.parametrize("auth", [None, {}, "token", {"token": "raad-maar"}, {"token": None}, {"id": 1}])
def test_a_phone_without_the_token_is_refused(site: Site, auth: object) -> None:
    site.world.issue()
    assert code(Screen(site.inloop, Space.TICKET, auth)) == "unknown_ticket"


def test_the_key_of_staff_opens_no_ticket_and_a_ticket_no_location(site: Site) -> None:
    ticket = site.world.issue()
    assert (
        code(Screen(site.inloop, Space.TICKET, {"token": site.key("Coen", Role.COORDINATOR)}))
        == "unknown_ticket"
    )
    assert code(knock(site, Space.DISPLAY, ticket.token)) == "unauthorised"


def test_the_namespace_that_is_nobodys_lets_nobody_in(site: Site) -> None:
    secret = site.key("Coen", Role.COORDINATOR)
    for space in ("/", "/admin"):
        assert not Screen(site.inloop, space, {"token": secret, "location": "plein"}).connected


@pytest.mark.parametrize(
    ("event", "payload"),
    [
        ("join", {"room": "location:altijd"}),
        ("enter_room", "location:altijd"),
        ("subscribe", {"location": "altijd"}),
        ("state", {"location": "altijd"}),
        ("call-next", {"desk": "1"}),
    ],
)
def test_a_screen_chooses_no_room_and_commands_nothing(site: Site, event: str, payload: object) -> None:
    screen = knock(site, Space.DISPLAY, token(site, Role.DISPLAY))
    site.inloop.services.broadcaster.turn()
    screen.listen()
    before = site.world.rev(), site.world.rev("altijd")
    screen.emit(event, payload)
    site.world.issue("altijd")
    site.inloop.services.broadcaster.mark("altijd")
    site.inloop.services.broadcaster.turn()
    assert screen.listen() == 0
    assert screen.view["location"] == "plein"
    assert (site.world.rev(), site.world.rev("altijd")) == (before[0], before[1] + 1)


def test_a_screen_that_left_is_no_longer_counted(site: Site) -> None:
    screens = site.inloop.services.screens
    display = knock(site, Space.DISPLAY, token(site, Role.DISPLAY))
    phone = Screen(site.inloop, Space.TICKET, {"token": site.world.issue().token})
    assert (screens.count(), screens.listening(Space.DISPLAY, "plein"), screens.tickets("plein")) == (
        2,
        True,
        [1],
    )
    display.leave()
    phone.leave()
    assert (screens.count(), screens.listening(Space.DISPLAY, "plein"), screens.tickets("plein")) == (
        0,
        False,
        [],
    )


def test_another_site_and_another_transport_than_websocket_are_refused(site: Site) -> None:
    stranger = site.anonymous()
    foreign = stranger.get("/socket.io/?EIO=4&transport=websocket", headers={"Origin": "http://evil.test"})
    polling = stranger.get("/socket.io/?EIO=4&transport=polling")
    assert (foreign.status_code, polling.status_code) == (400, 400)
    assert "accepted origin" in foreign.text
