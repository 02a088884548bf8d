"""The audit log in the browser: what an administrator did is there, is found, and is fetched as a file."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import OpenPage
from tests.e2e.server import Server
from tests.e2e.staff import open_signed_in
from tests.e2e.test_access import _violations

pytestmark = pytest.mark.browser

PATH = "/staff/audit"


def _open(server: Server, open_page: OpenPage, size: tuple[int, int] = (1280, 800)) -> Page:
    page = open_signed_in(server, open_page, PATH, "beheer", size)
    page.locator(".audit__rows").wait_for()
    return page


def test_what_was_done_is_found_and_fetched(server: Server, open_page: OpenPage) -> None:
    server.command("key", "add", "Website van de regio", "--role", "analyst")
    page = _open(server, open_page)
    page.get_by_label("Wat er gebeurde").select_option("key.made")
    page.get_by_role("button", name="Toon").click()
    row = page.locator(".audit__rows tbody tr", has_text="Website van de regio")
    expect(row).to_contain_text("Iemand aan de server heeft de sleutel “Website van de regio” gemaakt.")
    with page.expect_download() as fetched:
        page.get_by_role("button", name="Als bestand ophalen").click()
    assert fetched.value.suggested_filename == "inloop-audit.csv"
    assert "Website van de regio" in fetched.value.path().read_text("utf-8")
    page.get_by_role("link", name="Alle regels").click()
    expect(page.locator(".audit__rows tbody tr").first).to_contain_text("heeft dit logboek opgehaald")


@pytest.mark.parametrize("size", [(1280, 800), (360, 740), (320, 640)])
def test_everybody_can_read_it(server: Server, open_page: OpenPage, size: tuple[int, int]) -> None:
    page = _open(server, open_page, size)
    assert _violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("text", [100, 200])
def test_the_filter_stays_in_its_box_on_a_phone(server: Server, open_page: OpenPage, text: int) -> None:
    page = _open(server, open_page, (360, 740))
    page.evaluate("size => { document.documentElement.style.fontSize = size }", f"{text}%")
    spilt = page.evaluate("""() => {
      const edge = document.querySelector(".audit__filter").getBoundingClientRect().right;
      return [...document.querySelectorAll(".audit__filter .input")]
        .filter((one) => one.getBoundingClientRect().right > edge).map((one) => one.id);
    }""")
    assert spilt == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
