"""One visitor, from the first touch to done, with kiosk, display, console and phone open at once."""

import io
import re
import time
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from pyzbar import pyzbar

from tests.e2e.browser import PATIENT_MS, OpenPage
from tests.e2e.kiosk_walk import number_on, take_number, to_questions
from tests.e2e.server import Server
from tests.e2e.staff import sign_in_first

pytestmark = pytest.mark.browser


@pytest.fixture
def kiosk(open_page: OpenPage) -> Page:
    """The kiosk, paired by being opened at the machine itself."""
    return open_page("/kiosk/oefen", 1080, 1920, has_touch=True)


@pytest.fixture
def display(open_page: OpenPage) -> Page:
    """The waiting room's screen."""
    return open_page("/display/oefen", 1920, 1080)


@pytest.fixture
def console(open_page: OpenPage, server: Server) -> Page:
    """The console of a guide who has signed in for the first time and sits at a free desk."""
    one_time = server.command("user", "add", f"gids-{time.monotonic_ns()}", "--role", "guide")
    name = _newest_name(server)
    page = open_page("/staff/oefen")
    sign_in_first(page, name, one_time)
    page.locator(".desk", has_text="vrij").first.click()
    page.locator("#my-desk-name:not(:empty)").wait_for()
    return page


def _newest_name(server: Server) -> str:
    import sqlite3

    with sqlite3.connect(server.data_dir / "inloop.db") as connection:
        return str(connection.execute("SELECT name FROM person ORDER BY id DESC").fetchone()[0])


def test_a_visitor_from_the_first_touch_to_done(
    kiosk: Page, display: Page, console: Page, open_page: OpenPage, server: Server
) -> None:
    label = take_number(kiosk, "nl", "werk")
    assert re.fullmatch(r"A\d\d", label)
    expect(kiosk.locator("#watch")).to_contain_text(label)

    phone = open_page(_address_on_paper(server), 360, 740)
    expect(phone.locator("#number")).to_have_text(label)
    expect(phone.locator("#phone")).to_have_attribute("data-state", "waiting")
    expect(display.locator("#waiting")).to_contain_text("1")

    desk = console.locator("#my-desk-name").inner_text()
    call = console.locator("[data-press='call-next']")
    expect(call).to_contain_text(label)
    expect(call).to_contain_text("Werk zoeken")
    expect(call).to_contain_text("wacht het langst", ignore_case=True)
    call.click()

    expect(display.locator("#hero-number")).to_have_text(label)
    expect(display.locator("#hero-desk")).to_contain_text(desk)
    expect(phone.locator("#phone")).to_have_attribute("data-state", "called")
    expect(phone.locator("#big")).to_contain_text(desk)

    console.locator("[data-press='start']").click()
    expect(phone.locator("#phone")).to_have_attribute("data-state", "in_conversation")
    console.locator("[data-press='finish']").click()
    console.locator("[data-press='finish/answered']").click()
    expect(phone.locator("#phone")).to_have_attribute("data-state", "done")
    expect(console.locator("#primary")).to_contain_text("Niemand")


def test_a_double_tap_gives_one_ticket(kiosk: Page, console: Page, server: Server) -> None:
    to_questions(kiosk, "en")
    kiosk.locator("[data-press='choose'][data-id='anders']").click()
    kiosk.locator("[data-press='way'][data-way='paper']").dblclick()
    expect(console.locator("[data-press='call-next']")).to_contain_text(number_on(kiosk))
    assert _waiting(console, server) == 1
    _serve(console)


def test_the_console_is_worked_with_the_keyboard_alone(kiosk: Page, console: Page) -> None:
    take_number(kiosk, "nl", "leren")
    expect(console.locator("[data-press='call-next']")).to_be_enabled()
    console.keyboard.press("n")
    expect(console.locator("[data-press='start']")).to_be_enabled()
    console.keyboard.press("s")
    expect(console.locator("[data-press='finish']")).to_be_enabled()
    console.keyboard.press("f")
    console.keyboard.press("1")
    expect(console.locator("#primary")).to_contain_text("Niemand")


def test_who_did_not_come_needs_two_presses(kiosk: Page, console: Page) -> None:
    take_number(kiosk, "nl", "werk")
    console.locator("[data-press='call-next']").click()
    no_show = console.locator("[data-press='no-show']")
    no_show.click()
    expect(no_show).to_contain_text("Zeker")
    no_show.click()
    expect(console.locator("#primary")).to_contain_text("Niemand")


def _waiting(page: Page, server: Server) -> int:
    board = page.request.get(f"{server.url}/api/v1/locations/oefen/board").json()
    return int(board["view"]["waiting"])


def _serve(console: Page) -> None:
    console.locator("[data-press='call-next']").click()
    console.locator("[data-press='start']").click()
    console.locator("[data-press='finish']").click()
    console.locator("[data-press='finish/other']").click()
    expect(console.locator("#primary")).to_contain_text("Niemand")


def _address_on_paper(server: Server) -> str:
    """What the QR code on the newest printed picture says."""
    newest = _newest_picture(server.data_dir / "printed")
    (code,) = pyzbar.decode(Image.open(io.BytesIO(newest.read_bytes())))
    return str(code.data.decode())


def _newest_picture(folder: Path) -> Path:
    deadline = time.monotonic() + PATIENT_MS / 1000
    while time.monotonic() < deadline:
        pictures = sorted(folder.glob("*.png")) if folder.exists() else []
        if pictures:
            return pictures[-1]
        time.sleep(0.05)
    raise AssertionError("nothing was printed")
