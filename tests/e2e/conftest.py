"""A server for each file of browser tests, one browser for all; each test has its own, watched contexts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.e2e.browser import OpenPage, Watch, pages
from tests.e2e.floor import Floor
from tests.e2e.kiosk_house import House
from tests.e2e.kiosk_machine import Machine
from tests.e2e.midnight import wait_for_a_day
from tests.e2e.server import Server, running_server


def pytest_runtest_setup(item: pytest.Item) -> None:
    """No visitor of a test is still there when the day of their number ends."""
    if item.get_closest_marker("browser"):
        wait_for_a_day()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with the sample region, as a newcomer starts it."""
    with running_server(tmp_path_factory.mktemp("inloop")) as started:
        yield started


@pytest.fixture
def watch(server: Server) -> Iterator[Watch]:
    """Fails the test afterwards if anything went wrong on one of its pages."""
    watching = Watch(server.url)
    yield watching
    assert watching.faults == []


@pytest.fixture
def open_page(browser: Browser, server: Server, watch: Watch) -> Iterator[OpenPage]:
    """Opens a page in a browser context of its own: `open_page("/kiosk/oefen", width, height)`."""
    with pages(browser, server.url, watch) as open_one:
        yield open_one


@pytest.fixture(scope="module")
def crew(browser: Browser, server: Server) -> Iterator[Floor]:
    """The people of a file of tests: each is hired when first asked for, and stays signed in."""
    watching = Watch(server.url)
    with pages(browser, server.url, watching) as open_one:
        yield Floor(server, open_one, watching)


@pytest.fixture
def floor(crew: Floor) -> Iterator[Floor]:
    """The same people with nobody in the house; a fault on any page fails the test afterwards."""
    crew.empty()
    crew.watch.faults.clear()
    yield crew
    assert crew.watch.faults == []


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A server on a cable."""
    with House(tmp_path) as started:
        yield started


@pytest.fixture
def cold(house: House, browser: Browser, tmp_path: Path) -> Iterator[Machine]:
    """A kiosk of that house, switched off."""
    made = Machine(house, browser.browser_type, tmp_path)
    yield made
    made.end()
