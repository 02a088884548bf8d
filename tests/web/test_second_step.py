"""The second step of signing in, from the first code to a lost phone."""

from dataclasses import replace

import pytest

from config.reach import reachable_from_outside
from config.settings import Settings
from models.access.person import hash_password
from models.access.principal import Role
from tests.web.signing import OTHER, PASSWORD, SESSION, csrf_of, may_see, session_of, sign_in
from tests.web.signing_steps import (
    CSRF,
    app_secret,
    code_now,
    csrf,
    enrolled,
    person_with_password,
    send,
)
from tests.web.site import Caller, Site
from web.session import Proven, signed_in

PEOPLE = "/api/v1/people"
ME = "/api/v1/people/me"


@pytest.fixture
def ada(site: Site) -> Caller:
    """A browser in which an administrator gave her password."""
    person_with_password(site, "Ada", Role.ADMINISTRATOR)
    browser = site.anonymous()
    sign_in(browser, "Ada")
    return browser


def set_to(site: Site, **changed: object) -> None:
    """Change settings of the running server."""
    services = site.inloop.services
    settings = services.settings.model_copy(update=changed)
    site.inloop.app.extensions["inloop"] = replace(services, settings=settings)


def test_an_administrator_sets_it_up_before_anything_else_opens(site: Site, ada: Caller) -> None:
    assert ada.get("/staff/plein").location == "/staff/enrol?next=/staff/plein"
    assert not may_see(ada)
    assert ada.get(PEOPLE).status_code == 401
    before = session_of(ada)
    _, codes = enrolled(site, ada)
    assert len(codes) == 10
    assert session_of(ada) not in {None, before}
    assert may_see(ada)
    assert ada.get(PEOPLE).status_code == 200


def test_who_does_not_want_to_now_can_go_back(ada: Caller) -> None:
    assert send(ada, "/staff/enrol", code="000000").status_code == 422
    found = ada.get("/staff/enrol").text
    assert 'action="/staff/sign-out"' in found
    assert ada.get("/staff/enrol/qr.svg").mimetype == "image/svg+xml"
    token = CSRF.search(found)
    assert token
    assert ada.ask("POST", "/staff/sign-out", data={"csrf": token[1]}).status_code == 303
    assert session_of(ada) is None


def test_afterwards_the_password_alone_opens_only_the_page_for_the_code(site: Site, ada: Caller) -> None:
    secret, _ = enrolled(site, ada)
    browser = site.anonymous()
    sign_in(browser, "Ada")
    assert browser.get("/staff/plein").location == "/staff/code?next=/staff/plein"
    assert browser.get(ME).status_code == 401
    assert browser.ask("GET", "/staff/enrol").status_code == 303
    assert browser.get("/staff/password").status_code == 303
    site.world.clock.advance(seconds=60)
    before = session_of(browser)
    answer = send(browser, "/staff/code", code=code_now(site, secret), next="/staff/plein")
    assert (answer.status_code, answer.location) == (303, "/staff/plein")
    assert session_of(browser) not in {None, before}
    assert may_see(browser)
    browser.client.set_cookie(SESSION, before or "")
    assert not may_see(browser)


def test_a_code_that_was_seen_over_the_shoulder_is_worth_nothing(site: Site, ada: Caller) -> None:
    secret, _ = enrolled(site, ada)
    site.world.clock.advance(seconds=60)
    seen = code_now(site, secret)
    first, second = site.anonymous(), site.anonymous("192.168.1.66")
    for browser in (first, second):
        sign_in(browser, "Ada")
    assert send(first, "/staff/code", code=seen).status_code == 303
    assert send(second, "/staff/code", code=seen).status_code == 401


def test_a_recovery_code_lets_in_once(site: Site, ada: Caller) -> None:
    _, codes = enrolled(site, ada)
    for expected in (303, 401):
        browser = site.anonymous()
        sign_in(browser, "Ada")
        assert send(browser, "/staff/code", code=codes[3]).status_code == expected


def test_half_signed_in_lasts_ten_minutes(site: Site, ada: Caller) -> None:
    secret, _ = enrolled(site, ada)
    browser = site.anonymous()
    sign_in(browser, "Ada")
    site.world.clock.advance(minutes=11)
    assert browser.get("/staff/code").location.startswith("/staff/sign-in")
    assert browser.ask("POST", "/staff/code", data={"code": code_now(site, secret)}).location.startswith(
        "/staff/sign-in"
    )


def test_guessing_codes_is_bounded_and_says_when_to_try_again(site: Site, ada: Caller) -> None:
    enrolled(site, ada)
    browser = site.anonymous()
    sign_in(browser, "Ada")
    statuses = [send(browser, "/staff/code", code=f"{n:06}").status_code for n in range(20)]
    assert statuses == [401] * 5 + [429] * 15
    assert send(browser, "/staff/code", code="000000").headers["Retry-After"] == "10"


def test_a_guide_needs_none_until_the_setting_or_the_outside_asks_for_it(site: Site) -> None:
    person_with_password(site, "Sam", Role.GUIDE)
    inside = site.anonymous()
    sign_in(inside, "Sam")
    assert may_see(inside)
    set_to(site, second_factor="all")
    browser = site.anonymous()
    sign_in(browser, "Sam")
    assert browser.get("/staff/plein").location.startswith("/staff/enrol?")
    set_to(site, second_factor="administrators", base_url="https://inloop.werkcentrum.example")
    browser = site.anonymous()
    sign_in(browser, "Sam")
    assert not may_see(browser)


@pytest.mark.parametrize(
    ("settings", "outside"),
    [
        ({}, False),
        ({"host": "0.0.0.0"}, False),  # noqa: S104  (read, not bound)
        ({"host": "192.168.1.4"}, False),
        ({"host": "8.8.8.8"}, True),
        ({"base_url": "http://192.168.1.20:8080"}, False),
        ({"base_url": "https://inloop.local"}, False),
        ({"base_url": "https://inloop.home.arpa"}, False),
        ({"base_url": "https://balie"}, False),
        ({"base_url": "http://[fd00::1]:8080"}, False),
        ({"base_url": "http://[2001:4860:4860::8888]"}, True),
        ({"base_url": "https://inloop.werkcentrum.nl"}, True),
        ({"base_url": "http://inloop.werkcentrum.nl"}, True),
        ({"base_url": "https://local.nl"}, True),
    ],
)
def test_what_counts_as_reachable_from_outside(settings: dict[str, str], outside: bool) -> None:
    assert reachable_from_outside(Settings(**settings)) is outside  # type: ignore[arg-type]


def test_at_the_machine_itself_an_administrator_may_do_without_but_only_there(site: Site) -> None:
    person_with_password(site, "Ada", Role.ADMINISTRATOR)
    browser = site.anonymous("127.0.0.1")
    sign_in(browser, "Ada")
    assert may_see(browser)
    browser.address = "192.168.1.20"
    assert not may_see(browser)
    browser.address, browser.headers = "127.0.0.1", {"X-Forwarded-For": "192.168.1.20"}
    assert not may_see(browser)


def test_who_has_one_gives_it_at_the_machine_itself_too(site: Site, ada: Caller) -> None:
    enrolled(site, ada)
    browser = site.anonymous("127.0.0.1")
    sign_in(browser, "Ada")
    assert browser.get("/staff/plein").location.startswith("/staff/code?")


def test_the_organisations_own_sign_in_is_enough(site: Site, ada: Caller) -> None:
    enrolled(site, ada)
    with site.inloop.app.test_request_context("/staff/sign-in", environ_base={"REMOTE_ADDR": "192.168.1.9"}):
        answer = signed_in(1, Proven(elsewhere=True), to="/staff/plein")
    cookie = answer.headers["Set-Cookie"].partition("=")[2].partition(";")[0]
    browser = site.anonymous()
    browser.client.set_cookie(SESSION, cookie)
    assert (answer.status_code, answer.location) == (303, "/staff/plein")
    assert may_see(browser)


def test_the_first_password_comes_before_the_first_code(site: Site) -> None:
    site.person("Nieuw", Role.ADMINISTRATOR, must_change=True, password_hash=hash_password(PASSWORD))
    browser = site.anonymous()
    sign_in(browser, "Nieuw")
    assert browser.get("/staff/plein").location.startswith("/staff/password?")
    form = {"csrf": csrf_of(browser), "password": OTHER, "again": OTHER}
    browser.ask("POST", "/staff/password", data=form)
    assert browser.get("/staff/plein").location.startswith("/staff/enrol?")
    enrolled(site, browser)
    assert may_see(browser)


def test_another_phone_takes_the_password_and_then_sets_up_anew(site: Site, ada: Caller) -> None:
    secret, _ = enrolled(site, ada)
    headers = csrf(ada)
    wrong = ada.post(f"{ME}/second-factor/remove", {"current": "verkeerd"}, headers=headers)
    assert (wrong.status_code, wrong.get_json()["code"]) == (422, "wrong_password")
    assert ada.post(f"{ME}/second-factor/remove", {"current": PASSWORD}, headers=headers).status_code == 200
    assert ada.get("/staff/plein").location.startswith("/staff/enrol?")
    assert app_secret(ada) != secret


def test_over_rest_it_is_set_up_with_the_password_and_a_code(site: Site) -> None:
    person_with_password(site, "Sam", Role.GUIDE)
    browser = site.anonymous()
    sign_in(browser, "Sam")
    headers = csrf(browser)
    offer = browser.post(f"{ME}/second-factor", {"current": PASSWORD}, headers=headers).get_json()
    assert offer["uri"].startswith("otpauth://totp/Inloop:Sam?")
    code = {"code": code_now(site, offer["secret"])}
    given = browser.post(f"{ME}/second-factor/confirm", code, headers=headers)
    assert len(given.get_json()["codes"]) == 10
    again = browser.post(f"{ME}/second-factor", {"current": PASSWORD}, headers=csrf(browser))
    assert again.get_json()["code"] == "has_factor"
    made = browser.post(f"{ME}/recovery-codes", {"current": PASSWORD}, headers=csrf(browser)).get_json()
    assert not set(made["codes"]) & set(given.get_json()["codes"])
