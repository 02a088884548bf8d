"""The language that a visitor chose goes along: onto ticket, paper, phone, board and console."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from config.languages import LANGUAGE_BY_CODE, LANGUAGES
from models.access.principal import Role
from models.clock import SetClock
from models.configuration import load_region
from models.database import Database
from models.region_file import read_region
from models.views.head import head_of
from models.views.ticket import find_by_token
from tests.cast import World
from tests.web.site import Site, open_site, wish
from web.devices import COOKIE
from web.printing.words import ticket_text
from web.words import words_for

HERE = "/api/v1/locations/oefen"
SAMPLE = Path(__file__).parents[2] / "config" / "regions" / "zuid-holland-centraal.toml"


@pytest.fixture
def site(sqlite_database: Database, clock: SetClock, tmp_path: Path) -> Site:
    """The sample region, which offers all languages, at its location for practice, which never closes."""
    document = read_region(SAMPLE.read_text("utf-8"))
    sqlite_database.run(lambda session: load_region(session, document, "test", clock.now()))
    return open_site(World(sqlite_database, clock), tmp_path)


def facts_of(html: str) -> dict[str, Any]:
    found = re.search(r'id="page">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    facts: dict[str, Any] = json.loads(found.group(1))
    return facts


def screen(site: Site, kind: Role, path: str) -> str:
    """The page of a paired screen."""
    caller = site.anonymous()
    caller.client.set_cookie(COOKIE, site.device(kind, "oefen"), path=path)
    return caller.get(path).text


def give(site: Site, language: str) -> dict[str, Any]:
    kiosk = site.bearer(site.device(Role.KIOSK, "oefen"))
    answer = kiosk.post(f"{HERE}/tickets", wish("werk", language))
    assert answer.status_code == 201
    ticket: dict[str, Any] = answer.get_json()
    return ticket


@pytest.mark.parametrize("code", [language.code for language in LANGUAGES])
def test_the_language_chosen_goes_along_everywhere(site: Site, code: str) -> None:
    words = words_for(code, "visitor")
    kiosk = facts_of(screen(site, Role.KIOSK, "/kiosk/oefen"))
    assert kiosk["texts"][code]["welcome"] == words.gettext("Welcome")

    ticket = give(site, code)
    assert ticket["language"] == code

    phone = site.anonymous().get(f"/t/{ticket['token']}").text
    direction = LANGUAGE_BY_CODE[code].direction
    assert re.search(rf'<html lang="{code}" dir="{direction}"', phone)
    assert facts_of(phone)["texts"]["waiting"] == words.gettext("You are in line")

    with site.world.database.read() as session:
        head = head_of(session, "oefen", site.world.clock.now())
        paper = ticket_text(head.setup, find_by_token(session, ticket["token"]), 0, "")
    assert (paper.language, paper.rtl) == (code, direction == "rtl")
    assert paper.question == head.setup.question_types["werk"].name[code]
    assert paper.instruction == words.gettext("Watch the screen. We will call %(label)s.") % {
        "label": ticket["label"]
    }

    samira = site.bearer(site.key("Samira", Role.GUIDE))
    queue = samira.get(f"{HERE}/queue").get_json()["view"]
    assert [item["language"] for item in queue["waiting"]] == [code]

    called = samira.post(f"{HERE}/call-next", {"desk": "1"})
    assert called.get_json()["language"] == code
    board = site.anonymous().get(f"{HERE}/board").get_json()["view"]
    assert [call["language"] for call in board["calls"]] == [code]
    display = facts_of(screen(site, Role.DISPLAY, "/display/oefen"))
    assert display["texts"]["desks"][code] == words.gettext("Desk")


def test_a_language_that_the_region_does_not_offer_is_refused(site: Site) -> None:
    kiosk = site.bearer(site.device(Role.KIOSK, "oefen"))

    refused = kiosk.post(f"{HERE}/tickets", wish("werk", "ro"))

    assert (refused.status_code, refused.get_json()["code"]) == (422, "unknown_language")
