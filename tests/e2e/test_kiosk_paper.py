"""What a visitor hears of the paper, with a real server and a printer that is a program and goes wrong."""

import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from printer.emulator import Fault
from printer.emulator_server import EmulatorServer
from tests.e2e.browser import PATIENT_MS, OpenPage, Watch
from tests.e2e.commands import Commands
from tests.e2e.kiosk_printer import (
    READ,
    STANDING,
    Printer,
    at_the_question,
    codes,
    fits,
    press,
    seconds_left,
    words_until,
)
from tests.e2e.server import Server, running_server
from tests.e2e.test_access import _violations

pytestmark = pytest.mark.browser

TAKE = "Pak je bon"
NO_PAPER = "Hier komt nu geen papier."
DOUBT = "Komt er geen bon?"
PROMISE_SECONDS = 3
"""So long after the press the visitor knows, whatever is wrong with the printer, but for a slow line."""
USUAL_SECONDS = 20
"""How long a number stays on the screen; longer where it has to be written down."""
SIZES = [STANDING, (1920, 1080)]


@pytest.fixture(scope="module")
def emulator() -> Iterator[tuple[Printer, EmulatorServer]]:
    printer = Printer()
    with EmulatorServer(printer.emulated) as serving:
        yield printer, serving


@pytest.fixture(scope="module")
def server(
    emulator: tuple[Printer, EmulatorServer], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A server whose printer is the emulator."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INLOOP_PRINTER", f"tcp://127.0.0.1:{emulator[1].port}")
        with running_server(tmp_path_factory.mktemp("inloop")) as started:
            yield started


@pytest.fixture(scope="module")
def house(server: Server) -> Commands:
    return Commands(server, "paper")


@pytest.fixture
def known(house: Commands) -> Callable[[str], None]:
    """Waits until the server knows how the printer is."""

    def wait(state: str) -> None:
        deadline = time.monotonic() + PATIENT_MS / 1000
        while house.view()["printers"][0]["state"] != state:
            assert time.monotonic() < deadline, house.view()["printers"]
            time.sleep(0.1)

    return wait


@pytest.fixture
def printer(emulator: tuple[Printer, EmulatorServer], known: Callable[[str], None]) -> Iterator[Printer]:
    """The printer in good order, with nothing on paper."""
    used, serving = emulator
    known("ok")
    used.sheets.clear()
    yield used
    serving.baud = None
    used.mend()


@pytest.fixture
def kiosk(open_page: OpenPage) -> Page:
    return at_the_question(open_page)


def test_who_gets_paper_is_told_to_take_it(kiosk: Page, printer: Printer) -> None:
    press(kiosk)
    said = words_until(kiosk, TAKE)
    assert all(not words["photo"] for words in said)
    assert [sheet.cut for sheet in printer.sheets] == [True]
    expect(kiosk.locator("#status")).to_have_text(TAKE)
    expect(kiosk.locator("#number")).to_be_visible()
    assert seconds_left(kiosk) <= USUAL_SECONDS


def test_a_printer_known_to_have_no_paper_is_told_of_at_once(
    kiosk: Page, printer: Printer, known: Callable[[str], None]
) -> None:
    printer.spoil(Fault.PAPER_OUT)
    known("away")
    press(kiosk)
    expect(kiosk.locator("#number")).to_be_visible()
    assert kiosk.evaluate(READ) == {"slip": "", "photo": f"{NO_PAPER} Maak een foto of scan de code."}
    expect(kiosk.locator("#status")).to_have_text(f"{NO_PAPER} Maak een foto of scan de code.")
    assert seconds_left(kiosk) > USUAL_SECONDS
    label = kiosk.locator("#number").inner_text()
    assert kiosk.locator("#photo-number").text_content() == label
    assert len(codes(kiosk)) == 1
    printer.mend()
    known("ok")
    assert printer.sheets == []


def test_a_printer_that_never_answers_is_told_of(kiosk: Page, printer: Printer) -> None:
    printer.spoil(Fault.HANGING)
    press(kiosk)
    expect(kiosk.locator("#number")).to_be_visible()
    said = words_until(kiosk, NO_PAPER)
    assert all(not (words["slip"] and words["photo"]) for words in said)
    assert TAKE not in str(said)
    assert seconds_left(kiosk) > USUAL_SECONDS


def test_paper_that_comes_after_all_is_told_of(kiosk: Page, printer: Printer) -> None:
    printer.spoil(Fault.HANGING)
    press(kiosk)
    words_until(kiosk, NO_PAPER)
    printer.mend()
    words_until(kiosk, TAKE)
    assert [sheet.cut for sheet in printer.sheets] == [True]


def test_a_slow_line_is_waited_for(
    kiosk: Page, printer: Printer, emulator: tuple[Printer, EmulatorServer]
) -> None:
    emulator[1].baud = 38_400
    pressed = press(kiosk)
    said = words_until(kiosk, (TAKE, DOUBT))  # a machine that stands still may miss the job's deadline
    assert time.monotonic() - pressed > PROMISE_SECONDS
    assert NO_PAPER not in str(said)


def test_a_roll_that_ends_in_the_middle_leaves_a_doubt(kiosk: Page, printer: Printer) -> None:
    printer.emulated.end_roll_after(200)
    press(kiosk)
    said = words_until(kiosk, DOUBT)
    assert said[-1]["photo"] == f"{DOUBT} Maak een foto."
    assert TAKE not in str(said)
    assert seconds_left(kiosk) > USUAL_SECONDS


def test_a_server_that_goes_away_leaves_the_number_and_no_promise(
    kiosk: Page, printer: Printer, watch: Watch
) -> None:
    printer.spoil(Fault.HANGING)
    press(kiosk)
    expect(kiosk.locator("#number")).to_be_visible()
    label = kiosk.locator("#number").inner_text()
    expect(kiosk.locator("#code")).to_have_js_property("complete", value=True)
    kiosk.context.set_offline(True)
    words_until(kiosk, NO_PAPER)
    assert kiosk.locator("#number").inner_text() == label
    assert len(codes(kiosk)) == 1
    kiosk.context.set_offline(False)
    watch.forgive("ERR_INTERNET_DISCONNECTED")


def test_more_time_and_another_language_are_there_without_paper(kiosk: Page, printer: Printer) -> None:
    printer.spoil(Fault.HANGING)
    press(kiosk)
    words_until(kiosk, NO_PAPER)
    kiosk.wait_for_timeout(2500)
    assert seconds_left(kiosk) <= 43
    kiosk.locator(".foot__more").tap()
    assert seconds_left(kiosk) >= 44
    kiosk.locator("[data-press='languages']").tap()
    expect(kiosk.locator("#warning")).to_be_hidden()
    kiosk.locator("[data-language='en']").tap()
    expect(kiosk.locator("#photo")).to_contain_text("No paper here now.")


@pytest.mark.parametrize("size", SIZES, ids=["standing", "lying"])
@pytest.mark.parametrize("language", ["nl", "ar", "ti"])
def test_no_paper_is_readable_in_every_script_and_fits(
    open_page: OpenPage,
    printer: Printer,
    known: Callable[[str], None],
    language: str,
    size: tuple[int, int],
) -> None:
    printer.spoil(Fault.PAPER_OUT)
    known("away")
    page = at_the_question(open_page, language, size)
    press(page)
    expect(page.locator("#photo")).to_be_visible()
    expect(page.locator("#code")).to_have_js_property("complete", value=True)
    assert _violations(page) == []
    assert fits(page)
    assert len(codes(page)) == 1
    picture, code = (page.locator(name).bounding_box() for name in (".photo__phone", "#code"))
    assert picture is not None
    assert code is not None
    assert (picture["x"] > code["x"]) == (language == "ar")


@pytest.mark.parametrize("language", ["nl", "ar", "ti"])
def test_paper_to_take_is_readable_in_every_script_and_fits(
    open_page: OpenPage, printer: Printer, language: str
) -> None:
    for size in SIZES:
        page = at_the_question(open_page, language, size)
        press(page)
        page.locator("[data-paper='take'] #slip").wait_for()
        assert _violations(page) == []
        assert fits(page)


def test_large_letters_need_no_scrolling_sideways(
    open_page: OpenPage, printer: Printer, known: Callable[[str], None]
) -> None:
    printer.spoil(Fault.PAPER_OUT)
    known("away")
    page = at_the_question(open_page)
    page.evaluate("document.documentElement.style.setProperty('--text-size', '2')")
    press(page)
    expect(page.locator("#photo")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
