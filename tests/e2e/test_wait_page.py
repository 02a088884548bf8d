"""The public waiting times in a browser: live, readable for everybody, framed by whom the region names."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.e2e.browser import OpenPage, Watch
from tests.e2e.commands import Commands
from tests.e2e.server import Server
from tests.e2e.test_access import _violations

pytestmark = pytest.mark.browser

PAGES = ("/wait/oefen", "/wait", "/wait/oefen?embed=1", "/wait?embed=1")
SITE, OTHER = "https://www.zoetermeer.nl", "https://www.elders.nl"
OURS, FRAMED = "https://inloop.test", "/wait/oefen?embed=1"
"""Where the sites find the server: browsers do not let a site of the world reach into a local network."""
POLL_MS, SILENT_MS = 16_000, 60_000


@pytest.fixture(scope="module")
def commands(server: Server) -> Commands:
    return Commands(server, "wait")


@pytest.fixture
def page(open_page: OpenPage, server: Server) -> Page:
    """The page of a location, on a clock that the test moves."""
    opened = open_page("/healthz", 360, 740)
    opened.clock.install()
    opened.goto(f"{server.url}/wait/oefen")
    return opened


@pytest.mark.parametrize("language", ["nl", "ar", "ti"])
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_no_page_has_a_fault_or_scrolls_sideways(
    open_page: OpenPage, server: Server, language: str, width: int
) -> None:
    opened = open_page("/healthz", width, 740)
    for path in PAGES:
        opened.goto(f"{server.url}{path}{'&' if '?' in path else '?'}lang={language}")
        assert _violations(opened) == [], path
        assert opened.evaluate("document.documentElement.scrollWidth") <= width, path
        assert opened.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")


def test_what_happens_at_the_counter_is_seen_without_loading_the_page_again(
    page: Page, commands: Commands
) -> None:
    page.evaluate("document.body.dataset.same = 'yes'")
    before = page.locator("[data-live='lines']").inner_text()
    commands("tickets", question_type="werk", language="nl")
    page.clock.run_for(POLL_MS)
    expect(page.locator("[data-live='lines']")).not_to_have_text(before)
    expect(page.locator("[data-live='questions']")).to_contain_text("wacht")
    assert page.locator("body").get_attribute("data-same") == "yes"


def test_silence_is_told_and_over_when_it_is_over(page: Page, watch: Watch) -> None:
    page.context.set_offline(True)
    page.clock.run_for(SILENT_MS)
    expect(page.locator("#stale")).to_contain_text("Niet bijgewerkt sinds")
    expect(page.locator("[data-live='age']")).to_be_hidden()
    page.context.set_offline(False)
    page.clock.run_for(POLL_MS)
    expect(page.locator("#stale")).to_be_empty()
    watch.forgive("ERR_INTERNET_DISCONNECTED")


def test_a_page_that_nobody_looks_at_asks_for_nothing(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate("Object.defineProperty(document, 'hidden', {value: true, configurable: true})")
    page.clock.run_for(SILENT_MS)
    assert asked == []
    page.evaluate("delete document.hidden")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_function("() => !document.getElementById('stale').textContent")
    assert len(asked) == 1


@pytest.mark.parametrize("path", PAGES)
def test_it_is_all_there_without_scripts_and_loads_itself_again(open_page: OpenPage, path: str) -> None:
    opened = open_page(path, 360, 740, java_script_enabled=False)
    expect(opened.locator("h1")).to_be_visible()
    expect(opened.locator("[data-live='age']")).to_contain_text("Bijgewerkt om")
    assert opened.locator("meta[http-equiv='refresh']").get_attribute("content") == "60"


def test_the_overview_leads_to_a_location_in_the_same_language(open_page: OpenPage) -> None:
    overview = open_page("/wait?lang=ti", 1280, 800)
    overview.locator(".wait__row").first.click()
    expect(overview.locator("html")).to_have_attribute("lang", "ti")
    expect(overview.locator(".wait__now")).to_be_visible()
    overview.locator(".wait__head a").click()
    expect(overview.locator(".wait__places")).to_be_visible()


def test_the_language_menu_changes_the_language(open_page: OpenPage) -> None:
    opened = open_page("/wait/oefen", 360, 740)
    opened.locator(".wait__languages summary").click()
    opened.locator(".wait__languages a[lang='uk']").click()
    expect(opened.locator("html")).to_have_attribute("lang", "uk")


@pytest.fixture
def elsewhere(browser: Browser, server: Server, tmp_path: Path) -> Iterator[BrowserContext]:
    """A browser in which two sites show the waiting times in a frame; the region file names one of them."""
    region = tmp_path / "region.toml"
    server.command("dump", str(region))
    text = region.read_text("utf-8")
    region.write_text(text.replace("[region]\n", f'[region]\nembed = ["{SITE}"]\n', 1), "utf-8")
    server.command("load", str(region))
    context = browser.new_context()
    frame = f'<!doctype html><title>Gemeente</title><iframe src="{OURS}{FRAMED}"></iframe>'
    for site in (SITE, OTHER):
        context.route(f"{site}/", lambda route: route.fulfill(body=frame, content_type="text/html"))

    def forward(route: Route) -> None:
        route.fulfill(response=route.fetch(url=route.request.url.replace(OURS, server.url)))

    context.route(f"{OURS}/**", forward)
    yield context
    context.close()


def test_only_a_site_that_the_region_names_can_show_it_in_a_frame(elsewhere: BrowserContext) -> None:
    assert _framed(elsewhere, SITE) == ([OURS + FRAMED], False)
    assert _framed(elsewhere, OTHER) == ([], True)


def _framed(context: BrowserContext, site: str) -> tuple[list[str], bool]:
    """What the site shows in its frame, and whether the browser said that it may not."""
    refused: list[str] = []
    opened = context.new_page()
    opened.on("console", lambda message: refused.append(message.text))
    opened.goto(f"{site}/")
    opened.wait_for_load_state("networkidle")
    shown = [frame.url for frame in opened.frames[1:] if frame.locator("h1").count()]
    return shown, any("frame-ancestors" in text for text in refused)
