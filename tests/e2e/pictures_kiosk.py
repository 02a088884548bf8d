"""The kiosk as visitors see it, for the documents: `python -m tests.e2e.pictures_kiosk`."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page

from tests.e2e.browser import OpenPage, Watch, chromium, pages
from tests.e2e.commands import Commands
from tests.e2e.kiosk_walk import number_on, take_number, to_questions
from tests.e2e.picture import shoot
from tests.e2e.server import Server, running_server

STANDING, LYING = (1080, 1920), (1920, 1080)
SCALE = 0.4
BEFORE = ("werk", "leren", "geld")
"""What those ask who came before."""


def main() -> None:
    """Start a server, walk through the kiosk, and take the pictures."""
    with (
        TemporaryDirectory() as folder,
        running_server(Path(folder)) as server,
        chromium() as browser,
    ):
        house = Commands(server, "Samira")
        for question in BEFORE:
            house("tickets", question_type=question, language="nl", printed=False)
        house("messages", text="Vanmiddag om 15:00 is er een spreekuur over scholing.")
        _visitors(browser, server, house)


def _visitors(browser: Browser, server: Server, house: Commands) -> None:
    scenes: dict[str, tuple[tuple[int, int], Callable[[Page], None]]] = {
        "language": (STANDING, _first_screen),
        "language-lying": (LYING, _first_screen),
        "question": (STANDING, lambda page: to_questions(page, "nl")),
        "question-ti-lying": (LYING, lambda page: to_questions(page, "ti")),
        "how-ar": (STANDING, lambda page: _how(page, "ar")),
        "phone": (STANDING, lambda page: _number(page, "nl", "phone")),
        "number-ti": (STANDING, lambda page: _number(page, "ti", "number")),
        "help": (STANDING, lambda page: _help(page, house)),
    }
    for name, (size, walk) in scenes.items():
        watch = Watch(server.url)
        with pages(browser, server.url, watch) as open_page:
            page = _kiosk(open_page, size)
            walk(page)
            page.wait_for_timeout(500)
            shoot(page, f"kiosk-{name}", SCALE)


def _kiosk(open_page: OpenPage, size: tuple[int, int]) -> Page:
    page = open_page("/kiosk/oefen", *size, has_touch=True)
    page.locator(".language").first.wait_for()
    return page


def _first_screen(page: Page) -> None:
    page.locator("#today-notice:visible").wait_for()


def _how(page: Page, language: str) -> None:
    to_questions(page, language)
    page.locator("[data-press='choose']").first.click()
    page.locator("[data-way='phone'].tile").wait_for()


def _number(page: Page, language: str, way: str) -> None:
    take_number(page, language, "werk", way)
    number_on(page)


def _help(page: Page, house: Commands) -> None:
    """Somebody of the house is on the way."""
    to_questions(page, "nl")
    page.locator(".bar__help").click()
    page.locator("#help[data-call='asked']").wait_for()
    (call,) = house.view()["assistance"]
    house(f"assistance/{call['id']}/coming")
    page.locator("#help[data-call='coming']").wait_for()


if __name__ == "__main__":
    main()
