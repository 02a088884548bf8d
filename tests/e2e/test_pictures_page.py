"""A coordinator puts a picture on the displays, and takes it off again."""

import io
import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.e2e.browser import OpenPage
from tests.e2e.server import Server
from tests.e2e.staff import open_signed_in
from tests.e2e.test_access import _violations

pytestmark = pytest.mark.browser

PATH = "/staff/oefen/pictures"


@pytest.fixture
def console(server: Server, open_page: OpenPage) -> Page:
    """The page of the pictures, as a coordinator sees it."""
    page = open_signed_in(server, open_page, PATH, "coordinator")
    page.locator("#new button").first.wait_for()
    return page


def photo(folder: Path, name: str = "koffie.jpg") -> Path:
    path = folder / name
    Image.new("RGB", (1600, 1200), "teal").save(path)
    return path


def add(console: Page, path: Path, describes: str) -> None:
    console.get_by_role("button", name="Nieuw plaatje").click()
    console.get_by_label("Welk plaatje?").set_input_files(path)
    expect(console.locator("#preview")).to_be_visible()
    console.get_by_label("Wat staat erop?").fill(describes)
    console.get_by_role("button", name="Tonen").click()
    expect(console.locator("#told")).to_have_text("Het plaatje staat op de wachtschermen.")


def test_a_picture_is_added_changes_place_and_is_removed(console: Page, tmp_path: Path) -> None:
    add(console, photo(tmp_path), "Koffie en thee")
    add(console, photo(tmp_path, "zaal.png"), "De weg naar zaal 2")
    cards = console.locator(".picture")
    expect(cards.locator("h2")).to_have_text(["Koffie en thee", "De weg naar zaal 2"])
    expect(cards.first.locator("img")).to_have_js_property("naturalWidth", 1600)
    assert _violations(console) == []
    cards.nth(1).get_by_role("button", name="Eerder").click()
    expect(cards.locator("h2")).to_have_text(["De weg naar zaal 2", "Koffie en thee"])
    cards.first.get_by_role("button", name="Wijzigen").click()
    cards.first.get_by_label("Laatste dag").fill("2099-12-24")
    assert _violations(console) == []
    cards.first.get_by_role("button", name="Opslaan").click()
    expect(cards.first).to_contain_text("tot en met donderdag 24 december")
    for _ in range(2):
        cards.first.get_by_role("button", name="Weghalen").click()
        expect(cards.first.get_by_role("heading", name="Dit plaatje voorgoed weghalen?")).to_be_focused()
        cards.first.get_by_role("button", name="Ja, weghalen").click()
        expect(console.locator("#told")).to_have_text("Het plaatje is weg.")
    expect(cards).to_have_count(0)


def test_what_is_no_picture_and_what_is_missing_are_told_at_their_fields(
    console: Page, tmp_path: Path
) -> None:
    text = tmp_path / "brief.png"
    text.write_bytes(b"Beste mensen")
    console.get_by_role("button", name="Nieuw plaatje").click()
    field = console.get_by_label("Welk plaatje?")
    field.set_input_files(text)
    expect(field).to_have_accessible_description(re.compile("Dit plaatje kan niet"))
    console.get_by_role("button", name="Tonen").click()
    expect(field).to_have_accessible_description(re.compile("Kies een plaatje"))
    expect(console.get_by_label("Wat staat erop?")).to_have_accessible_description(
        re.compile("Zeg in een paar woorden")
    )
    assert _violations(console) == []
    out = io.BytesIO()
    Image.new("RGB", (40, 30)).save(out, "PNG")
    field.set_input_files({"name": "goed.png", "mimeType": "image/png", "buffer": out.getvalue()})
    expect(console.locator("#preview")).to_be_visible()


@pytest.mark.parametrize(("width", "text"), [(320, 100), (640, 200)])
def test_nothing_is_lost_on_a_phone_or_with_large_text(
    server: Server, open_page: OpenPage, tmp_path: Path, width: int, text: int
) -> None:
    page = open_signed_in(server, open_page, PATH, "coordinator", (width, 800))
    page.locator("#new button").first.wait_for()
    page.evaluate("size => { document.documentElement.style.fontSize = size }", f"{text}%")
    page.get_by_role("button", name="Nieuw plaatje").click()
    page.get_by_label("Welk plaatje?").set_input_files(photo(tmp_path))
    expect(page.locator("#preview")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert _violations(page) == []
