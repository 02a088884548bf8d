"""Makes the pictures of the documents from the running product: `python -m tests.e2e.pictures`."""

import io
import json
import shutil
import urllib.request
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, Page

from benchmarks.process import ROOT
from printer.virtual import printed_pictures
from tests.e2e.browser import chromium
from tests.e2e.server import Server, running_server
from tests.e2e.staff import sign_in_first

FOLDER = ROOT / "docs" / "pictures"
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


def _scene(server: Server, browser: Browser) -> None:
    _fill_line(server)
    console = _open(browser, server.url + "/staff/oefen", 1280, 800)
    sign_in_first(console, "beheer", server.password)
    console.locator("[data-press='desk/2']").click()
    display = _open(browser, server.url + "/display/oefen", 1920, 1080)
    for _ in range(3):
        _serve(console)
    _shoot(console, "console")
    console.locator("[data-press='call-next']").click()
    display.wait_for_timeout(9000)
    _shoot(display, "display", 0.5)
    kiosk = _open(browser, server.url + "/kiosk/oefen", 1080, 1920)
    kiosk.locator("[data-language='nl']").click()
    kiosk.locator(".tile").first.wait_for()
    _shoot(kiosk, "kiosk", 0.5)
    kiosk.locator(".tile").first.click()
    kiosk.locator("#number").wait_for()
    kiosk.wait_for_timeout(1000)
    _shoot(kiosk, "kiosk-ticket", 0.5)
    path = str(kiosk.locator("#code").get_attribute("src")).removesuffix("/qr.svg")
    phone = _open(browser, server.url + path, 360, 740)
    phone.wait_for_timeout(1000)
    _shoot(phone, "phone")
    _shoot(_open(browser, server.url + "/?lang=nl", 1280, 800), "start")


def _fill_line(server: Server) -> None:
    key = server.command("key", "add", "pictures", "--role", "host")
    for number, question in enumerate(ISSUED):
        body = {"question_type": question, "language": LANGUAGES[number % len(LANGUAGES)]}
        request = urllib.request.Request(  # noqa: S310  (loopback only)
            f"{server.url}/api/v1/locations/oefen/tickets",
            json.dumps(body).encode(),
            {
                "Authorization": f"Bearer {key}",
                "Content-Type": "application/json",
                "Idempotency-Key": f"picture-{number}",
            },
        )
        urllib.request.urlopen(request, timeout=10).close()  # noqa: S310


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


def _shoot(page: Page, name: str, scale: float = 1.0) -> None:
    picture = Image.open(io.BytesIO(page.screenshot()))
    size = (int(picture.width * scale), int(picture.height * scale))
    picture.resize(size).quantize(128).save(FOLDER / f"{name}.png", optimize=True)


def _newest_paper(server: Server) -> Path:
    return printed_pictures(server.data_dir)[0]


if __name__ == "__main__":
    main()
