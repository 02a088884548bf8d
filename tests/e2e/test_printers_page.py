"""The page of the printers, with a real server and an emulated printer: set, tried, in trouble, gone."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from printer.emulator import EmulatedPrinter, Fault
from printer.emulator_server import EmulatorServer
from tests.e2e.browser import OpenPage, Watch
from tests.e2e.server import Server
from tests.e2e.staff import open_signed_in
from tests.e2e.test_access import _violations

pytestmark = pytest.mark.browser

PATH = "/staff/oefen/printers"


@pytest.fixture(scope="module")
def printer() -> Iterator[tuple[EmulatedPrinter, int, list[int]]]:
    """A printer on a port, and the rows of each paper that came out."""
    rows: list[int] = []
    emulated = EmulatedPrinter(576, lambda sheet: rows.append(sheet.rows))
    with EmulatorServer(emulated) as server:
        yield emulated, server.port, rows


@pytest.fixture
def page(server: Server, open_page: OpenPage) -> Page:
    """The page, as the administrator sees it."""
    return _sign_in(server, open_page, "beheer")


def _sign_in(server: Server, open_page: OpenPage, name: str, width: int = 1280, height: int = 800) -> Page:
    page = open_signed_in(server, open_page, PATH, name, (width, height))
    page.locator(".printer").first.wait_for()
    return page


def _add(page: Page, name: str, port: int) -> Locator:
    """Add a printer on a port of this machine; its card."""
    page.get_by_role("button", name="Printer toevoegen").click()
    page.get_by_label("Naam").fill(name)
    page.get_by_label("Adres", exact=True).fill(f"tcp://127.0.0.1:{port}")
    page.get_by_label("Print wat medewerkers vragen").check()
    page.get_by_role("button", name="Opslaan").click()
    expect(page.locator("#told")).to_have_text(f"{name} is toegevoegd.")
    return page.locator(f"[data-printer='{name.lower()}']")


def test_a_printer_is_added_tried_and_found_good(
    page: Page, printer: tuple[EmulatedPrinter, int, list[int]]
) -> None:
    _, port, rows = printer
    card = _add(page, "Balie", port)
    expect(card).to_contain_text("Print eerst een proefpagina")
    expect(card).to_contain_text("klaar om te printen", ignore_case=True)
    card.get_by_role("button", name="Proefpagina printen").click()
    expect(card).to_contain_text("Ziet hij er zo uit?")
    expect(card.locator(".trial__picture")).to_have_js_property("complete", value=True)
    assert card.locator(".trial__picture").evaluate("picture => picture.naturalWidth") == 576
    expect(card).to_contain_text("1 geprint")
    assert len(rows) == 1
    card.get_by_role("button", name="Nee").click()
    expect(card).to_contain_text("Draai de rol om", ignore_case=True)
    card.get_by_role("button", name="Proefpagina printen").click()
    card.get_by_role("button", name="Ja, hij is goed").click()
    expect(page.locator("#told")).to_have_text("Goed. Balie is klaar voor bezoekers.")
    assert _violations(page) == []


def test_what_is_filled_in_wrong_is_told_at_its_field(page: Page, watch: Watch) -> None:
    page.get_by_role("button", name="Printer toevoegen").click()
    page.get_by_role("button", name="Opslaan").click()
    name = page.get_by_label("Naam")
    expect(name).to_be_focused()
    expect(name).to_have_accessible_description(re.compile("Geef de printer een naam"))
    name.fill("Zuil")
    page.get_by_label("Adres", exact=True).fill("http://printer")
    page.get_by_role("button", name="Opslaan").click()
    address = page.get_by_label("Adres", exact=True)
    expect(address).to_be_focused()
    expect(address).to_have_accessible_description(re.compile("geen adres van een printer"))
    expect(address).to_have_value("http://printer")
    assert _violations(page) == []
    watch.forgive("422")


def test_a_fault_comes_and_goes_without_a_reload_and_stays_in_the_list_of_what_happened(
    page: Page, printer: tuple[EmulatedPrinter, int, list[int]]
) -> None:
    emulated, port, _ = printer
    card = _add(page, "Hal", port)
    card.get_by_text("Wat er gebeurde").click()
    emulated.set(Fault.PAPER_OUT, on=True)
    expect(card).to_contain_text("Doe er een nieuwe rol in")
    expect(card.locator(".happened li").first).to_contain_text("papier is op")
    emulated.set(Fault.PAPER_OUT, on=False)
    expect(card.locator(".machine__state")).to_contain_text("klaar om te printen")
    expect(card.locator(".happened li").first).to_contain_text("klaar om te printen")
    expect(card.get_by_text("Wat er gebeurde")).to_be_focused()
    assert _violations(page) == []


def test_a_printer_is_renamed_taken_away_and_brought_back(
    page: Page, printer: tuple[EmulatedPrinter, int, list[int]]
) -> None:
    card = _add(page, "Archief", printer[1])
    card.get_by_role("button", name="Wijzigen").click()
    card.get_by_label("Naam").fill("Archief achter")
    card.get_by_role("button", name="Opslaan").click()
    expect(card.locator(".machine__name")).to_have_text("Archief achter")
    card.get_by_role("button", name="Weghalen").click()
    expect(card).to_have_count(0)
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(card.locator(".machine__name")).to_have_text("Archief achter")
    card.get_by_role("button", name="Wijzigen").click()
    expect(card.get_by_label("Print wat medewerkers vragen")).to_be_checked()


def test_looking_for_printers_says_what_there_is(page: Page) -> None:
    page.get_by_role("button", name="Printer toevoegen").click()
    page.get_by_role("button", name="Zoek printers").click()
    expect(page.locator(".search .found, .search .empty, .search .found__trouble").first).to_be_visible()
    assert _violations(page) == []


def test_a_found_printer_fills_in_its_address_or_says_what_is_in_the_way(page: Page) -> None:
    rule = "This account may not use /dev/usb/lp0: copy deploy/udev/60-inloop-printer.rules"
    found = [
        {"address": "usb://04b8:0e28", "name": "EPSON TM-T20", "usable": True, "trouble": ""},
        {"address": "file:///dev/usb/lp0", "name": "lp0: USB printer", "usable": False, "trouble": rule},
    ]
    page.route(
        "**/api/v1/printers/found", lambda route: route.fulfill(json={"found": found, "trouble": None})
    )
    page.get_by_role("button", name="Printer toevoegen").click()
    page.get_by_role("button", name="Zoek printers").click()
    expect(page.locator(".found").nth(1)).to_contain_text("60-inloop-printer.rules")
    page.locator(".found").first.get_by_role("button", name="Gebruik dit adres").click()
    expect(page.get_by_label("Adres", exact=True)).to_have_value("usb://04b8:0e28")
    assert _violations(page) == []


def test_a_coordinator_looks_and_tries_but_does_not_set(server: Server, open_page: OpenPage) -> None:
    page = _sign_in(server, open_page, "coordinator")
    expect(page.get_by_role("button", name="Proefpagina printen").first).to_be_visible()
    expect(page.get_by_role("button", name="Weghalen")).to_have_count(0)
    expect(page.get_by_role("button", name="Printer toevoegen")).to_have_count(0)


@pytest.mark.parametrize(("width", "height", "text"), [(360, 740, 100), (1280, 800, 200), (320, 640, 100)])
def test_nothing_is_lost_on_a_phone_or_with_large_text(
    server: Server, open_page: OpenPage, width: int, height: int, text: int
) -> None:
    page = _sign_in(server, open_page, "beheer", width, height)
    page.evaluate("size => { document.documentElement.style.fontSize = size }", f"{text}%")
    page.get_by_role("button", name="Printer toevoegen").click()
    page.get_by_text("Hoe ziet een adres eruit?").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert _violations(page) == []


def test_when_the_server_is_away_the_page_says_since_when(page: Page, watch: Watch) -> None:
    page.route("**/printers", lambda route: route.abort())
    expect(page.locator("#stale-text")).to_contain_text("Geen verbinding sinds")
    page.unroute("**/printers")
    expect(page.locator("#stale")).to_be_hidden()
    watch.forgive("Failed to load resource")
