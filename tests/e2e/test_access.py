"""Accessibility of the screens as axe sees them, and that axe does see."""

from typing import Any

import pytest
from playwright.sync_api import Page

from benchmarks.process import ROOT
from tests.depth import among
from tests.e2e.browser import OpenPage, Watch
from tests.e2e.server import Server
from tests.e2e.staff import sign_in_first

pytestmark = pytest.mark.browser

AXE = (ROOT / "tests" / "vendor" / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "EN-301-549"]


def _violations(page: Page) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found: Any = page.evaluate(
        "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})", TAGS
    )
    return [f"{item['id']}: {item['nodes'][0]['html'][:120]}" for item in found["violations"]]


@pytest.fixture
def address(server: Server, open_page: OpenPage) -> str:
    """The page of a ticket that waits."""
    key = server.command("key", "add", f"host-{id(open_page)}", "--role", "host")
    answer = open_page("/").request.post(
        f"{server.url}/api/v1/locations/oefen/tickets",
        data={"question_type": "werk", "language": "ar"},
        headers={"Authorization": f"Bearer {key}", "Idempotency-Key": f"axe-{id(open_page)}"},
    )
    return f"/t/{answer.json()['token']}"


@pytest.mark.parametrize("language", among(["nl", "ar", "ti"], {"ar"}))
def test_the_kiosk_has_no_fault_on_any_step(open_page: OpenPage, language: str) -> None:
    page = open_page("/kiosk/oefen", 1080, 1920)
    page.locator(".language").first.wait_for()
    assert _violations(page) == []
    page.locator(f"[data-language='{language}']").click()
    page.locator(".tile").first.wait_for()
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    assert _violations(page) == []
    page.locator(".tile").first.click()
    page.locator("[data-screen='how'] .tile").first.wait_for()
    assert _violations(page) == []
    page.locator("[data-way='phone'].tile").click()
    page.locator("#number:visible").wait_for()
    assert _violations(page) == []
    page.locator("[data-press='help']").click()
    page.locator("#help-title:visible").wait_for()
    assert _violations(page) == []


PAGES = {
    "/": "main",
    "/staff/sign-in": "h1",
    "/display/oefen": "#board[data-scene='empty']",  # the first page only pairs the screen
    "/api/v1/docs": "h1",
    "/t/nobody": "h1",
}


@pytest.mark.parametrize("path", PAGES)
def test_the_other_pages_have_no_fault(open_page: OpenPage, path: str, watch: Watch) -> None:
    page = open_page(path)
    page.locator(PAGES[path]).first.wait_for()
    assert _violations(page) == []
    if path == "/t/nobody":  # that it is not there is told to the console too, as it should be
        watch.faults.clear()


@pytest.mark.parametrize("language", ["nl", "ar", "ti"])
def test_the_phone_has_no_fault_and_does_not_scroll_sideways(
    open_page: OpenPage, address: str, language: str
) -> None:
    page = open_page(f"{address}?lang={language}", 320, 640)
    page.locator("#word:not(:empty), #big:not(:empty)").first.wait_for()
    assert _violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_axe_finds_a_fault_that_was_planted(open_page: OpenPage) -> None:
    page = open_page("/staff/sign-in")
    page.evaluate("document.querySelector('label').remove()")
    assert any(line.startswith("label") for line in _violations(page))


def test_the_console_has_no_fault_and_asks_readably_before_a_colleague_loses_a_desk(
    open_page: OpenPage, server: Server
) -> None:
    for name in ("anna", "bram"):
        one_time = server.command("user", "add", name, "--role", "guide")
        console = open_page("/staff/oefen")
        sign_in_first(console, name, one_time)
        console.locator("[data-press='desk/2']").click()
        if name == "anna":
            console.locator("#my-desk-name:not(:empty)").wait_for()
            assert _violations(console) == []
    console.locator(".button--armed", has_text="Zeker? anna zit hier").wait_for()
    assert _violations(console) == []
