"""A disk takes nothing: what a visitor at the kiosk and a guide at the console see, and do next."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from config.languages import LANGUAGE_BY_CODE
from tests.e2e.browser import OpenPage, Watch
from tests.e2e.commands import Commands
from tests.e2e.console import hire
from tests.e2e.kiosk_machine import Machine
from tests.e2e.kiosk_visitor import STANDING, Ear, start_again, to_the_question, to_the_way, until, use
from tests.e2e.kiosk_walk import number_on, overflow
from tests.e2e.server import Server, running_program
from tests.e2e.test_kiosk_offline import USE_UP as ONE_LEFT
from web.words import words_for

pytestmark = pytest.mark.browser

LYING = (1920, 1080)
USE_UP = ONE_LEFT.replace("next: block.last", "next: block.last + 1")
ENTRIES = f"async () => JSON.stringify(await ({Machine.READ})('entries'))"
BLOCKS = f"async () => JSON.stringify(await ({Machine.READ})('blocks'))"


class Disk:
    """The disk below the server, which can be set to reading only."""

    def __init__(self, broken: Path) -> None:
        self._broken = broken

    @contextmanager
    def full(self) -> Iterator[None]:
        """Nothing is written for the length of the block."""
        self._broken.touch()
        try:
            yield
        finally:
            self._broken.unlink()


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that breaks the disk while it is there."""
    return tmp_path_factory.mktemp("disk") / "broken"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, broken: Path) -> Iterator[Server]:
    """A server on that disk."""
    program = ("-m", "tests.faults.failing", str(broken))
    with running_program(program, tmp_path_factory.mktemp("inloop")) as started:
        yield started


@pytest.fixture
def disk(broken: Path) -> Disk:
    """Its disk."""
    return Disk(broken)


@pytest.fixture(scope="module")
def house(server: Server) -> Commands:
    """What happens without a screen."""
    return Commands(server, "house")


@pytest.fixture
def watch(server: Server) -> Iterator[Watch]:
    """A browser tells each answer of 503 in its own console; nothing else may be told there."""
    watching = Watch(server.url)
    yield watching
    assert [
        fault for fault in watching.faults if "the server responded with a status of 503" not in fault
    ] == []


def _kiosk(open_page: OpenPage, size: tuple[int, int] = STANDING) -> Page:
    """A kiosk that holds numbers in advance."""
    page = open_page("/kiosk/oefen", *size, has_touch=True)
    page.locator(".language").first.wait_for()
    until(page, lambda: len(_rows(page, BLOCKS)) >= 4, lambda: "no numbers in advance")
    return page


def _rows(page: Page, script: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(page.evaluate(script))
    return found


def _press_with_none_left(page: Page) -> None:
    """Ask for a number when there are none in advance, before the kiosk can find that out by itself."""
    page.evaluate(USE_UP)
    page.evaluate("document.querySelector(\"button[data-way='number']\").click()")


def _waiting(house: Commands) -> list[str]:
    return [ticket["label"] for ticket in house.view()["waiting"]]


def test_a_kiosk_with_numbers_in_advance_gives_one_and_hands_it_in_when_there_is_room(
    open_page: OpenPage, disk: Disk, house: Commands
) -> None:
    page = _kiosk(open_page)
    with disk.full():
        to_the_question(page, "nl")
        to_the_way(page)
        page.locator("button[data-way='number']").click()
        first = number_on(page)
        expect(page.locator("#code")).to_be_hidden()  # nothing to follow yet: the server does not know of it
        start_again(page)
        to_the_question(page, "ar")
        page.locator("[data-screen='question'] .tile").first.click()  # the kiosk knows now, and asks no more
        second = number_on(page)
        assert _waiting(house) == []
    until(
        page,
        lambda: {row["state"] for row in _rows(page, ENTRIES)} == {"done"},
        lambda: str(_rows(page, ENTRIES)),
    )
    assert _waiting(house) == [first, second]
    assert first[0] == second[0]
    start_again(page)
    to_the_question(page, "nl")
    to_the_way(page)
    page.locator("button[data-way='number']").click()
    assert number_on(page)[0] != first[0]


@pytest.mark.parametrize(("language", "size"), [("nl", STANDING), ("ar", LYING), ("ti", STANDING)])
def test_a_kiosk_with_its_numbers_used_up_says_in_the_visitors_language_to_go_to_somebody(
    open_page: OpenPage, disk: Disk, language: str, size: tuple[int, int], tmp_path: Path
) -> None:
    page = _kiosk(open_page, size)
    text = words_for(language, "visitor").gettext
    to_the_question(page, language)
    to_the_way(page)
    with disk.full():
        _press_with_none_left(page)
        expect(page.locator("#kiosk")).to_have_attribute("data-now", "away")
        expect(page.locator("#notice-title")).to_have_text(text("This screen cannot give numbers now"))
        expect(page.locator("#notice-text")).to_have_text(
            text("Please ask a member of staff. You will get a number there.")
        )
        shown = page.locator("[data-screen='notice']")
        expect(page.locator("html")).to_have_attribute(
            "dir", "rtl" if LANGUAGE_BY_CODE[language].right_to_left else "ltr"
        )
        assert not any(sign.isdigit() for sign in shown.inner_text())
        expect(page.locator("#number")).to_be_hidden()
        assert overflow(page) == []
        page.screenshot(path=tmp_path / f"away-{language}-{size[0]}.png")
        page.locator(".bar__restart").click()
        expect(page.locator("#kiosk")).to_have_attribute("data-now", "away")
        house_words = words_for("nl", "visitor").gettext
        expect(page.locator("#notice-title")).to_have_text(house_words("This screen cannot give numbers now"))
    expect(page.locator("[data-screen='language']")).to_be_visible()


@pytest.mark.parametrize("language", ["nl", "ti"])
def test_who_listens_hears_it(open_page: OpenPage, disk: Disk, language: str) -> None:
    page = _kiosk(open_page)
    ear = Ear(page)
    use(page, "aloud")
    ear.until("nl text/choose_now")
    to_the_question(page, language)
    ear.until(f"{language} text/choose_now")
    to_the_way(page)
    ear.until(f"{language} text/choose_now")
    ear.forget()
    with disk.full():
        _press_with_none_left(page)
        until(
            page,
            lambda: f"{language} text/away_help" in ear.heard,
            lambda: f"only {ear.heard}",
        )
        said = [path for path in ear.heard if "away" in path]
        assert said == [f"{language} text/away", f"{language} text/away_help"]
        assert not [path for path in ear.heard if "label" in path or "watch" in path]
    expect(page.locator("[data-screen='question']")).to_be_visible()


def test_a_guide_is_told_what_to_do_and_has_the_same_visitor_when_there_is_room(
    server: Server, open_page: OpenPage, disk: Disk, house: Commands, tmp_path: Path
) -> None:
    samira = hire(server, open_page, "Samira", "guide")
    samira.sit("1")
    house("tickets", question_type="werk", language="nl")
    first = _waiting(house)[0]
    before = _waiting(house)
    expect(samira.primary).to_contain_text(first)
    with disk.full():
        samira.press("call-next")
        samira.is_told("De server kan nu niets opslaan")
        samira.is_told("Er is niets gebeurd")
        samira.is_told("papieren nummers")
        samira.page.screenshot(path=tmp_path / "console.png")
        samira.sees_waiting(*before)
        samira.is_at("available")
        assert overflow_of(samira.page) == 0
    samira.calls(first)
    assert _waiting(house) == before[1:]


def overflow_of(page: Page) -> int:
    """How far the page can be moved sideways, px."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
