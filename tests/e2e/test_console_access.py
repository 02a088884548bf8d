"""Accessibility of the console's situations as axe sees them, in both languages and in high contrast."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.console import Console
from tests.e2e.floor import Floor
from tests.e2e.test_access import _violations

pytestmark = pytest.mark.browser

PRESSED = "button, summary, select, textarea, label.chip, label.switch"
TOUCH = 44
"""The least height and width of what is pressed, in CSS pixels."""


@pytest.fixture(params=["nl", "en", "forced"])
def look(request: pytest.FixtureRequest) -> str:
    """A language of the console; or the high contrast of somebody's own colours."""
    return str(request.param)


@pytest.fixture
def looked_at(floor: Floor, look: str) -> Iterator[Floor]:
    """Everybody sees the console like that, and afterwards as before."""
    for console in (floor.samira, floor.hanna, floor.coco):
        _show(console, "en" if look == "en" else "nl", forced=look == "forced")
    yield floor
    for console in (floor.samira, floor.hanna, floor.coco):
        _show(console, "nl", forced=False)


def test_no_situation_of_the_console_has_a_fault(looked_at: Floor) -> None:
    samira, hanna, coco = looked_at.samira, looked_at.hanna, looked_at.coco
    looked_at.visitor("werk", "ar")
    looked_at.visitor("geld", "ti")
    _is_fine(samira)
    samira.press("call-next")
    samira.is_at("called")
    _is_fine(samira)
    samira.press("start")
    samira.is_at("in_conversation")
    for sheet in ("hold", "transfer", "service"):
        samira.press(f"sheet/{sheet}")
        _is_fine(samira)
    samira.press("finish")
    _is_fine(samira)
    samira.press("finish/back")
    _is_fine_while_somebody_asks_for_help(samira, hanna)
    hanna.press("sheet/place")
    _is_fine(hanna)
    coco.press("tab/overview")
    coco.page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
    _is_fine(coco)


def _is_fine_while_somebody_asks_for_help(samira: Console, hanna: Console) -> None:
    for _ in range(2):
        samira.press("help")
    expect(hanna.page.locator("#help-bars")).to_contain_text("Samira")
    _is_fine(hanna)
    hanna.press("help-coming/Samira")
    _is_fine(hanna)
    for _ in range(2):
        hanna.press("help-end/Samira")
    expect(hanna.page.locator("#help-bars")).to_be_empty()
    expect(samira.page.locator("#help-bars")).to_be_empty()


def _is_fine(console: Console) -> None:
    assert _violations(console.page) == []
    assert _too_small(console.page) == []


def _too_small(page: Page) -> list[str]:
    found: list[str] = page.evaluate(
        """([what, least]) => [...document.querySelectorAll(what)]
            .filter(one => one.checkVisibility())
            .map(one => [one, one.getBoundingClientRect()])
            .filter(([, box]) => box.height > 0 && Math.min(box.height, box.width) < least - 0.5)
            .map(([one]) => one.outerHTML.slice(0, 90))""",
        [PRESSED, TOUCH],
    )
    return found


def _show(console: Console, language: str, *, forced: bool) -> None:
    console.page.emulate_media(forced_colors="active" if forced else "none")
    console.page.goto(f"{console.page.url.partition('?')[0]}?lang={language}")
    console.page.locator("#primary:not([data-phase='loading'])").wait_for()
