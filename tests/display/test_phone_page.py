"""The phone page: a ticket for who holds its token, in the language of its visitor."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from display.phone_texts import texts
from display.picture import pictures
from models.access.principal import Role
from models.actions.door import CloseReason, close
from models.actions.visit import merge
from models.transition import State
from tests.cast import World
from tests.web.site import TICKETS, Site, open_site, wish
from web.vendoring.typeface import PHONE_FACES, codepoints
from web.words import words_for

FOLDER = Path(__file__).parents[2] / "display" / "static" / "display"


@pytest.fixture
def site(sqlite_world: World, tmp_path: Path) -> Site:
    return open_site(sqlite_world, tmp_path)


@pytest.fixture
def token(site: Site) -> Callable[[str], str]:
    kiosk = site.bearer(site.device(Role.KIOSK))

    def issue(language: str) -> str:
        return str(kiosk.post(TICKETS, wish(language=language)).get_json()["token"])

    return issue


def facts_of(html: str) -> dict[str, Any]:
    found = re.search(r'id="page">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    facts: dict[str, Any] = json.loads(found.group(1))
    return facts


def test_the_number_stands_in_the_page_itself(site: Site, token: Callable[[str], str]) -> None:
    html = site.anonymous().get(f"/t/{token('nl')}").text
    assert '<bdi class="number" dir="ltr" id="number">A01</bdi>' in html
    assert facts_of(html)["state"]["view"]["ahead"] == 0


def test_it_speaks_the_language_of_its_visitor(site: Site, token: Callable[[str], str]) -> None:
    assert '<html lang="ar" dir="rtl" data-face="visitor">' in site.anonymous().get(f"/t/{token('ar')}").text


def test_it_speaks_another_language_when_asked(site: Site, token: Callable[[str], str]) -> None:
    html = site.anonymous().get(f"/t/{token('ar')}?lang=ti").text
    assert '<html lang="ti" dir="ltr"' in html
    assert 'href="?lang=ar"' in html


def test_a_language_that_nobody_offers_changes_nothing_but_the_house_language(
    site: Site, token: Callable[[str], str]
) -> None:
    assert '<html lang="nl"' in site.anonymous().get(f"/t/{token('ar')}?lang=xx").text


def test_it_names_only_the_visitors_own_question(site: Site, token: Callable[[str], str]) -> None:
    types = facts_of(site.anonymous().get(f"/t/{token('nl')}").text)["question_types"]
    assert [item["id"] for item in types] == ["werk"]


def test_an_address_that_is_no_ticket_says_so_kindly_in_the_browsers_language(site: Site) -> None:
    answer = site.anonymous().get("/t/nergens", headers={"Accept-Language": "nl-NL,nl;q=0.9"})
    assert answer.status_code == 404
    assert "We kennen dit nummer niet" in answer.text


def test_every_state_has_its_words() -> None:
    known = set(texts(words_for("nl", "visitor")))
    assert {str(state) for state in State} - {"called"} <= known


def test_the_scripts_ask_for_no_text_that_is_not_there() -> None:
    known = set(texts(words_for("nl", "visitor")))
    scripts = [FOLDER / name for name in ("phone.js", "ticket.js", "asking.js")]
    asked = {
        name for script in scripts for name in re.findall(r"\btexts\.([a-z_]+)", script.read_text("utf-8"))
    }
    assert asked - known == set()


def test_whatever_became_of_a_wish_has_its_words() -> None:
    known = texts(words_for("nl", "visitor"))
    script = (FOLDER / "asking.js").read_text("utf-8")
    said = re.search(r'said: ((?:"\w*"(?: \| )?)+)', script)
    assert said is not None
    assert all(known[name] for name in re.findall(r'"(\w+)"', said.group(1)))


def test_the_buttons_stand_in_the_page_in_the_visitors_language(
    site: Site, token: Callable[[str], str]
) -> None:
    html = site.anonymous().get(f"/t/{token('nl')}").text
    assert re.findall(r'data-wish="(\w+)"', html) == ["later", "back", "leave", "fetch", "unfetch"]
    assert all(words in html for words in ("Ik heb nog even nodig", "Ik ben er weer", "Ja, ik ga weg"))


def test_a_double_says_which_number_it_became(site: Site, sqlite_world: World) -> None:
    kept, double = sqlite_world.issue(), sqlite_world.issue()
    sqlite_world.turn("plein", lambda turn: merge(turn, double.id, kept.id))
    view = facts_of(site.anonymous().get(f"/t/{double.token}").text)["state"]["view"]
    assert (view["state"], view["merged_into"]) == ("left", "A01")


def test_an_early_closing_reaches_the_phone(site: Site, sqlite_world: World) -> None:
    ticket = sqlite_world.issue()
    sqlite_world.turn("plein", lambda turn: close(turn, CloseReason.TECHNICAL, helping=False))
    view = facts_of(site.anonymous().get(f"/t/{ticket.token}").text)["state"]["view"]
    assert (view["closing"]["reason"], view["closing"]["helping"]) == ("technical", False)


def test_the_fonts_of_the_phone_have_every_letter_of_its_texts_in_the_scripts_they_are_for() -> None:
    known = {face.name: codepoints(face.ranges) for face in PHONE_FACES}
    for language, name, first, last in (
        ("ti", "phone-ethiopic", 0x1200, 0x137F),
        ("ar", "phone-arabic", 0x600, 0x6FF),
        ("fa", "phone-arabic", 0x600, 0x6FF),
    ):
        told = texts(words_for(language, "visitor"))
        letters = {ord(letter) for letter in json.dumps(told, ensure_ascii=False)}
        wanted = {letter for letter in letters if first <= letter <= last}
        assert len(wanted) > 20
        assert wanted - known[name] == set(), language


def test_the_page_carries_the_pictures_that_its_script_shows() -> None:
    script = (FOLDER / "ticket.js").read_text("utf-8")
    named = re.search(r"const PICTURES = .*?\(\{(.*?)\}\)", script, re.DOTALL)
    assert named is not None
    from display.phone import PICTURES

    assert set(re.findall(r'"([\w-]+)"', named.group(1))) <= set(PICTURES)


def test_a_picture_is_drawn_once_and_one_that_does_not_exist_is_noticed() -> None:
    assert pictures("check", "check").count("<symbol") == 1
    with pytest.raises(KeyError):
        pictures("no-such-picture")
