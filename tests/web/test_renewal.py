"""A screen gets a new token with its page, and with nothing else; what was replaced is refused and told."""

import re
import time

import pytest
from sqlalchemy import select, text
from werkzeug.test import TestResponse

from models.access.device import find_device
from models.access.device_setting import revoke_device
from models.access.identify import REMEMBERED_SECONDS
from models.access.principal import Role
from models.tables import Audit
from models.views.shape import instant
from realtime.contract import Space
from tests.realtime.screen import Screen
from tests.web.renewing import pass_time
from tests.web.signing import may_see
from tests.web.signing_steps import at_desk, full_sign_in, switch, with_pin
from tests.web.site import TICKETS, Caller, Site, wish

DAY = 24 * 60.0
DEVICES = "/api/v1/locations/plein/devices"
STATE = "/api/v1/locations/plein/kiosk"
PAGES = [(Role.KIOSK, "/kiosk/plein"), (Role.DISPLAY, "/display/plein")]
COOKIE, BEFORE = "inloop_device", "inloop_device_before"


@pytest.fixture
def token(site: Site) -> str:
    """The token that the kiosk was paired with."""
    return site.device(Role.KIOSK)


@pytest.fixture
def screen(site: Site, token: str) -> Caller:
    """The browser of that kiosk."""
    return browser(site, token)


def browser(site: Site, token: str, path: str = "/kiosk/plein", address: str = "192.168.1.20") -> Caller:
    """A browser that has this token for that page."""
    who = site.anonymous(address)
    who.client.set_cookie(COOKIE, token, path=path)
    return who


def cookies(answer: TestResponse) -> dict[str, str]:
    """Each cookie that an answer sets, as it is written."""
    return {line.partition("=")[0]: line for line in answer.headers.getlist("Set-Cookie")}


def held(who: Caller, path: str = "/kiosk/plein", name: str = COOKIE) -> str:
    """The token in the jar."""
    cookie = who.client.get_cookie(name, path=path)
    assert cookie is not None
    return cookie.value


def told(page: TestResponse, fact: str) -> str:
    """A fact that stands in a page."""
    found = re.search(rf'"{fact}": "([^"]+)"', page.text)
    assert found, page.text
    return found[1]


def renewed(site: Site, who: Caller) -> str:
    """Let a screen get a new token and settle it, and the one before die; the new one."""
    for minutes in (8 * DAY, 12.0):
        pass_time(site, minutes)
        assert 'data-face="kiosk"' in who.get("/kiosk/plein").text
    pass_time(site, 61.0)
    return held(who)


def audited(site: Site) -> list[tuple[str, str, str]]:
    """Who did what to what with devices."""
    with site.world.database.read() as session:
        rows = session.execute(select(Audit).order_by(Audit.n)).scalars()
        return [(row.who, row.what, row.subject) for row in rows if row.what.startswith("device.")]


@pytest.mark.parametrize(("kind", "path"), PAGES)
def test_a_page_brings_a_due_screen_its_new_token_as_the_first_one_came(
    site: Site, kind: Role, path: str
) -> None:
    first = site.device(kind)
    screen = browser(site, first, path)
    assert cookies(screen.get(path)) == {}
    pass_time(site, 8 * DAY)
    page = screen.get(path)
    second = held(screen, path)
    assert second not in {"", first}
    assert told(page, "token") == second
    assert set(cookies(page)) == {COOKIE, BEFORE}
    for line in cookies(page).values():
        assert f"Path={path}" in line
        assert {"HttpOnly", "SameSite=Strict", "Max-Age=34560000"} <= set(line.split("; "))
    assert (held(screen, path, BEFORE), find_device(site.world.database, first) is not None) == (first, True)
    assert told(screen.get(path), "token") == second


def test_over_tls_the_new_cookie_stays_there(site: Site, screen: Caller) -> None:
    pass_time(site, 8 * DAY)
    page = screen.ask("GET", "/kiosk/plein", base_url="https://inloop.test")
    assert all("Secure" in line for line in cookies(page).values())


def test_only_a_page_renews_and_no_call_of_a_script(site: Site, screen: Caller, token: str) -> None:
    pass_time(site, 8 * DAY)
    machine = site.bearer(token)
    answers = [
        machine.post(TICKETS, wish()),
        machine.get(STATE),
        screen.get("/kiosk/plein/days"),
        screen.get("/kiosk/plein/speech/nl/text/welcome.wav"),
        screen.get("/kiosk/service-worker.js"),
        screen.post("/kiosk/plein/pair"),
        site.bearer(token).get("/kiosk/plein"),
    ]
    assert [cookies(answer) for answer in answers] == [{}] * len(answers)
    assert Screen(site.inloop, Space.KIOSK, {"token": token, "location": "plein"}).connected


def test_a_page_that_did_not_change_is_not_sent_again_while_its_token_is_young(screen: Caller) -> None:
    tag = screen.get("/kiosk/plein").headers["ETag"]
    assert screen.get("/kiosk/plein", headers={"If-None-Match": tag}).status_code == 304


def test_a_number_goes_in_under_the_new_token_and_its_repetition_under_the_old(
    site: Site, screen: Caller, token: str
) -> None:
    pass_time(site, 7 * DAY)  # the same hour, when the door is open
    screen.get("/kiosk/plein")
    first = site.bearer(token).post(TICKETS, wish(), key="one press")
    again = site.bearer(held(screen)).post(TICKETS, wish(), key="one press")
    assert (first.status_code, again.get_json()) == (201, first.get_json())


def test_an_ordinary_renewal_cuts_no_socket_but_a_dead_token_holds_none(
    site: Site, screen: Caller, token: str
) -> None:
    def enter(shown: str) -> Screen:
        return Screen(site.inloop, Space.KIOSK, {"token": shown, "location": "plein"})

    def there(*screens: Screen) -> list[bool]:
        return [bool(one._client.is_connected(str(one.space))) for one in screens]

    before = enter(token)
    pass_time(site, 8 * DAY)
    screen.get("/kiosk/plein")
    after = enter(held(screen))
    pass_time(site, 12.0)
    screen.get("/kiosk/plein")
    site.inloop.services.broadcaster.cut()
    assert there(before, after) == [True, True]
    pass_time(site, 61.0)
    site.inloop.services.broadcaster.cut()
    assert there(before, after) == [False, True]
    refused = enter(token).refused
    assert isinstance(refused, dict)
    assert refused["data"]["code"] == "unauthorised"


def test_the_keeper_lets_former_tokens_die(site: Site, screen: Caller, token: str) -> None:
    for minutes in (8 * DAY, 12.0):
        site.world.clock.advance(hours=minutes / 60)
        screen.get("/kiosk/plein")
    site.world.clock.advance(hours=2)
    site.inloop.services.broadcaster.turn()
    assert find_device(site.world.database, token) is None
    assert find_device(site.world.database, held(screen)) is not None


def test_a_copy_is_refused_audited_once_and_told_on_the_page_of_the_screens(
    site: Site, screen: Caller, token: str, coordinator: Caller
) -> None:
    copy = browser(site, token, address="127.0.0.1")
    second = renewed(site, screen)
    for _ in range(3):
        page = copy.get("/kiosk/plein")
        assert (page.status_code, 'id="pair"' in page.text) == (200, True)
        assert '"may_pair": false' in page.text, "it was turned away"
        assert cookies(page) == {}
    assert audited(site) == [
        ("device:1", "device.renewed", "device:1"),
        ("nobody", "device.copied", "device:1"),
    ]
    (row,) = coordinator.get(DEVICES).get_json()["devices"]
    assert row["copied_at"] is not None
    assert 'data-face="kiosk"' in screen.get("/kiosk/plein").text
    assert [site.bearer(one).get(STATE).status_code for one in (second, token)] == [200, 401]


def test_a_screen_whose_copy_was_quicker_is_told_too(site: Site, screen: Caller, token: str) -> None:
    renewed(site, browser(site, token))
    assert 'id="pair"' in screen.get("/kiosk/plein").text
    assert audited(site)[-1][1] == "device.copied"


def test_a_revoked_screen_is_no_copy_and_gets_nothing(
    site: Site, screen: Caller, coordinator: Caller
) -> None:
    pass_time(site, 8 * DAY)
    screen.get("/kiosk/plein")
    site.world.turn("plein", lambda turn: revoke_device(turn, 1))
    pass_time(site, 12.0)
    page = screen.get("/kiosk/plein")
    assert ('id="pair"' in page.text, cookies(page)) == (True, {})
    assert audited(site) == []
    assert coordinator.post(f"{DEVICES}/1/renew").status_code == 422


def test_a_coordinator_renews_by_hand_and_the_screen_takes_it_up(
    site: Site, screen: Caller, token: str, coordinator: Caller
) -> None:
    site.world.clock.advance(seconds=5)
    assert coordinator.post(f"{DEVICES}/1/renew").status_code == 200
    (row,) = coordinator.get(DEVICES).get_json()["devices"]
    assert row["renewing"]
    view = site.bearer(token).get(STATE).get_json()["view"]
    assert view["config_rev"] == site.world.rev(), "so that its page loads itself anew"
    screen.get("/kiosk/plein")
    second = held(screen)
    assert second != token
    made = site.world.clock.now()
    pass_time(site, 12.0)
    assert cookies(screen.get("/kiosk/plein")) == {}
    (row,) = coordinator.get(DEVICES).get_json()["devices"]
    assert (row["renewing"], row["token_at"]) == (False, instant(made))
    assert [one[1] for one in audited(site)] == ["device.renewal_wanted", "device.renewed"]
    pass_time(site, 61.0)
    assert find_device(site.world.database, token) is None


def test_a_server_that_got_an_older_database_back_knows_the_screen_by_its_token_before(
    site: Site, screen: Caller, token: str
) -> None:
    renewed(site, screen)
    lost = held(screen)
    with site.world.database.transaction() as connection:
        connection.execute(text("DELETE FROM device_token WHERE standing = 'present'"))
        connection.execute(text("UPDATE device_token SET standing = 'present', ends_at = NULL"))
    page = screen.get("/kiosk/plein")
    assert 'data-face="kiosk"' in page.text
    assert held(screen) == told(page, "token") not in {lost, token}
    assert [one[1] for one in audited(site)] == ["device.renewed"]


def test_a_database_that_takes_nothing_leaves_the_screen_the_token_that_it_has(
    site: Site, screen: Caller, token: str
) -> None:
    pass_time(site, 8 * DAY)
    full = "CREATE TRIGGER full BEFORE INSERT ON device_token BEGIN SELECT RAISE(ABORT, 'disk full'); END"
    with site.world.database.transaction() as connection:
        connection.execute(text(full))
    page = screen.get("/kiosk/plein")
    assert (told(page, "token"), cookies(page)) == (token, {})
    with site.world.database.transaction() as connection:
        connection.execute(text("DROP TRIGGER full"))
    assert told(screen.get("/kiosk/plein"), "token") != token


def test_who_is_paired_anew_forgets_what_it_was(site: Site, screen: Caller) -> None:
    pass_time(site, 8 * DAY)
    screen.get("/kiosk/plein")
    assert held(screen, name=BEFORE)
    other = site.device(Role.KIOSK)
    screen.ask("POST", "/kiosk/plein/pair", data={"token": other})
    assert held(screen) == other
    assert screen.client.get_cookie(BEFORE, path="/kiosk/plein") is None


@pytest.mark.parametrize("nonsense", ["", ".", "....", "a.b", "é", "a" * 4000, "x" * 32 + "." * 200])
def test_what_a_browser_makes_up_is_nobodys(site: Site, nonsense: str) -> None:
    screen = browser(site, "nobody's")
    screen.client.set_cookie(BEFORE, nonsense, path="/kiosk/plein")
    page = screen.get("/kiosk/plein")
    assert (page.status_code, 'id="pair"' in page.text, cookies(page)) == (200, True, {})


def test_a_shared_desk_gets_its_new_token_at_the_sign_in_page_and_who_is_signed_in_stays_so(
    site: Site,
) -> None:
    first = site.device(Role.DESK)
    desk = at_desk(site, first)
    sam = with_pin(site, "Sam", "274951")
    pass_time(site, 8 * DAY)
    full_sign_in(desk, "Sam")
    assert switch(desk, sam, "274951").status_code == 303
    page = desk.get("/staff/sign-in")
    second = held(desk, "/", "inloop_desk")
    assert second != first
    assert set(cookies(page)) == {"inloop_desk", "inloop_desk_before"}
    assert may_see(desk)
    pass_time(site, 12.0)
    desk.get("/staff/sign-in")
    assert may_see(desk)
    pass_time(site, 61.0)
    time.sleep(REMEMBERED_SECONDS)
    assert find_device(site.world.database, first) is None
    full_sign_in(desk, "Sam")
    assert switch(desk, sam, "274951").status_code == 303
    assert may_see(desk)
