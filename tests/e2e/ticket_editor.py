"""Somebody at the page of the ticket's layout in a browser: presses what they press, sees the picture."""

import base64
import io
import time

from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.e2e.browser import PATIENT_MS
from tests.e2e.commands import Commands
from tests.e2e.server import Server

PRESSED = "a, button, summary, select, label.chip, label.switch, .input"
TOUCH = 44
"""The least height and width of what is pressed, in CSS pixels."""


class Editor:
    """Somebody at the page of the ticket."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.is_fresh()

    def is_fresh(self) -> None:
        """The picture is the newest."""
        expect(self.page.locator("#paper")).to_have_attribute("data-state", "fresh")

    def row(self, part: str, which: int = 0) -> Locator:
        """A part of the list."""
        return self.page.locator(f".row[data-part='{part}']").nth(which)

    def parts(self) -> list[str]:
        """The parts in their order."""
        return [str(row.get_attribute("data-part")) for row in self.page.locator(".row").all()]

    def open(self, part: str, which: int = 0) -> Locator:
        """Show the fields of a part."""
        row = self.row(part, which)
        if row.locator("details[open]").count() == 0:
            row.locator("summary").click()
        return row

    def press(self, name: str) -> None:
        """Press one of the buttons of the whole page."""
        self.page.locator(f"[data-press='{name}']").click()

    def is_told(self, words: str) -> None:
        """What the last press came to."""
        expect(self.page.locator("#told")).to_contain_text(words)

    def picture(self) -> Image.Image:
        """The picture of the paper, dot by dot."""
        self.is_fresh()
        uri = str(self.page.locator("#picture").evaluate("canvas => canvas.toDataURL('image/png')"))
        return Image.open(io.BytesIO(base64.b64decode(uri.partition(",")[2]))).convert("1")

    def another_than(self, before: Image.Image) -> Image.Image:
        """The picture, once it is another one."""
        ends = time.monotonic() + PATIENT_MS / 1000
        while (shown := self.picture()).tobytes() == before.tobytes():
            assert time.monotonic() < ends, "the picture stays the same"
            self.page.wait_for_timeout(50)
        return shown

    def save(self) -> None:
        """Save, and read that it worked."""
        self.press("save")
        self.is_told("Opgeslagen.")


def printed_paper(server: Server, label: str) -> Image.Image:
    """The paper of that number, of as many visitors as it takes."""
    commands = Commands(server, f"papier-{label}")
    while commands("tickets", question_type="leren", language="nl")["label"] != label:
        pass
    ends = time.monotonic() + PATIENT_MS / 1000
    while not (found := list((server.data_dir / "printed").glob(f"*-{label}.png"))):
        assert time.monotonic() < ends, "nothing was printed"
        time.sleep(0.05)
    return Image.open(found[0]).convert("1")


def too_small(page: Page) -> list[str]:
    """What is pressed and is smaller than a finger."""
    found: list[str] = page.evaluate(
        """([pressed, least]) => [...document.querySelectorAll(pressed)]
            .filter(one => one.checkVisibility())
            .map(one => [one, one.getBoundingClientRect()])
            .filter(([, box]) => box.height > 0 && Math.min(box.height, box.width) < least - 0.5)
            .map(([one]) => one.outerHTML.slice(0, 90))""",
        [PRESSED, TOUCH],
    )
    return found


def hidden_focus(page: Page) -> str:
    """What has the focus while something else lies over it; empty when it is seen."""
    found: str = page.evaluate(
        """() => {
            const one = document.activeElement;
            const box = one.getBoundingClientRect();
            const seen = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            return one.contains(seen) ? "" : one.outerHTML.slice(0, 90);
        }"""
    )
    return found
