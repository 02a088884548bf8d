"""A member of staff at the console in a browser: presses what they press, reads what they read."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.e2e.browser import OpenPage
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

    def clear(self) -> None:
        """Shut what is open, and look at an empty line."""
        self.key("Escape")
        if self.page.locator("[data-press='issued/close']:visible").count():
            self.press("issued/close")
        expect(self.page.locator("#drawer")).to_be_hidden()
        self.sees_waiting()
        expect(self.primary).to_have_attribute("data-phase", re.compile("available|host|no_desk"))

    def key(self, key: str) -> None:
        """Press a key."""
        self.page.keyboard.press(key)

    def is_at(self, phase: str) -> None:
        """Where the work stands."""
        expect(self.primary).to_have_attribute("data-phase", phase)

    def calls(self, label: str) -> None:
        """Call the next, who is this one."""
        expect(self.primary).to_contain_text(label)
        self.press("call-next")
        self.is_told(f"{label} is opgeroepen")

    def talks_with(self, label: str) -> None:
        """Call the next and begin the conversation."""
        self.calls(label)
        self.press("start")
        self.is_told(f"Het gesprek met {label} is begonnen")

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

    def send(self, name: str) -> None:
        """Send a form."""
        self.form(name).locator("button[type='submit']").click()

    def drawer(self, name: str) -> None:
        """Press the button in the open sheet that asks for this about its visitor."""
        self.page.locator(f"#drawer [data-press^='{name}/']").click()

    def is_told(self, words: str) -> None:
        """What the last press came to."""
        expect(self.page.locator("#told")).to_contain_text(words)

    def sees_waiting(self, *labels: str) -> None:
        """Exactly these wait, in this order."""
        shown = [re.compile(rf"^\s*{label}\b") for label in labels]
        expect(self.line.locator("button.line__open")).to_have_text(shown)


def hire(server: Server, open_page: OpenPage, name: str, role: str) -> Console:
    """A new member of staff who signs in for the first time."""
    one_time = server.command("user", "add", name, "--role", role)
    page = open_page("/staff/oefen")
    sign_in_first(page, name, one_time)
    page.locator("#primary:not([data-phase='loading'])").wait_for()
    return Console(name, page)
