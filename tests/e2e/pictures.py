"""Makes the pictures of the documents from the running product: `python -m tests.e2e.pictures`."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page

from printer.virtual import printed_pictures
from tests.e2e.browser import chromium
from tests.e2e.commands import Commands
from tests.e2e.picture import FOLDER, shoot
from tests.e2e.pictures_console import console_pictures
from tests.e2e.server import Server, running_server
from tests.e2e.staff import sign_in_first

BOARD, KIOSK, PHONE = (1920, 1080), (1080, 1920), (360, 740)
ISSUED = ("werk", "leren", "werk", "geld", "verder", "werk", "leren", "anders")
LANGUAGES = ("nl", "nl", "ar", "nl", "ti", "uk")


def main() -> None:
    """Start a server, play a scene, and take the pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        TemporaryDirectory() as folder,
        running_server(Path(folder)) as server,
        chromium() as browser,
    ):
        _scene(server, browser)
        shutil.copy(_newest_paper(server), FOLDER / "ticket.png")
        _another_day(server, browser)
        console_pictures(browser)


def _scene(server: Server, browser: Browser) -> None:
    _fill_line(server)
    console = _open(browser, server.url + "/staff/oefen", 1280, 800)
    sign_in_first(console, "beheer", server.password)
    console.locator("[data-press='desk/2']").click()
    display = _open(browser, server.url + "/display/oefen", 1920, 1080)
    for _ in range(3):
        _serve(console)
    console.locator("[data-press='call-next']").click()
    display.wait_for_timeout(9000)
    shoot(display, "display", 0.5)
    kiosk = _open(browser, server.url + "/kiosk/oefen", 1080, 1920)
    kiosk.locator("[data-language='nl']").click()
    kiosk.locator(".tile").first.wait_for()
    shoot(kiosk, "kiosk", 0.5)
    kiosk.locator(".tile").first.click()
    kiosk.locator("[data-way='paper'].tile").click()
    kiosk.locator("#number").wait_for()
    kiosk.wait_for_timeout(1000)
    shoot(kiosk, "kiosk-ticket", 0.5)
    path = str(kiosk.locator("#code").get_attribute("src")).removesuffix("/qr.svg")
    phone = _open(browser, server.url + path, 360, 740)
    phone.wait_for_timeout(1000)
    shoot(phone, "phone")
    shoot(_open(browser, server.url + "/?lang=nl", 1280, 800), "start")


def _another_day(server: Server, browser: Browser) -> None:
    """The same screens on a day that goes otherwise than planned."""
    post = Commands(server, "another-day")
    token = post("tickets", question_type="geld", language="nl")["token"]
    board = _open(browser, server.url + "/display/oefen", *BOARD)
    post("away", minutes=25)
    post("messages", text="Vanmiddag om 15:00 is er een spreekuur over scholing in zaal 2.")
    board.locator("#band:visible").wait_for()
    board.wait_for_timeout(9000)
    shoot(board, "display-away", 0.5)
    phone = _open(browser, f"{server.url}/t/{token}", *PHONE)
    phone.locator("[data-wish='later']").click()
    phone.locator("[data-wish='back']:visible").wait_for()
    shoot(phone, "phone-later")
    post("away", minutes=None)
    kiosk = _open(browser, server.url + "/kiosk/oefen?lang=nl", *KIOSK)
    post("close", reason="staff", helping=True)
    kiosk.locator("#notice-why:visible").wait_for()
    shoot(kiosk, "kiosk-closed", 0.5)


def _fill_line(server: Server) -> None:
    post = Commands(server, "pictures")
    for number, question in enumerate(ISSUED):
        post("tickets", question_type=question, language=LANGUAGES[number % len(LANGUAGES)])


def _serve(console: Page) -> None:
    for press in ("call-next", "start", "finish", "finish/answered"):
        console.locator(f"[data-press='{press}']:enabled").click()
    console.locator("[data-press='call-next']:enabled").wait_for()


def _open(browser: Browser, url: str, width: int, height: int) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="nl-NL", timezone_id="Europe/Amsterdam"
    )
    page = context.new_page()
    page.goto(url)
    return page


def _newest_paper(server: Server) -> Path:
    return printed_pictures(server.data_dir)[0]


if __name__ == "__main__":
    main()
