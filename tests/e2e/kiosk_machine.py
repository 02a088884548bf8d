"""The machine that a kiosk runs on: a browser with a profile that outlives it; switched off, or unplugged."""

import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, BrowserType, Error, Page, Route

from tests.e2e.browser import ARGUMENTS, PATIENT_MS, program
from tests.e2e.kiosk_house import URL, House

KIOSK = f"{URL}/kiosk/oefen?lang=nl"
_START_SECONDS = 60.0
_READ = """name => new Promise((resolve, reject) => {
  const request = indexedDB.open("inloop-kiosk-oefen");
  request.onerror = () => reject(request.error);
  request.onsuccess = () => {
    const database = request.result;
    if (!database.objectStoreNames.contains(name)) { database.close(); return resolve([]); }
    const rows = database.transaction(name).objectStore(name).getAll();
    rows.onsuccess = () => { database.close(); resolve(rows.result); };
  };
})"""
_LABEL = """() => {
  const number = document.getElementById("number");
  return number?.checkVisibility() ? number.textContent.trim() : "";
}"""


@dataclass(frozen=True)
class Shown:
    """A number that a visitor saw, and when (seconds since 1970)."""

    label: str
    at: float


class Machine:
    """A kiosk that is paired with the house.

    Args:
        house: whose kiosk it is.
        kind: how browsers are started.
        folder: for the profile.
    """

    READ = _READ
    """Script that reads all rows of a table."""

    def __init__(self, house: House, kind: BrowserType, folder: Path) -> None:
        path = program()
        self._program = house.wrapped(path, folder / "browser.sh")
        self._kind = kind
        self._profile = folder / "profile"
        self._context: BrowserContext | None = None
        self.shown: list[Shown] = []

    @property
    def page(self) -> Page:
        """The kiosk's page."""
        assert self._context is not None
        return self._context.pages[0]

    def start(
        self,
        url: str | None = KIOSK,
        instead: tuple[str, Callable[[Route], None]] | None = None,
        first: str = "",
    ) -> Page:
        """Switch the machine on: the browser opens the kiosk's page, and tries until something is there.

        Args:
            url: another page, or none.
            instead: what is answered to requests of a pattern, before there is a service worker.
            first: a script that runs before those of each page.
        """
        self._context = self._kind.launch_persistent_context(
            self._profile,
            executable_path=self._program,
            args=ARGUMENTS,
            locale="nl-NL",
            viewport={"width": 1080, "height": 1920},
            has_touch=True,
        )
        self._context.set_default_timeout(PATIENT_MS)
        if instead is not None:
            self._context.route(*instead)
        if first:
            self._context.add_init_script(first)
        if url is not None:
            self.visit(url)
        return self.page

    def second_page(self) -> Page:
        """The kiosk once more, in another tab."""
        assert self._context is not None
        page = self._context.new_page()
        page.goto(KIOSK)
        return page

    def visit(self, url: str = KIOSK) -> None:
        """Open the page; a server that is only starting is asked again."""
        limit = time.monotonic() + _START_SECONDS
        while True:
            try:
                self.page.goto(url)
            except Error:
                assert time.monotonic() < limit, "nothing is there"
                self.page.wait_for_timeout(100)
            else:
                return

    def prepared(self) -> None:
        """Wait until the kiosk holds all that it needs to do without a server."""
        self.until("() => navigator.serviceWorker.controller !== null")
        self.until(f"async () => (await ({self.READ})('blocks')).length >= 4")
        self.until(f"async () => (await ({self.READ})('facts')).length >= 3")
        # A browser writes its cookies down only now and then, and when it is closed; then it is still paired.
        self.end()
        self.start()
        self.page.locator("[data-press=choose]").first.wait_for()

    def kill(self) -> None:
        """Pull the plug of the machine: every process of the browser ends at once."""
        with suppress(ProcessLookupError):
            os.killpg(int(Path(f"{self._program}.pid").read_text()), signal.SIGKILL)
        self.end()

    def end(self) -> None:
        """Close the browser, or what is left of it."""
        if self._context is not None:
            with suppress(Error):
                self._context.close()
            self._context = None

    def tap(self) -> None:
        """Ask for a number."""
        self.page.locator("[data-press=choose]").first.tap()

    def number(self, page: Page | None = None) -> str:
        """The number on the screen, once there is one."""
        label = str(self.until(_LABEL, page=page))
        self.shown.append(Shown(label, time.time()))
        return label

    def next_visitor(self) -> None:
        """The visitor leaves the screen as it was."""
        self.page.locator("[data-press=restart]").tap()
        self.page.locator("[data-press=choose]").first.wait_for()

    def rows(self, table: str) -> list[dict[str, Any]]:
        """What the browser keeps: `blocks`, `entries` or `facts`."""
        found: list[dict[str, Any]] = self.page.evaluate(self.READ, table)
        return found

    def handed_in(self, seconds: float = 60.0) -> None:
        """Wait until the server has every number."""
        done = f"async () => (await ({self.READ})('entries')).every(({{state}}) => state === 'done')"
        self.until(done, seconds)

    def until(self, script: str, seconds: float = 60.0, page: Page | None = None) -> object:
        """What *script* tells, once it is something, also if the page is loaded anew meanwhile.

        The page's policy forbids it to wait by itself.
        """
        limit = time.monotonic() + seconds
        found = None
        while not found:
            assert time.monotonic() < limit, script
            with suppress(Error):
                found = (page or self.page).evaluate(script)
            self.page.wait_for_timeout(20)
        return found
