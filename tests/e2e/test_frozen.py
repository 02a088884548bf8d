"""A server that stops answering: every screen says so in time, and is right again afterwards."""

import json
import os
import re
import signal
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.browser import OpenPage, Watch
from tests.e2e.server import Server

pytestmark = pytest.mark.browser


@contextmanager
def frozen(server: Server) -> Iterator[None]:
    """The server's processes stand still: connections stay open, nothing is answered."""
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    pids = [server.pid, *map(int, children)]
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


@pytest.fixture
def display(open_page: OpenPage) -> Page:
    """A display that has drawn the room, whoever is in it."""
    page = open_page("/display/oefen", 1920, 1080)
    page.locator("#board:not([data-scene='loading'])").wait_for()
    return page


def test_a_display_says_that_it_is_out_of_date_and_recovers(server: Server, display: Page) -> None:
    with frozen(server):
        expect(display.locator("#stale")).to_be_visible()
        expect(display.locator("#stale-since")).not_to_be_empty()
    expect(display.locator("#stale")).to_be_hidden()


def test_a_display_whose_server_came_back_from_a_backup_loads_its_page_anew(
    display: Page, watch: Watch
) -> None:
    def restored(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, json=answer.json() | {"epoch": "restored", "rev": 1})

    display.route_web_socket(re.compile("socket.io"), lambda socket: socket.close())
    display.reload()
    display.locator("#board:not([data-scene='loading'])").wait_for()
    with display.expect_navigation():
        display.route("**/board", restored, times=1)
    watch.faults.clear()


def test_what_happened_meanwhile_is_shown_after_the_repair(server: Server, display: Page) -> None:
    key = server.command("key", "add", "frozen", "--role", "guide")
    headers = {"Authorization": f"Bearer {key}", "Idempotency-Key": "while-frozen"}
    location = f"{server.url}/api/v1/locations/oefen"
    display.request.post(
        f"{location}/tickets", data={"question_type": "werk", "language": "nl"}, headers=headers
    )
    expect(display.locator("#waiting")).to_contain_text("1")
    display.context.set_offline(True)
    called = _call_next(server, key)
    display.context.set_offline(False)
    expect(display.locator("#hero-number")).to_have_text(called)


def _call_next(server: Server, key: str) -> str:
    """Call the next to desk 1, from outside the browser; the number called."""
    request = urllib.request.Request(  # noqa: S310  (loopback only)
        f"{server.url}/api/v1/locations/oefen/call-next",
        json.dumps({"desk": "1"}).encode(),
        {"Authorization": f"Bearer {key}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310
        return str(json.loads(answer.read())["label"])
