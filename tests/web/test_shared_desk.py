"""Switching by PIN at a shared desk, as colleagues do it in one browser."""

import time

import pytest

from models.access.device import find_device
from models.access.device_setting import revoke_device
from models.access.principal import Role
from realtime.contract import Space
from tests.realtime.screen import Screen
from tests.web.signing import PASSWORD, may_see, session_of, sign_in
from tests.web.signing_steps import (
    at_desk,
    csrf,
    enrolled,
    full_sign_in,
    person_with_password,
    send,
    switch,
    with_pin,
)
from tests.web.site import Caller, Site

PIN, BOBS = "274951", "830462"


@pytest.fixture
def token(site: Site) -> str:
    return site.device(Role.DESK)


@pytest.fixture
def desk(site: Site, token: str) -> Caller:
    return at_desk(site, token)


@pytest.fixture
def pair(site: Site, desk: Caller) -> tuple[int, int]:
    """Sam and Bob, who both signed in fully at the desk today; Bob last."""
    found = with_pin(site, "Sam", PIN), with_pin(site, "Bob", BOBS)
    for name in ("Sam", "Bob"):
        full_sign_in(desk, name)
    return found


def test_colleagues_take_turns_and_what_the_last_one_had_open_ends(
    site: Site, desk: Caller, pair: tuple[int, int]
) -> None:
    sam, bob = pair
    bobs = session_of(desk)
    screen = Screen(site.inloop, Space.STAFF, {"location": "plein"}, desk.client)
    began = time.process_time()  # a machine that stands still meanwhile does not count
    answer = switch(desk, sam, PIN)
    assert (answer.status_code, answer.location) == (303, "/staff/plein")
    page = desk.get("/staff/plein")
    assert time.process_time() - began < 2
    assert '"me": "Sam"' in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert not screen._client.is_connected(str(Space.STAFF))
    desk.client.set_cookie("inloop_session", bobs or "")
    assert not may_see(desk)
    assert switch(desk, bob, BOBS).status_code == 303
    assert may_see(desk)


def test_the_sign_in_page_offers_who_may_switch_and_nobody_else(
    site: Site, desk: Caller, pair: tuple[int, int]
) -> None:
    with_pin(site, "Cor", "951627")
    page = desk.get("/staff/sign-in").text
    assert all(name in page for name in ("Sam", "Bob"))
    assert "Cor" not in page
    assert "Sam" not in site.anonymous().get("/staff/sign-in").text


def test_guessing_a_pin_ends_after_five_and_the_right_one_does_not_help(
    site: Site, desk: Caller, pair: tuple[int, int]
) -> None:
    sam, bob = pair
    statuses = [switch(desk, sam, f"90210{n}").status_code for n in range(5)]
    assert statuses == [401] * 5
    assert switch(desk, sam, PIN).status_code == 401
    assert switch(desk, bob, BOBS).status_code == 303
    full_sign_in(desk, "Sam")
    assert switch(desk, sam, PIN).status_code == 303


def test_a_pin_is_worth_nothing_in_any_other_browser(site: Site, pair: tuple[int, int]) -> None:
    elsewhere = site.anonymous()
    assert switch(elsewhere, pair[0], PIN).location == "/staff/sign-in"
    assert session_of(elsewhere) is None
    other_desk = at_desk(site, site.device(Role.DESK))
    assert switch(other_desk, pair[0], PIN).status_code == 401
    kiosk = at_desk(site, site.device(Role.KIOSK))
    assert switch(kiosk, pair[0], PIN).location == "/staff/sign-in"


def test_a_session_by_pin_does_not_travel_and_ends_with_its_desk(
    site: Site, desk: Caller, token: str, pair: tuple[int, int]
) -> None:
    switch(desk, pair[0], PIN)
    stolen = site.anonymous()
    stolen.client.set_cookie("inloop_session", session_of(desk) or "")
    assert not may_see(stolen)
    found = find_device(site.world.database, token)
    assert found
    site.world.turn("plein", lambda turn: revoke_device(turn, found.id))
    assert not may_see(desk)
    assert switch(desk, pair[1], BOBS).location == "/staff/sign-in"


def test_a_session_by_pin_ends_after_a_quarter_of_an_hour(
    site: Site, desk: Caller, pair: tuple[int, int]
) -> None:
    switch(desk, pair[0], PIN)
    site.world.clock.advance(minutes=14)
    assert may_see(desk)
    site.world.clock.advance(minutes=2)
    assert not may_see(desk)


def test_by_pin_nobody_changes_what_they_prove_themselves_by(
    site: Site, desk: Caller, pair: tuple[int, int]
) -> None:
    switch(desk, pair[0], PIN)
    headers = csrf(desk)
    for path in ("password", "pin", "second-factor", "recovery-codes", "second-factor/remove"):
        sent = {"current": PASSWORD} | ({"password": "x" * 20} if path == "password" else {})
        assert desk.post(f"/api/v1/people/me/{path}", sent, headers=headers).status_code == 403
    assert desk.get("/staff/password").status_code == 403
    assert "pincode" in desk.get("/staff/account").text


def test_where_a_second_step_is_asked_the_full_sign_in_has_it(site: Site, desk: Caller) -> None:
    ada = with_pin(site, "Ada", PIN, None, Role.ADMINISTRATOR)
    sign_in(desk, "Ada")  # the password alone is no full sign-in
    assert "Ada" not in desk.get("/staff/sign-in").text
    assert switch(desk, ada, PIN).status_code == 401
    enrolled(site, desk)
    assert "Ada" in desk.get("/staff/sign-in").text
    assert switch(desk, ada, PIN).status_code == 303
    assert may_see(desk)


def test_a_pin_chosen_at_the_desk_works_there_at_once(site: Site, desk: Caller, token: str) -> None:
    sam = person_with_password(site, "Sam", Role.GUIDE)
    full_sign_in(desk, "Sam")
    chosen = {"current": PASSWORD, "pin": PIN}
    assert desk.post("/api/v1/people/me/pin", chosen, headers=csrf(desk)).status_code == 200
    assert switch(at_desk(site, token), sam, PIN).status_code == 303
    assert switch(at_desk(site, site.device(Role.DESK)), sam, PIN).status_code == 401


@pytest.mark.parametrize("person", ["", "0", "-1", "１", "9" * 30, "Sam", "1 OR 1=1"])
def test_whatever_a_form_says_who_it_is_nobody_else_gets_in(site: Site, desk: Caller, person: str) -> None:
    answer = desk.ask("POST", "/staff/switch", data={"person": person, "pin": PIN})
    assert answer.status_code == 401
    assert session_of(desk) is None


def test_another_site_cannot_switch(desk: Caller, pair: tuple[int, int]) -> None:
    form = {"person": str(pair[0]), "pin": PIN}
    answer = desk.ask("POST", "/staff/switch", data=form, headers={"Origin": "http://evil.test"})
    assert answer.status_code == 403


def test_a_coordinator_makes_the_computer_they_sit_at_a_shared_desk(site: Site) -> None:
    person_with_password(site, "Coen", Role.COORDINATOR, "plein")
    browser = site.anonymous()
    sign_in(browser, "Coen")
    assert send(browser, "/staff/desk", location="altijd", name="Balie").status_code == 404
    assert send(browser, "/staff/desk", location="plein", name="Balie").status_code == 303
    cookie = browser.client.get_cookie("inloop_desk")
    assert cookie
    found = find_device(site.world.database, cookie.value)
    assert found
    assert (found.role, found.location) == (Role.DESK, "plein")
    made = site.world.facts("plein")[-1]
    assert (made.kind, made.actor) == ("device_paired", "Coen")


def test_a_token_from_the_machine_makes_a_desk_too(site: Site) -> None:
    person_with_password(site, "Coen", Role.COORDINATOR)
    browser = site.anonymous()
    sign_in(browser, "Coen")
    form = {"csrf": csrf(browser)["X-CSRF-Token"]}
    wrong = browser.ask("POST", "/staff/desk/token", data=form | {"token": site.device(Role.KIOSK)})
    assert wrong.status_code == 422
    right = browser.ask("POST", "/staff/desk/token", data=form | {"token": site.device(Role.DESK)})
    assert right.status_code == 303
    assert browser.client.get_cookie("inloop_desk")
    browser.ask("POST", "/staff/desk/end", data=form)
    assert browser.client.get_cookie("inloop_desk") is None
