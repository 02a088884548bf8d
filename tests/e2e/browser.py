"""A real Chromium, watched: no console error, no request elsewhere, no broken policy may pass unseen."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    expect,
    sync_playwright,
)

PATIENT_MS = 45_000
"""How long a test waits for what must come. How soon a screen must do it is for the benchmarks: a machine
that several people share may stand still for seconds."""

expect.set_options(timeout=PATIENT_MS)

ARGUMENTS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
]


def program() -> str:
    """Where Chromium is: Debian's headless shell, which draws no window of its own around each page."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell") or "/usr/bin/chromium"


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Watch:
    """What went wrong on the pages of a test."""

    origin: str
    faults: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Watch every page that the context opens."""
        context.on("page", self._page)

    def forgive(self, part: str) -> None:
        """A fault that the test itself made is none; any other still is."""
        assert [fault for fault in self.faults if part not in fault] == []
        self.faults.clear()

    def _page(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.faults.append(f"console: {message.text} ({message.location['url']})")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if f"{parts.scheme}://{parts.netloc}".replace("ws:", "http:") != self.origin:
            self.faults.append(f"request elsewhere: {request.url}")


OpenPage = Callable[..., Page]


@contextmanager
def pages(browser: Browser, origin: str, watch: Watch) -> Iterator[OpenPage]:
    """What opens a page in a browser context of its own; all of them close with the block."""
    contexts = []

    def open_one(path: str, width: int = 1280, height: int = 800, **options: Any) -> Page:
        options = {"locale": "nl-NL", "timezone_id": "Europe/Amsterdam"} | options
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(PATIENT_MS)
        contexts.append(context)
        watch.over(context)
        page = context.new_page()
        page.goto(path if path.startswith("http") else origin + path)
        return page

    yield open_one
    for context in contexts:
        context.close()
