"""A printer that goes wrong, and a kiosk as a visitor sees it, for what is told of paper."""

import io
import time

from PIL import Image
from playwright.sync_api import Page, expect
from pyzbar import pyzbar

from printer.emulator import EmulatedPrinter, Fault, Sheet
from tests.e2e.browser import PATIENT_MS, OpenPage
from tests.e2e.kiosk_walk import scrolls

STANDING = (1080, 1920)
READ = """() => Object.fromEntries(["slip", "photo"].map((id) => {
  const node = document.getElementById(id);
  const text = (node.querySelector("p") ?? node).innerText.replace(/\\s+/g, " ").trim();
  return [id, node.checkVisibility() ? text : ""];
}))"""


class Printer:
    """The printer of the house, and the paper that came out of it."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.emulated = EmulatedPrinter(576, self.sheets.append)

    def spoil(self, fault: Fault) -> None:
        """Let something go wrong."""
        self.emulated.set(fault, on=True)

    def mend(self) -> None:
        """Everything is right again, with a new roll."""
        for fault in tuple(Fault):
            self.emulated.set(fault, on=False)


def at_the_question(open_page: OpenPage, language: str = "nl", size: tuple[int, int] = STANDING) -> Page:
    page = open_page(f"/kiosk/oefen?lang={language}", *size, has_touch=True)
    page.locator(".tile").first.wait_for()
    return page


def press(page: Page) -> float:
    """Ask for a number; the moment before the press."""
    moment = time.monotonic()
    page.locator(".tile").first.tap()
    return moment


def words_until(page: Page, last: str | tuple[str, ...]) -> list[dict[str, str]]:
    """Everything that was said of the paper, in order, until *last*, or one of them, was."""
    said: list[dict[str, str]] = []
    deadline = time.monotonic() + PATIENT_MS / 1000
    while not said or not any(text.startswith(last) for text in said[-1].values()):
        assert time.monotonic() < deadline, said
        now = page.evaluate(READ)
        if not said or now != said[-1]:
            said.append(now)
        page.wait_for_timeout(30)
    return said


def seconds_left(page: Page) -> int:
    return int("".join(filter(str.isdigit, page.locator("#countdown").inner_text())))


def codes(page: Page) -> list[str]:
    """What a telephone reads from the screen, once the picture is there."""
    expect(page.locator("#code")).to_have_js_property("complete", value=True)
    return codes_now(page)


def codes_now(page: Page) -> list[str]:
    """What a telephone reads from the screen at this moment."""
    picture = Image.open(io.BytesIO(page.screenshot()))
    return [found.data.decode() for found in pyzbar.decode(picture)]


def fits(page: Page) -> bool:
    """Whether nothing has to be scrolled."""
    wide, high = page.evaluate(
        "(r => [r.scrollWidth - innerWidth, r.scrollHeight - innerHeight])(document.documentElement)"
    )
    return bool(wide <= 0 and high <= 0) and not scrolls(page)
