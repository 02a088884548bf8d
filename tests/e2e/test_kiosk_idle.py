"""The kiosk when nobody presses: it asks whether somebody is there, and the answer does nothing else."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FloatRect, Page, expect

from tests.e2e.browser import Watch, pages
from tests.e2e.kiosk_visitor import STANDING, Ear, Finger, to_the_question, until, use
from tests.e2e.server import Server

pytestmark = pytest.mark.browser

NOWHERE = (540.0, 6.0)
"""A point where nothing stands."""
PAUSED = "document.getElementById('voice').paused"
LIT = "[...document.querySelectorAll('[data-lit]')].map((node) => node.innerText).join()"


@pytest.fixture
def kiosk(server: Server, browser: Browser) -> Iterator[Page]:
    """A kiosk whose time can be made to pass."""
    watch = Watch(server.url)
    with pages(browser, server.url, watch) as open_page:
        page = open_page("/", *STANDING, has_touch=True)
        page.clock.install()
        page.goto(f"{server.url}/kiosk/oefen")
        page.locator(".language").first.wait_for()
        yield page
    watch.forgive("WebSocket is closed before the connection")


def _leave_alone(page: Page) -> None:
    """Nobody presses, until the kiosk asks whether somebody is there."""
    page.clock.run_for(41_000)
    expect(page.locator("#warning")).to_be_visible()


def _still_at_the_question(page: Page) -> None:
    expect(page.locator("#warning")).to_be_hidden()
    expect(page.locator("[data-screen='question']")).to_be_visible()


def _within_both(one: FloatRect, other: FloatRect) -> list[tuple[float, float]]:
    """The middle of what two boxes share, if they share anything."""
    left, right = max(one["x"], other["x"]), min(one["x"] + one["width"], other["x"] + other["width"])
    top, bottom = max(one["y"], other["y"]), min(one["y"] + one["height"], other["y"] + other["height"])
    return [((left + right) / 2, (top + bottom) / 2)] if right - left > 4 and bottom - top > 4 else []


def test_a_key_that_says_somebody_is_there_chooses_nothing(kiosk: Page) -> None:
    to_the_question(kiosk, "nl")
    kiosk.keyboard.press("Tab")
    tile = kiosk.locator(".tiles .tile").first
    expect(tile).to_be_focused()
    _leave_alone(kiosk)
    kiosk.keyboard.press("Enter")
    _still_at_the_question(kiosk)
    expect(tile).to_be_focused()
    kiosk.keyboard.press("Enter")
    expect(kiosk.locator("[data-screen='how']")).to_be_visible()


def test_one_switch_answers_what_it_sees_lit_and_nothing_behind_it(kiosk: Page) -> None:
    Ear(kiosk)
    to_the_question(kiosk, "nl")
    use(kiosk, "scan")
    expect(kiosk.locator("[data-lit]").first).to_be_visible()
    _leave_alone(kiosk)
    expect(kiosk.locator(".warning__stay")).to_have_attribute("data-lit", "")
    kiosk.keyboard.press("Space")
    _still_at_the_question(kiosk)
    expect(kiosk.locator("#kiosk [data-lit]").first).to_be_visible()


def test_a_double_tap_of_who_does_not_see_says_that_somebody_is_there_and_chooses_nothing(
    kiosk: Page,
) -> None:
    finger, ear = Finger(kiosk), Ear(kiosk)
    kiosk.keyboard.press("*")
    expect(kiosk.locator("#ask")).to_be_visible()
    kiosk.keyboard.press("5")
    expect(kiosk.locator("[data-screen='question']")).to_be_visible()
    ear.until("nl text/choose_now")
    while not ear.heard[-1].startswith("nl question/"):
        kiosk.keyboard.press("2")
        kiosk.wait_for_timeout(300)
    until(kiosk, lambda: bool(kiosk.evaluate(PAUSED)), lambda: "still speaking")
    _leave_alone(kiosk)
    ear.until("nl text/still_here")
    finger.tap(NOWHERE)
    finger.tap(NOWHERE)
    _still_at_the_question(kiosk)
    kiosk.wait_for_timeout(500)
    _still_at_the_question(kiosk)


def test_settings_that_somebody_only_looked_at_are_shut_for_the_next_visitor(kiosk: Page) -> None:
    kiosk.locator("#access-open").click()
    expect(kiosk.locator("#access")).to_be_visible()
    _leave_alone(kiosk)
    kiosk.clock.run_for(21_000)
    expect(kiosk.locator("#warning")).to_be_hidden()
    expect(kiosk.locator("#access")).to_be_hidden()


def test_a_touch_that_breaks_the_voice_off_does_not_end_the_scanning(kiosk: Page) -> None:
    finger = Finger(kiosk)
    use(kiosk, "aloud", "scan")
    expect(kiosk.locator("[data-saying][data-lit]").first).to_be_visible()
    finger.tap(NOWHERE)
    lit = kiosk.evaluate(LIT)
    until(kiosk, lambda: kiosk.evaluate(LIT) != lit, lambda: f"{lit} stays lit", seconds=15)


def test_who_waits_for_help_for_long_hears_what_else_to_do(kiosk: Page) -> None:
    ear = Ear(kiosk)
    use(kiosk, "aloud")
    kiosk.locator(".bar__help").click()
    expect(kiosk.locator("#help")).to_have_attribute("data-call", "asked")
    kiosk.clock.run_for(61_000)
    expect(kiosk.locator("#help-alone")).to_be_visible()
    expect(kiosk.locator("#status")).to_contain_text(kiosk.locator("#help-alone").inner_text())
    until(kiosk, lambda: "nl text/help_alone" in ear.heard, lambda: str(ear.heard))


def test_a_double_tap_on_still_here_chooses_nothing_that_lies_behind_it(kiosk: Page) -> None:
    to_the_question(kiosk, "nl")
    tiles = [tile.bounding_box() for tile in kiosk.locator(".tiles .tile").all()]
    _leave_alone(kiosk)
    stay = kiosk.locator(".warning__stay").bounding_box()
    assert stay is not None
    behind = [point for tile in tiles if tile is not None for point in _within_both(stay, tile)]
    assert behind
    kiosk.mouse.click(*behind[0], click_count=2)
    _still_at_the_question(kiosk)
