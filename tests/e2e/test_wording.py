"""Visitors' texts changed in a browser, against the real server: what is corrected stands on the kiosk."""

import io
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po
from playwright.sync_api import Browser, Page, StorageState, expect

from tests.e2e.browser import OpenPage, Watch
from tests.e2e.server import Server
from tests.e2e.staff import sign_in_first, signed_in_state
from tests.e2e.test_access import _violations
from tests.e2e.ticket_editor import hidden_focus, too_small

pytestmark = pytest.mark.browser

PAGE = "/staff/texts?location=oefen"
WATCH = "Watch the screen. We will call %(label)s."


@pytest.fixture(scope="module")
def state(server: Server, browser: Browser) -> StorageState:
    """An administrator who stays signed in."""
    return signed_in_state(server, browser, PAGE, ".item")


@pytest.fixture
def page(open_page: OpenPage, state: StorageState) -> Page:
    opened = open_page(PAGE, storage_state=state)
    opened.locator(".item").first.wait_for()
    return opened


def choose(page: Page, key: str) -> None:
    page.locator(f'[data-press="text/{key}"]').click()
    expect(page.locator("#edit-title")).to_be_focused()


def is_told(page: Page, words: str) -> None:
    expect(page.locator("#told")).to_contain_text(words)


def speak(page: Page, code: str) -> None:
    """Look at the texts of another language."""
    with page.expect_response(lambda answer: answer.url.endswith(f"/api/v1/wording/{code}")):
        page.locator("#language").select_option(code)
    expect(page.locator("#more a")).to_have_attribute("href", f"/api/v1/wording/{code}/file")


def translated(po: str, folder: Path) -> Path:
    """The file as a translator sends it back: every text in words of this test."""
    file = read_po(io.StringIO(po), locale="ro")
    for message in file:
        if message.id and isinstance(message.id, str):
            message.string = message.id if "%(" in message.id else f"ro {message.id}"[:40]
        elif message.id:
            message.string = (message.id[0], message.id[1], message.id[1])
    out = folder / "ro.po"
    with out.open("wb") as target:
        write_po(target, file)
    return out


def test_texts_that_did_not_come_are_asked_for_again(
    open_page: OpenPage, state: StorageState, server: Server, watch: Watch
) -> None:
    page = open_page("/healthz", storage_state=state)
    page.route("**/api/v1/wording/nl", lambda route: route.fulfill(status=503), times=1)
    page.goto(server.url + PAGE)
    page.locator(".item").first.wait_for()
    expect(page.locator("#told")).to_be_empty()
    watch.forgive("503")


def test_a_corrected_text_is_on_the_kiosk_and_can_be_taken_back(page: Page, open_page: OpenPage) -> None:
    kiosk = open_page("/kiosk/oefen?lang=nl", 1080, 1920)
    kiosk.locator(".tile").first.wait_for()
    expect(kiosk.get_by_text("Waar kom je voor?")).to_be_visible()

    choose(page, "What brings you here?")
    page.locator("#form-0").fill("Waar wil je hulp bij?")
    expect(page.locator("#picture")).to_contain_text("Waar wil je hulp bij?")
    page.locator("[data-press='save']").click()
    is_told(page, "Opgeslagen. Het telt nu op elk scherm.")

    expect(kiosk.get_by_text("Waar wil je hulp bij?")).to_be_visible()
    expect(page.locator(".item[aria-current='true']")).to_contain_text("aangepast door de regio")

    page.locator("[data-press='undo']").click()
    is_told(page, "Teruggedraaid")
    expect(page.locator("#form-0")).to_have_value("Waar kom je voor?")
    expect(kiosk.get_by_text("Waar kom je voor?")).to_be_visible()


def test_the_text_of_inloop_comes_back(page: Page) -> None:
    choose(page, "Welcome")
    page.locator("#form-0").fill("Hallo")
    page.locator("[data-press='save']").click()
    is_told(page, "Opgeslagen.")
    expect(page.locator(".originals")).to_contain_text("Aangepast door Ada")

    page.locator("[data-press='original']").click()

    is_told(page, "De tekst van Inloop telt weer.")
    expect(page.locator("#form-0")).to_have_value("Welkom")


def test_what_is_wrong_with_a_text_is_told_while_it_is_typed(page: Page, watch: Watch) -> None:
    choose(page, WATCH)
    page.locator("#form-0").fill("Kijk op het <b>bord</b>.")
    expect(page.locator("#find-0")).to_contain_text("%(label)s ontbreekt")
    expect(page.locator("#find-0")).to_contain_text("Alleen gewone tekst")
    expect(page.locator("#form-0")).to_have_attribute("aria-invalid", "true")
    assert page.locator("#picture b").count() == 0

    page.locator("[data-press='save']").click()
    is_told(page, "Er klopt nog iets niet.")
    watch.forgive("422")

    page.locator("#form-0").fill("Kijk op het bord. Wij noemen ")
    page.locator("[data-press='gap/0/label']").click()
    expect(page.locator("#form-0")).to_have_value("Kijk op het bord. Wij noemen %(label)s")
    expect(page.locator("#find-0")).to_be_empty()


def test_a_text_on_paper_is_shown_on_the_very_ticket(page: Page) -> None:
    choose(page, WATCH)
    page.locator("[data-press='place/paper']").click()
    expect(page.locator("canvas.shown__paper")).to_be_visible()
    assert page.locator("canvas.shown__paper").evaluate("canvas => canvas.width") == 576


def test_a_language_is_added_by_a_file_and_the_kiosk_offers_it(
    page: Page, open_page: OpenPage, server: Server, tmp_path: Path
) -> None:
    kiosk = open_page("/kiosk/oefen", 1080, 1920)
    kiosk.locator("[data-language='nl']").wait_for()
    speak(page, "ro")
    expect(page.locator("[data-press='offer']")).to_have_attribute("aria-disabled", "true")
    with page.expect_download() as download:
        page.get_by_role("link", name="Bestand ophalen").click()
    po = Path(download.value.path()).read_text("utf-8")

    page.locator("#file").set_input_files(translated(po, tmp_path))
    is_told(page, "teksten uit het bestand overgenomen")
    expect(page.locator(".speech__tells")).to_have_text("Compleet. Bezoekers kunnen de taal nog niet kiezen.")
    page.locator("[data-press='offer']").click()
    is_told(page, "Bezoekers kunnen nu kiezen: Română.")

    romanian = kiosk.locator("[data-language='ro']")
    expect(romanian).to_contain_text("Română")
    romanian.click()
    expect(kiosk.get_by_text("ro What brings you here?")).to_be_visible()
    expect(kiosk.locator("html")).to_have_attribute("lang", "ro")

    page.locator("[data-press='withdraw']").click()
    is_told(page, "Bezoekers kunnen niet meer kiezen: Română.")


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (360, 740), (320, 640)])
def test_the_page_has_no_fault_and_fits(
    open_page: OpenPage, state: StorageState, width: int, height: int
) -> None:
    page = open_page(PAGE, width, height, storage_state=state)
    page.locator(".item").first.wait_for()
    assert _violations(page) == []
    assert too_small(page) == []
    choose(page, WATCH)
    expect(page.locator("#picture-tells")).not_to_be_empty()
    assert _violations(page) == []
    assert too_small(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("document.documentElement.style.setProperty('--text-size', '2')")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("code", ["ar", "ti"])
def test_every_quantity_of_another_language_has_its_field(page: Page, code: str) -> None:
    speak(page, code)
    choose(page, "%(num)s person before you")
    fields = page.locator("textarea")
    expect(fields).to_have_count({"ar": 6, "ti": 2}[code])
    expect(fields.first).to_have_attribute("dir", "rtl" if code == "ar" else "ltr")
    assert _violations(page) == []


def test_high_contrast_has_no_fault(open_page: OpenPage, state: StorageState) -> None:
    page = open_page(PAGE, storage_state=state, forced_colors="active")
    page.locator(".item").first.wait_for()
    choose(page, WATCH)
    assert _violations(page) == []


def test_the_keyboard_alone_corrects_a_text(page: Page) -> None:
    page.locator("#seek").focus()
    page.keyboard.type("opnieuw geprint")
    expect(page.locator(".item")).to_have_count(1)
    page.locator(".item").press("Enter")
    expect(page.locator("#edit-title")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#form-0")).to_be_focused()
    assert hidden_focus(page) == ""
    page.keyboard.press("Control+a")
    page.keyboard.type("Nog een keer geprint")
    page.keyboard.press("Tab")
    expect(page.locator("[data-press='save']")).to_be_focused()
    page.keyboard.press("Enter")
    is_told(page, "Opgeslagen.")
    page.locator("[data-press='original']").press("Enter")
    is_told(page, "De tekst van Inloop telt weer.")


def test_on_a_phone_one_goes_from_the_list_to_a_text_and_back(
    open_page: OpenPage, state: StorageState
) -> None:
    page = open_page(PAGE, 360, 740, storage_state=state)
    page.locator(".item").first.wait_for()
    choose(page, "Welcome")
    expect(page.locator("#list")).to_be_hidden()
    page.locator("[data-press='list']").click()
    expect(page.locator('[data-press="text/Welcome"]')).to_be_focused()
    expect(page.locator("#edit")).to_be_hidden()


def test_a_coordinator_reads_and_cannot_save(open_page: OpenPage, server: Server) -> None:
    page = open_page(PAGE)
    sign_in_first(page, "Cor", server.command("user", "add", "Cor", "--role", "coordinator"))
    choose(page, "Welcome")
    expect(page.locator("#picture")).to_contain_text("Welkom")
    for press in ("save", "undo", "offer", "file"):
        expect(page.locator(f"[data-press='{press}']")).to_have_count(0)
