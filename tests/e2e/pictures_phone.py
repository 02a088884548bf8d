"""Makes the phone's pictures of the documents: `python -m tests.e2e.pictures_phone`."""

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser

from tests.e2e.browser import chromium
from tests.e2e.commands import Commands
from tests.e2e.picture import shoot
from tests.e2e.server import Server, running_server
from tests.e2e.staff import sign_in_first


def main() -> None:
    """Start a server, and take the pictures."""
    with TemporaryDirectory() as folder, running_server(Path(folder)) as server, chromium() as browser:
        _phones(server, browser)
        _poster(server, browser)


def _phones(server: Server, browser: Browser) -> None:
    post = Commands(server, "pictures-phone")
    address = str(post("poster")["url"])
    page = browser.new_context(viewport={"width": 360, "height": 740}, locale="nl-NL").new_page()
    page.goto(f"{address}?lang=nl")
    page.locator("button.join__tile").first.wait_for()
    shoot(page, "phone-join")
    page.locator("button.join__tile").first.click()
    page.locator("#alarm-offer:visible").click()
    page.locator("#alarm-keep:not(:empty)").wait_for()
    visit = post.view()["waiting"][0]["id"]
    post.visit(visit, "call", desk="2", reason="plaatje")
    page.locator("#phone[data-state='called'] #hush:visible").wait_for()
    shoot(page, "phone-called")


def _poster(server: Server, browser: Browser) -> None:
    page = browser.new_context(viewport={"width": 860, "height": 1540}, locale="nl-NL").new_page()
    page.goto(f"{server.url}/staff/oefen/poster")
    sign_in_first(page, "beheer", server.password)
    page.goto(f"{server.url}/staff/oefen/poster")
    page.locator(".poster__code").wait_for()
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(500)
    shoot(page, "poster", 0.5)


if __name__ == "__main__":
    main()
