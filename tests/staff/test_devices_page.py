"""The page of the screens: who gets it, what it starts from, and that every word of it is Dutch."""

import re
from pathlib import Path

import pytest

from models.access.principal import Role
from staff.texts.devices import page_texts
from tests.cast import World
from tests.staff.test_console_page import browser, facts
from tests.web.site import Site, open_site
from web.words import words_for


@pytest.fixture
def site(sqlite_world: World, tmp_path: Path) -> Site:
    return open_site(sqlite_world, tmp_path)


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMINISTRATOR])
def test_who_coordinates_has_the_page(site: Site, role: Role) -> None:
    answer = browser(site, role).get("/staff/plein/devices")
    assert (answer.status_code, facts(answer.text)["code"]) == (200, "")


@pytest.mark.parametrize("role", [Role.GUIDE, Role.HOST, Role.ANALYST])
def test_nobody_else_has_it(site: Site, role: Role) -> None:
    assert browser(site, role).get("/staff/plein/devices").status_code == 403


def test_whoever_scans_a_code_signs_in_and_finds_it_filled_in(site: Site) -> None:
    answer = site.anonymous().get("/staff/plein/devices?code=CDFHJK")
    assert answer.status_code == 303
    assert "code%3DCDFHJK" in answer.headers["Location"]
    page = browser(site, Role.COORDINATOR).get("/staff/plein/devices?code=cdf-hjk")
    assert facts(page.text)["code"] == "CDFHJK"


@pytest.mark.parametrize("code", ["", "CDF", "CDFHJKL", "<script>", "ሰላምሰላም"])
def test_what_is_no_code_is_left_out(site: Site, code: str) -> None:
    page = browser(site, Role.COORDINATOR).get(f"/staff/plein/devices?code={code}")
    assert facts(page.text)["code"] in {"", "SCRIPT"}


def test_the_page_without_a_location_is_that_of_the_first_open_one(site: Site) -> None:
    answer = browser(site, Role.COORDINATOR).get("/staff/devices")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/staff/plein/devices")


def test_the_other_locations_are_one_press_away_and_those_of_others_are_not_shown(site: Site) -> None:
    everywhere = browser(site, Role.COORDINATOR).get("/staff/plein/devices").text
    assert set(re.findall(r'href="/staff/(\w+)/devices"', everywhere)) == {"altijd", "nacht"}
    one = browser(site, Role.ADMINISTRATOR, "plein").get("/staff/plein/devices").text
    assert not re.findall(r'href="/staff/\w+/devices"', one)


def test_a_console_leads_to_the_screens_for_who_coordinates(site: Site) -> None:
    assert 'href="/staff/plein/devices"' in browser(site, Role.COORDINATOR).get("/staff/plein").text
    assert 'href="/staff/plein/devices"' not in browser(site, Role.GUIDE).get("/staff/plein").text


def test_every_text_of_the_page_is_said_in_dutch() -> None:
    dutch, english = page_texts(words_for("nl", "staff")), page_texts(words_for("en", "staff"))
    alike = {name for name, text in dutch.items() if text == english[name]}
    assert alike <= {"inches", "size_only", "printer"}
