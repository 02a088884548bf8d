"""A new screen is paired over HTTP: the code, the cookie, who is held back, and what staff change later."""

import pytest
from werkzeug.test import TestResponse

from models.access.principal import Role
from tests.web.site import QUEUE, TICKETS, Caller, Site, wish
from tests.web.test_devices import cookie_of
from web.limits import Limits

OPEN, CHECK = "/api/v1/pairings", "/api/v1/pairings/check"
CODES, DEVICES = "/api/v1/locations/plein/pairings", "/api/v1/locations/plein/devices"
SECRET = "k" * 32
KIOSK = {"kind": "kiosk", "location": "plein", "secret": SECRET}
SETTING = {"name": "Bij de ingang", "diagonal": 21.5, "distance": 600}


def code_of(screen: Caller, **more: str) -> str:
    """The code that the screen shows."""
    answer = screen.post(OPEN, KIOSK | more)
    assert answer.status_code == 201, answer.text
    return str(answer.get_json()["code"])


def checked(screen: Caller, secret: str = SECRET) -> TestResponse:
    return screen.post(CHECK, {"secret": secret})


def paired(site: Site, staff: Caller, secret: str = SECRET) -> tuple[Caller, int]:
    """A browser that staff made a kiosk, and the id of the device."""
    screen = site.anonymous()
    code = code_of(screen, secret=secret)
    device = staff.post(f"{CODES}/{code}", SETTING).get_json()["id"]
    checked(screen, secret)
    return screen, device


def problem(answer: TestResponse) -> tuple[int, str]:
    return answer.status_code, answer.get_json()["code"]


def test_a_new_screen_is_confirmed_and_works(site: Site, coordinator: Caller, anonymous: Caller) -> None:
    code = code_of(anonymous)
    assert checked(anonymous).get_json() == {"state": "waiting", "url": None}
    found = coordinator.get(f"{CODES}/{code.lower()}").get_json()
    assert (found["code"], found["kind"]) == (code, "kiosk")
    done = coordinator.post(f"{CODES}/{code}", SETTING)
    assert (done.status_code, done.get_json()["rev"]) == (201, site.world.rev())
    answer = checked(anonymous)
    assert answer.get_json() == {"state": "paired", "url": "/kiosk/plein"}
    cookie = cookie_of(answer)
    assert (cookie["path"], cookie["samesite"], "httponly" in cookie) == ("/kiosk/plein", "Strict", True)
    page = anonymous.get("/kiosk/plein").text
    assert 'data-face="kiosk"' in page
    assert '"name": "Bij de ingang"' in page
    assert '"diagonal": 21.5' in page
    assert '"distance": 600' in page
    assert site.bearer(cookie["inloop_device"]).post(TICKETS, wish()).status_code == 201


def test_before_it_is_confirmed_there_is_no_cookie_and_the_secret_opens_nothing(site: Site) -> None:
    screen = site.anonymous()
    code_of(screen)
    assert "Set-Cookie" not in checked(screen).headers
    assert site.bearer(SECRET).post(TICKETS, wish()).status_code == 401
    assert checked(screen, "x" * 32).get_json()["state"] == "gone"


def test_an_answer_that_was_lost_is_given_again(coordinator: Caller, anonymous: Caller) -> None:
    code = code_of(anonymous)
    assert code_of(anonymous) == code
    first = coordinator.post(f"{CODES}/{code}", SETTING, key="one-press")
    again = coordinator.post(f"{CODES}/{code}", SETTING, key="one-press")
    assert (again.status_code, again.get_json()) == (201, first.get_json())
    assert [checked(anonymous).get_json()["state"] for _ in range(2)] == ["paired", "paired"]


def test_of_two_who_confirm_one_is_told_that_a_colleague_was_first(
    site: Site, coordinator: Caller, administrator: Caller, anonymous: Caller
) -> None:
    code = code_of(anonymous)
    answers = [who.post(f"{CODES}/{code}", SETTING) for who in (coordinator, administrator)]
    assert [answer.status_code for answer in answers] == [201, 409]
    assert answers[1].get_json()["code"] == "already_paired"
    assert problem(administrator.get(f"{CODES}/{code}")) == (409, "already_paired")
    assert len(coordinator.get(DEVICES).get_json()["devices"]) == 1


def test_a_code_that_is_over_is_told_to_both(site: Site, coordinator: Caller, anonymous: Caller) -> None:
    code = code_of(anonymous)
    site.world.clock.advance(minutes=10)
    assert checked(anonymous).get_json()["state"] == "gone"
    assert problem(coordinator.post(f"{CODES}/{code}", SETTING)) == (404, "unknown_pairing")
    assert code_of(anonymous, secret="n" * 32) != code


def test_a_code_counts_at_its_own_location_only(coordinator: Caller, anonymous: Caller) -> None:
    code = code_of(anonymous)
    answer = coordinator.get(f"/api/v1/locations/altijd/pairings/{code}")
    assert problem(answer) == (404, "unknown_pairing")


def test_one_source_asks_thirty_times_a_minute_and_another_is_not_held_back(site: Site) -> None:
    seconds = [0.0]
    site.inloop.services.limits = Limits(lambda: seconds[0])
    busy, other = site.anonymous(), site.anonymous("192.168.1.21")
    answers = [busy.post(OPEN, KIOSK).status_code for _ in range(31)]
    assert answers == [201] * 30 + [429]
    refused = busy.post(OPEN, KIOSK)
    assert (refused.headers["Retry-After"], refused.get_json()["code"]) == ("60", "too_many")
    assert other.post(OPEN, KIOSK).status_code == 201
    seconds[0] = 60.0
    assert busy.post(OPEN, KIOSK).status_code == 201


def test_no_address_is_kept_of_who_asked(site: Site, anonymous: Caller) -> None:
    code_of(anonymous)
    kept = site.inloop.services.limits.screens._tries
    assert len(kept) == 1
    assert not any(b"192.168" in name for name in kept)


def test_who_guesses_codes_has_to_wait_and_a_colleague_does_not(
    site: Site, coordinator: Caller, administrator: Caller, anonymous: Caller
) -> None:
    seconds = [0.0]
    site.inloop.services.limits = Limits(lambda: seconds[0])
    code = code_of(anonymous)
    guesses = [coordinator.get(f"{CODES}/CDFHJ{letter}").status_code for letter in "CDF"]
    guesses += [coordinator.post(f"{CODES}/CDFHK{letter}", SETTING).status_code for letter in "CD"]
    assert guesses == [404] * 5
    assert problem(coordinator.get(f"{CODES}/{code}")) == (429, "too_many")
    assert problem(coordinator.post(f"{CODES}/{code}", SETTING)) == (429, "too_many")
    assert administrator.get(f"{CODES}/{code}").status_code == 200
    seconds[0] = 61.0
    assert coordinator.post(f"{CODES}/{code}", SETTING).status_code == 201


@pytest.mark.parametrize("path", [OPEN, CHECK])
def test_another_site_fills_no_list_and_sets_no_cookie(site: Site, anonymous: Caller, path: str) -> None:
    body = KIOSK if path == OPEN else {"secret": SECRET}
    answer = anonymous.post(path, body, headers={"Origin": "http://evil.test"})
    assert problem(answer) == (403, "csrf")
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    "wrong", [{"kind": "desk"}, {"secret": "short"}, {"secret": "!" * 32}, {"location": ""}, {"more": "1"}]
)
def test_a_screen_that_asks_for_something_else_is_refused(anonymous: Caller, wrong: dict[str, str]) -> None:
    assert problem(anonymous.post(OPEN, KIOSK | wrong)) == (422, "invalid")


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"name": ""}, "name"),
        ({"name": "a\u202eb"}, "name"),
        ({"diagonal": 4.9}, "diagonal"),
        ({"diagonal": 121}, "diagonal"),
        ({"distance": 199}, "distance"),
        ({"distance": 20_001}, "distance"),
        ({"distance": True}, "distance"),
    ],
)
def test_bad_settings_are_told_by_field(
    coordinator: Caller, anonymous: Caller, wrong: dict[str, object], place: str
) -> None:
    answer = coordinator.post(f"{CODES}/{code_of(anonymous)}", SETTING | wrong)
    assert problem(answer) == (422, "invalid")
    assert [error["place"] for error in answer.get_json()["errors"]] == [place]


def test_a_device_is_changed_and_its_page_knows(site: Site, coordinator: Caller) -> None:
    screen, device = paired(site, coordinator)
    wanted = {"name": "Achterin", "diagonal": 32, "distance": None, "printer": "main"}
    assert coordinator.post(f"{DEVICES}/{device}", wanted).status_code == 200
    (row,) = coordinator.get(DEVICES).get_json()["devices"]
    assert {name: row[name] for name in wanted} == wanted
    assert '"name": "Achterin"' in screen.get("/kiosk/plein").text
    refused = coordinator.post(f"{DEVICES}/{device}", wanted | {"printer": "weg"})
    assert problem(refused) == (404, "unknown_printer")


def test_a_revoked_device_gets_nothing_any_more_and_its_browser_shows_a_code_again(
    site: Site, coordinator: Caller
) -> None:
    screen, device = paired(site, coordinator)
    assert coordinator.post(f"{DEVICES}/{device}/revoke").status_code == 200
    assert 'id="pair"' in screen.get("/kiosk/plein").text
    assert site.bearer(SECRET).post(TICKETS, wish()).status_code == 401
    assert coordinator.get(DEVICES).get_json()["devices"] == []
    assert problem(coordinator.post(f"{DEVICES}/{device}/revoke")) == (422, "unknown_device")
    assert problem(coordinator.post(f"{DEVICES}/{10**12}/revoke")) == (422, "unknown_device")


def test_a_revoked_browser_at_the_machine_itself_does_not_pair_itself_again(
    site: Site, coordinator: Caller
) -> None:
    here = site.anonymous("127.0.0.1")
    here.post("/api/v1/devices/here", {"kind": "kiosk", "location": "plein"})
    (row,) = coordinator.get(DEVICES).get_json()["devices"]
    coordinator.post(f"{DEVICES}/{row['id']}/revoke")
    assert '"may_pair": false' in here.get("/kiosk/plein").text
    assert '"may_pair": true' in here.get("/kiosk/altijd").text


def test_who_coordinates_elsewhere_confirms_nothing_here(site: Site, anonymous: Caller) -> None:
    elsewhere = site.bearer(site.key("Elders", Role.COORDINATOR, "altijd"))
    code = code_of(anonymous)
    assert elsewhere.post(f"{CODES}/{code}", SETTING).status_code == 403
    assert elsewhere.get(DEVICES).status_code == 403


def test_the_console_learns_of_a_new_screen_when_it_shows_itself(site: Site, coordinator: Caller) -> None:
    paired(site, coordinator)
    assert coordinator.get(QUEUE).get_json()["view"]["devices"] == []
    (row,) = coordinator.get(DEVICES).get_json()["devices"]
    assert (row["online"], row["seen_at"], row["given"], "battery" in row) == (False, None, 0, False)
