"""The kiosk's page: whom it lets in, and what it starts from."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from kiosk.pictograms import SPRITE, pictograms
from kiosk.texts import texts
from models.access.principal import Role
from models.actions.door import CloseReason
from models.printing.setting import remove_printer
from tests.cast import World
from tests.web.site import Site, open_site
from web.devices import COOKIE
from web.waiting import wait_texts
from web.words import words_for

SCRIPTS = Path(__file__).parents[2] / "kiosk" / "static" / "kiosk"


@pytest.fixture
def site(sqlite_world: World, tmp_path: Path) -> Site:
    return open_site(sqlite_world, tmp_path)


def page_of(site: Site, token: str, query: str = "") -> str:
    caller = site.anonymous()
    caller.client.set_cookie(COOKIE, token, path="/kiosk/plein")
    return caller.get(f"/kiosk/plein{query}").text


def facts_of(html: str) -> dict[str, Any]:
    found = re.search(r'id="page">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    facts: dict[str, Any] = json.loads(found.group(1))
    return facts


def test_a_paired_kiosk_gets_its_token_and_the_words_of_every_language(site: Site) -> None:
    token = site.device(Role.KIOSK)
    facts = facts_of(page_of(site, token))
    assert facts["token"] == token
    assert set(facts["texts"]) == {"nl", "en", "ar", "ti"}
    assert facts["preset"] is False


def test_a_kiosk_knows_whether_paper_is_to_be_expected(site: Site) -> None:
    token = site.device(Role.KIOSK)
    assert facts_of(page_of(site, token))["printers"] is True
    site.world.turn("plein", lambda turn: remove_printer(turn, "main"))
    assert facts_of(page_of(site, token))["printers"] is False


def test_a_browser_that_is_not_paired_gets_no_token_but_a_form(site: Site) -> None:
    html = site.anonymous().get("/kiosk/plein").text
    assert 'action="/kiosk/plein/pair"' in html
    assert "token" not in facts_of(html)


def test_a_displays_token_opens_no_kiosk(site: Site) -> None:
    assert 'id="kiosk"' not in page_of(site, site.device(Role.DISPLAY))


def test_a_preset_language_starts_at_the_question(site: Site) -> None:
    html = page_of(site, site.device(Role.KIOSK), "?lang=ar")
    assert (facts_of(html)["preset"], facts_of(html)["language"]) == (True, "ar")
    assert '<html lang="ar" dir="rtl" data-face="kiosk">' in html


def test_a_language_that_the_region_does_not_speak_is_not_preset(site: Site) -> None:
    facts = facts_of(page_of(site, site.device(Role.KIOSK), "?lang=pl"))
    assert (facts["preset"], facts["language"]) == (False, "nl")


def test_each_language_is_offered_in_its_own_script_and_direction(site: Site) -> None:
    html = page_of(site, site.device(Role.KIOSK))
    assert re.search(
        r'data-language="ar" data-say="language/ar" lang="ar" dir="rtl"><span class="\w+">العربية<',
        html,
    )
    assert re.search(
        r'data-language="ti" data-say="language/ti" lang="ti" dir="ltr"><span class="language__name">ትግርኛ<',
        html,
    )


def test_there_is_no_kiosk_at_a_location_that_does_not_exist(site: Site) -> None:
    assert site.anonymous().get("/kiosk/maan").status_code == 404


def test_the_scripts_and_the_page_ask_for_no_text_that_is_not_there() -> None:
    known = set(texts(words_for("nl", "visitor")))
    asked = set(re.findall(r"\btexts\.([a-z_]+)", _code()))
    asked |= set(re.findall(r'data-text="(\w+)"', _page()))
    asked |= set(re.findall(r'"text/(\w+)"', _page() + _code()))
    asked |= set(re.findall(r'\b(?:title|text|help|label): "(\w+)"', _code()))
    assert asked - known == set()


def test_there_is_no_text_that_neither_the_scripts_nor_the_page_use() -> None:
    known = set(texts(words_for("nl", "visitor")))
    used = set(re.findall(r"\w+", _code() + _page()))
    opening = {"today", "tomorrow", "on_weekday", "on_date", "weekdays", "months"}
    reasons = {f"why_{reason}" for reason in CloseReason}
    ways = {"way_paper", "way_phone", "way_number"}
    zooms = {"zoom_100", "zoom_150", "zoom_200"}
    waits = set(wait_texts(words_for("nl", "visitor")))  # asked for by the script of all faces
    assert known - used - opening - reasons - ways - zooms - waits == set()


def _code() -> str:
    return "".join(script.read_text("utf-8") for script in sorted(SCRIPTS.glob("*.js")))


def _page() -> str:
    folder = SCRIPTS.parents[1] / "templates" / "kiosk"
    return "".join(template.read_text("utf-8") for template in sorted(folder.glob("*.html")))


def test_every_question_and_group_of_the_sample_regions_has_a_drawing() -> None:
    icons = set()
    for region in sorted((SCRIPTS.parents[2] / "config" / "regions").glob("*.toml")):
        icons |= set(re.findall(r'^icon = "([a-z-]+)"', region.read_text("utf-8"), re.MULTILINE))
    assert len(icons) >= 7
    assert icons - set(pictograms()) == set()


def test_the_page_knows_which_drawings_there_are(site: Site) -> None:
    html = page_of(site, site.device(Role.KIOSK))
    found = re.search(r'data-drawn="([^"]+)"', html)
    assert found is not None
    assert {"briefcase", "way-paper", "person-comes"} <= set(found[1].split())


def test_a_drawing_is_small_and_takes_its_two_tones_from_the_tile() -> None:
    sprite = SPRITE.read_text("utf-8")
    assert len(sprite) < 16_000
    assert "var(--tone, currentColor)" in sprite
    assert set(re.findall(r'(?:fill|stroke)="(?!var|none)([^"]+)"', sprite)) == set()


@pytest.mark.parametrize("reason", CloseReason)
def test_every_reason_of_an_early_closing_has_its_words(reason: CloseReason) -> None:
    assert texts(words_for("nl", "visitor"))[f"why_{reason}"]


def test_a_kiosk_that_has_its_page_already_is_told_so_in_a_word(site: Site) -> None:
    kiosk = site.anonymous()
    kiosk.client.set_cookie(COOKIE, site.device(Role.KIOSK), path="/kiosk/plein")
    first = kiosk.get("/kiosk/plein", headers={"Accept-Encoding": "gzip"})

    again = kiosk.get(
        "/kiosk/plein", headers={"Accept-Encoding": "gzip", "If-None-Match": first.headers["ETag"]}
    )

    assert (first.status_code, first.headers["Content-Encoding"]) == (200, "gzip")
    assert len(first.data) < 20_000
    assert "private" in first.headers["Cache-Control"]
    assert (again.status_code, again.data) == (304, b"")
