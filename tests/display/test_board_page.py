"""The board's page: whom it lets in, and what it starts from."""

import json
import re
from pathlib import Path

import pytest

from display.board_texts import texts
from models.access.principal import Role
from models.actions.door import CloseReason
from tests.cast import World
from tests.web.site import Site, open_site
from web.devices import COOKIE
from web.words import words_for


@pytest.fixture
def site(sqlite_world: World, tmp_path: Path) -> Site:
    return open_site(sqlite_world, tmp_path)


def page_of(site: Site, token: str, location: str = "plein") -> str:
    caller = site.anonymous()
    caller.client.set_cookie(COOKIE, token, path=f"/display/{location}")
    return caller.get(f"/display/{location}").text


def test_a_paired_display_gets_the_board_and_its_token(site: Site) -> None:
    token = site.device(Role.DISPLAY)
    found = re.search(r'id="page">(.*?)</script>', page_of(site, token), re.DOTALL)
    assert found is not None
    facts = json.loads(found.group(1))
    assert (facts["token"], facts["location"]["id"]) == (token, "plein")


def test_a_kiosks_token_opens_no_board(site: Site) -> None:
    assert 'id="board"' not in page_of(site, site.device(Role.KIOSK))


def test_another_locations_display_opens_no_board(site: Site) -> None:
    assert 'id="board"' not in page_of(site, site.device(Role.DISPLAY, "altijd"))


def test_a_browser_that_is_not_paired_gets_no_token(site: Site) -> None:
    answer = site.anonymous().get("/display/plein")
    assert answer.status_code == 200
    assert 'id="board"' not in answer.text
    assert '"token":' not in answer.text


def test_there_is_no_board_of_a_location_that_does_not_exist(site: Site) -> None:
    assert site.anonymous().get("/display/maan").status_code == 404


def test_the_page_names_no_question_and_no_person(site: Site) -> None:
    shown = page_of(site, site.device(Role.DISPLAY)).partition('<script type="application/json"')[0]
    assert "Werk zoeken" not in shown


def test_every_language_has_its_word_for_a_desk() -> None:
    desks = texts(words_for("nl", "visitor"), [words_for(code, "visitor") for code in ("nl", "en")])["desks"]
    assert isinstance(desks, dict)
    assert all(desks.values())


@pytest.mark.parametrize("reason", CloseReason)
def test_every_reason_of_an_early_closing_has_its_words(reason: CloseReason) -> None:
    assert texts(words_for("nl", "visitor"), [])[f"why_{reason}"]


def test_the_scripts_ask_for_no_text_that_is_not_there() -> None:
    known = set(texts(words_for("nl", "visitor"), []))
    folder = Path(__file__).parents[2] / "display" / "static" / "display"
    names = ("board", "scene", "scene_face", "calls_face", "beside_face", "setting")
    scripts = [folder / f"{name}.js" for name in names]
    asked = {
        name
        for script in scripts
        for name in re.findall(r"\btexts\.([a-z_]+)", script.read_text(encoding="utf-8"))
    }
    assert asked - known - {"timezone"} == set()
