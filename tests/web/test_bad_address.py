"""Addresses and methods that are not there: a problem for machines, a page for people."""

import pytest

from models.access.principal import Role
from tests.web.site import TICKETS, Caller, Site, wish
from tests.web.test_bad_input import assert_problem

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
STRANGE = ["%00", "%ED%A0%80", "%FF%FE", "..%2f..%2fetc%2fpasswd", "a" * 3000, "%F0%9F%98%80", "%0d%0aX-A:1"]


def test_an_unknown_path_of_the_api_is_a_problem(anonymous: Caller) -> None:
    assert_problem(anonymous.get("/api/v1/bestaat-niet"), 404, "not_found")


def test_an_unknown_path_of_the_api_is_a_problem_for_a_browser_too(anonymous: Caller) -> None:
    assert_problem(anonymous.get("/api/v1/bestaat-niet", headers=BROWSER), 404, "not_found")


def test_an_unknown_page_is_a_page_for_a_browser(anonymous: Caller) -> None:
    answer = anonymous.get("/bestaat-niet", headers=BROWSER)
    assert (answer.status_code, answer.mimetype) == (404, "text/html")
    assert "<h1" in answer.text


def test_an_unknown_location_is_a_page_for_a_browser(anonymous: Caller) -> None:
    for path in ("/kiosk/nergens", "/display/nergens"):
        answer = anonymous.get(path, headers=BROWSER)
        assert (answer.status_code, answer.mimetype) == (404, "text/html")


def test_a_page_that_is_not_for_this_account_is_a_page_for_a_browser(site: Site) -> None:
    analyst = site.signed_in(site.person("Anouk", Role.ANALYST))
    answer = analyst.get("/staff/", headers=BROWSER)
    assert (answer.status_code, answer.mimetype) == (403, "text/html")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", TICKETS, {"POST", "OPTIONS"}),
        ("DELETE", TICKETS, {"POST", "OPTIONS"}),
        ("POST", "/api/v1/locations", {"GET", "HEAD", "OPTIONS"}),
        ("PUT", "/api/v1/tickets/x", {"GET", "HEAD", "OPTIONS"}),
        ("PATCH", "/api/v1/visits/1/start", {"POST", "OPTIONS"}),
        ("TRACE", "/api/v1/locations", {"GET", "HEAD", "OPTIONS"}),
    ],
)
def test_a_wrong_method_is_a_problem_that_says_which_are_right(
    site: Site, kiosk: Caller, method: str, path: str, allowed: set[str]
) -> None:
    before = site.world.rev()
    answer = kiosk.ask(method, path, json=wish())
    assert_problem(answer, 405, "method_not_allowed")
    assert set(answer.headers["Allow"].split(", ")) == allowed
    assert site.world.rev() == before


def test_strange_characters_in_an_address_are_just_unknown(any_site: Site) -> None:
    who = any_site.bearer(any_site.key("Coen", Role.COORDINATOR))
    for text in STRANGE:
        for path in (
            f"/api/v1/locations/{text}/board",
            f"/api/v1/tickets/{text}",
            f"/t/{text}",
            f"/kiosk/{text}",
        ):
            assert who.get(path).status_code == 404, path
        for path in (f"/api/v1/locations/{text}/tickets", f"/api/v1/visits/{text}/start"):
            assert who.post(path, wish()).status_code == 404, path
        answer = who.post(f"/api/v1/locations/plein/desks/{text}/take")
        assert answer.status_code in {404, 422}, text


def test_strange_characters_in_a_token_are_just_nobodys(any_site: Site) -> None:
    for token in ("\0", "\xff\xfe", "a" * 5000, " ", "\t"):
        answer = any_site.anonymous().post(TICKETS, wish(), headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == 401, token


def test_strange_characters_in_a_cookie_or_name_are_just_nobodys(any_site: Site) -> None:
    stranger = any_site.anonymous()
    for text in ("\0", "\xff", "a" * 5000, '"\\000"'):
        assert stranger.get("/staff/", headers={"Cookie": f"inloop_session={text}"}).status_code == 303
        form = {"name": text, "password": "een lang wachtwoord"}
        assert stranger.ask("POST", "/staff/sign-in", data=form).status_code == 401


def test_a_host_header_that_is_no_host_is_no_server_error(anonymous: Caller) -> None:
    for host in ("[::1", "a b", "localhost:port", "\u00ff", ""):
        for path in ("/", "/metrics", "/api/v1/locations"):
            answer = anonymous.get(path, headers={"Host": host})
            assert answer.status_code < 500, (host, path)
