"""A member of staff at the console in a browser: presses what they press, reads what they read."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import OpenPage
from tests.e2e.server import Server
from tests.e2e.staff import sign_in_first


@dataclass(frozen=True)
class Console:
    """One person and their console of the practice location."""

    name: str
    page: Page

    @property
    def primary(self) -> Locator:
        """The panel of the one thing to do now."""
        return self.page.locator("#primary")

    @property
    def line(self) -> Locator:
        """The waiting list."""
        return self.page.locator("#line")

    def press(self, name: str) -> None:
        """Press a button, by what it asks for."""
        self.page.locator(f"[data-press='{name}']:visible").first.click()

    def sit(self, desk: str) -> None:
        """Take a desk."""
        self.press(f"desk/{desk}")
        self.page.locator("#my-desk-name:not(:empty)").wait_for()

    def visitor(self) -> str:
        """The number of the visitor in hand."""
        number = self.page.locator(".visitor__number .number, .visitor__number bdi").first
        number.wait_for()
        return number.inner_text()

    def open_visitor(self, label: str) -> None:
        """Open the sheet of somebody in the line."""
        self.line.locator("button.line__open", has_text=label).click()
        expect(self.page.locator("#drawer")).to_be_visible()

    def form(self, name: str) -> Locator:
        """A form by its name."""
        return self.page.locator(f"form[data-form='{name}']")

    def is_told(self, words: str) -> None:
        """What the last press came to."""
        expect(self.page.locator("#told")).to_contain_text(words)

    def sees_waiting(self, *labels: str) -> None:
        """Exactly these wait, in this order."""
        expect(self.line.locator("button.line__open")).to_have_count(len(labels))
        shown = self.line.locator("button.line__open").all_inner_texts()
        assert [text.split()[0] for text in shown] == list(labels)


def hire(server: Server, open_page: OpenPage, name: str, role: str) -> Console:
    """A new member of staff who signs in for the first time."""
    one_time = server.command("user", "add", name, "--role", role)
    page = open_page("/staff/oefen")
    sign_in_first(page, name, one_time)
    page.locator("#primary:not([data-phase='loading'])").wait_for()
    return Console(name, page)
