"""The page of the ticket's layout: who gets it, what it starts from, and that its scripts find every word."""

import re
from pathlib import Path

import pytest

from config.ticket import DEFAULT_LAYOUT, PartName
from models.access.principal import Role
from staff.texts.ticket import ticket_texts
from tests.staff.pages import browser, facts
from tests.web.site import Site
from web.words import words_for

PAGE = "/staff/ticket"
SCRIPTS = sorted((Path(__file__).parents[2] / "staff" / "static" / "staff").glob("layout_*.js"))


def test_whoever_is_not_signed_in_is_sent_to_sign_in(site: Site) -> None:
    answer = site.anonymous().get(PAGE)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/staff/sign-in?next=/staff/ticket")


@pytest.mark.parametrize("role", [Role.GUIDE, Role.HOST, Role.ANALYST])
def test_who_does_not_coordinate_has_no_page(site: Site, role: Role) -> None:
    assert browser(site, role).get(PAGE).status_code == 403


@pytest.mark.parametrize(("role", "may"), [(Role.COORDINATOR, False), (Role.ADMINISTRATOR, True)])
def test_a_coordinator_tries_and_an_administrator_saves(site: Site, role: Role, may: bool) -> None:
    page = browser(site, role).get(PAGE, {"Accept-Language": "nl"}).text
    assert facts(page)["may_save"] is may
    assert ('data-press="save"' in page) is may
    assert ("een beheerder slaat het op" in page) is not may


def test_a_coordinator_of_one_location_tries_it_on_that_one_only(site: Site) -> None:
    page = browser(site, Role.COORDINATOR, "altijd").get(PAGE).text
    assert [place["id"] for place in facts(page)["locations"]] == ["altijd"]
    assert '<select class="input" id="wish-location"' not in page


def test_the_location_from_which_one_came_is_tried_first_and_led_back_to(site: Site) -> None:
    page = browser(site, Role.ADMINISTRATOR).get(f"{PAGE}?location=nacht").text
    assert '<option value="nacht" selected>' in page
    assert 'href="/staff/nacht"' in page


def test_a_location_that_is_not_there_is_as_if_none_were_named(site: Site) -> None:
    page = browser(site, Role.ADMINISTRATOR).get(f'{PAGE}?location="><script>').text
    assert " selected>" not in page
    assert 'href="/staff/"' in page
    assert '"><script>' not in page


def test_every_part_of_a_ticket_has_a_name_in_both_languages() -> None:
    for language in ("nl", "en"):
        named = ticket_texts(words_for(language, "staff"))["parts"]
        assert set(named) == set(PartName)


def test_the_editor_knows_every_part_that_a_ticket_begins_with() -> None:
    model = next(path for path in SCRIPTS if path.name == "layout_model.js").read_text(encoding="utf-8")
    known = set(re.findall(r'"([a-z]+)"', model.split("const ONCE")[1].split("export const PAPERS")[0]))
    assert {part.part for part in DEFAULT_LAYOUT.parts} <= known | {"second"}
    assert known | {"second"} == set(PartName)


def test_the_scripts_ask_for_no_text_that_is_not_there_and_none_is_there_for_nothing() -> None:
    texts = ticket_texts(words_for("nl", "staff"))
    source = "".join(path.read_text(encoding="utf-8") for path in SCRIPTS)
    asked = set(re.findall(r"\bsaid\.([a-z_]+)", source))
    indirect = set(re.findall(r'"([a-z_]+)"', source))
    assert asked - set(texts) == set()
    assert set(texts) - asked - indirect == set()
