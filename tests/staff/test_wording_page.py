"""The page of visitors' texts: who gets it, what it starts from, and that its scripts find every word."""

import re
from pathlib import Path

import pytest

from models.access.principal import Role
from staff.texts.wording import wording_texts
from tests.staff.pages import browser, facts
from tests.web.site import Site
from web.translating.listing import Place, texts
from web.words import words_for

PAGE = "/staff/texts"
SCRIPTS = sorted((Path(__file__).parents[2] / "staff" / "static" / "staff").glob("wording*.js"))


def test_whoever_is_not_signed_in_is_sent_to_sign_in(site: Site) -> None:
    answer = site.anonymous().get(PAGE)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/staff/sign-in?next=/staff/texts")


@pytest.mark.parametrize("role", [Role.GUIDE, Role.HOST, Role.ANALYST])
def test_who_does_not_coordinate_has_no_page(site: Site, role: Role) -> None:
    assert browser(site, role).get(PAGE).status_code == 403


@pytest.mark.parametrize(("role", "may"), [(Role.COORDINATOR, False), (Role.ADMINISTRATOR, True)])
def test_a_coordinator_reads_and_an_administrator_saves(site: Site, role: Role, may: bool) -> None:
    page = browser(site, role).get(PAGE, {"Accept-Language": "nl"}).text
    assert facts(page)["may_save"] is may
    assert ('data-press="undo"' in page) is may
    assert ("een beheerder slaat het op" in page.split("</header>")[0]) is not may


def test_one_is_led_back_to_the_location_from_which_one_came(site: Site) -> None:
    page = browser(site, Role.ADMINISTRATOR).get(f"{PAGE}?location=nacht").text
    assert 'href="/staff/nacht"' in page
    assert facts(page)["location"] == "nacht"


def test_paper_is_drawn_as_of_a_location_where_one_may_act(site: Site) -> None:
    page = browser(site, Role.COORDINATOR, "altijd").get(f"{PAGE}?location=plein").text
    assert facts(page)["location"] == "altijd"


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMINISTRATOR])
def test_the_console_leads_there(site: Site, role: Role) -> None:
    assert 'href="/staff/texts?location=plein"' in browser(site, role).get("/staff/plein").text


def test_every_place_and_every_gap_of_a_text_has_a_name() -> None:
    named = wording_texts(words_for("nl", "staff"))
    assert set(named["places"]) == set(Place)
    assert {gap for text in texts().values() for gap in text.gaps} <= set(named["gaps"])


def test_the_scripts_ask_for_no_text_that_is_not_there_and_none_is_there_for_nothing() -> None:
    known = wording_texts(words_for("nl", "staff"))
    source = "".join(path.read_text(encoding="utf-8") for path in SCRIPTS)
    asked = set(re.findall(r"\bsaid\.([a-z_]+)", source))
    assert asked - set(known) == set()
    assert set(known) - asked - {"read_only"} == set()


def test_every_finding_of_the_check_is_told_in_words() -> None:
    source = (Path(__file__).parents[2] / "web" / "translating" / "check.py").read_text(encoding="utf-8")
    codes = set(re.findall(r'Finding\("([a-z_]+)"', source))
    assert codes
    assert codes | {"unknown"} == set(wording_texts(words_for("nl", "staff"))["findings"])
