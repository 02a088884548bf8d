"""The page that says whether everything works, and the paper for when nothing does."""

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import OpenPage
from tests.e2e.test_access import _violations

pytestmark = pytest.mark.browser
SIZES = [(1280, 800), (360, 740), (320, 640)]


@pytest.mark.parametrize("size", SIZES)
def test_everybody_can_read_whether_everything_works(open_page: OpenPage, size: tuple[int, int]) -> None:
    page = open_page("/staff/health", *size)
    expect(page.get_by_role("heading", name="Werkt alles?")).to_be_visible()
    expect(page.get_by_text("Vraag je beheerder om een map of stick")).to_be_visible()
    assert _violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("size", SIZES)
def test_the_paper_says_what_to_do_and_has_numbers_to_cut_out(
    open_page: OpenPage, size: tuple[int, int]
) -> None:
    page = open_page("/staff/paper", *size)
    expect(page.get_by_role("heading", name="Werkt er niets? Doe dit.")).to_be_visible()
    expect(page.get_by_text("P-60", exact=True)).to_be_visible()
    assert _violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
