"""A server for each file of browser tests, one browser for all; each test has its own, watched contexts."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.browser import Watch, chromium
from tests.e2e.server import Server, running_server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with the sample region, as a newcomer starts it."""
    with running_server(tmp_path_factory.mktemp("inloop")) as started:
        yield started


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium."""
    with chromium() as started:
        yield started


@pytest.fixture
def watch(server: Server) -> Iterator[Watch]:
    """Fails the test afterwards if anything went wrong on one of its pages."""
    watching = Watch(server.url)
    yield watching
    assert watching.faults == []


OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, server: Server, watch: Watch) -> Iterator[OpenPage]:
    """Opens a page in a browser context of its own: `open_page("/kiosk/oefen", width, height)`."""
    contexts = []

    def open_one(path: str, width: int = 1280, height: int = 800, **options: Any) -> Page:
        options = {"locale": "nl-NL", "timezone_id": "Europe/Amsterdam"} | options
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(8000)
        contexts.append(context)
        watch.over(context)
        page = context.new_page()
        page.goto(path if path.startswith("http") else server.url + path)
        return page

    yield open_one
    for context in contexts:
        context.close()
