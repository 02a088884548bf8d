"""The longest word that each field takes, on every screen, narrow and wide: it breaks, no page grows."""

import pytest
from playwright.sync_api import Browser, Page

from models.access.principal import Role
from models.configuration import load_region
from models.region_file import read_region
from tests.attacks.fields import fields
from tests.attacks.region import planted
from tests.attacks.target import HERE, Target
from tests.attacks.test_text_on_screens import SCREENS, as_administrator
from tests.attacks.writer import UNWRITTEN, Writer

pytestmark = pytest.mark.browser

WIDTHS = ((320, 640), (1280, 800))
WORD = "Wm"
"""Wide letters, of which no line can be made but by breaking the word."""
PAGES = (*(path for path in SCREENS if path.startswith(("/staff", "/kiosk", "/wait", "/display"))), "/")
MORE = ("/staff/health", "/staff/paper", "/staff/sign-in")
SPILLS = """() => {
  const wide = document.documentElement.clientWidth + 1;
  if (document.documentElement.scrollWidth <= wide) return [];
  return [...document.querySelectorAll('body *')]
    .filter((e) => e.getBoundingClientRect().right > wide && !e.children.length)
    .map((e) => `${e.tagName}.${e.className} ${e.textContent.slice(0, 30)}`).slice(0, 5).concat('wide page');
}"""
"""What makes a page wider than its window."""


@pytest.fixture(scope="module")
def long(found: Target) -> Target:
    """The house with the longest word in every field, and visitors in every state."""
    file, _ = planted(WORD * 20)
    found.database.run(lambda session: load_region(session, read_region(file), "test", found.now()))
    writer = Writer(found, found.ask("GET", "/api/v1/openapi.json", None, {}).told)
    for field in fields(writer.document):
        if not {*field.place} & UNWRITTEN.keys():
            for length in (200, 80, 40, 20):
                if writer.write(field, (WORD * 100)[:length]).status < 400:
                    break
    for act in ("waiting", "called", "talking"):
        visit = found.ticket().id
        found.api(writer.key, "POST", f"/visits/{visit}/note", {"text": WORD * 50}, press=f"long {act}")
    found.api(found.key(Role.GUIDE), "POST", f"/locations/{HERE}/call-next", {"desk": "1"}, press="long call")
    return found


def _spilt(page: Page, address: str) -> list[str]:
    page.goto(address)
    page.wait_for_timeout(600)
    spilt: list[str] = page.evaluate(SPILLS)
    return spilt


def _spilt_anywhere(long: Target, browser: Browser, path: str) -> dict[int, list[str]]:
    """What spills at each width at which something does."""
    found = {}
    with as_administrator(long, browser) as context:
        page = context.new_page()
        for width, height in WIDTHS:
            page.set_viewport_size({"width": width, "height": height})
            found[width] = _spilt(page, f"http://127.0.0.1:{long.port}{path}")
    return {width: spilt for width, spilt in found.items() if spilt}


@pytest.mark.parametrize("path", [*PAGES, *MORE])
def test_the_longest_word_fits_a_narrow_and_a_wide_window(long: Target, browser: Browser, path: str) -> None:
    assert _spilt_anywhere(long, browser, path) == {}


def test_and_the_phone_of_a_visitor(long: Target, browser: Browser) -> None:
    assert _spilt_anywhere(long, browser, f"/t/{long.ticket().token}") == {}


def test_a_word_that_does_not_break_is_found(long: Target, browser: Browser) -> None:
    with as_administrator(long, browser) as context:
        page = context.new_page()
        page.set_viewport_size({"width": 320, "height": 640})
        page.goto(f"http://127.0.0.1:{long.port}/staff/account")
        page.evaluate("""() => {
          const e = document.createElement('p'); e.textContent = 'W'.repeat(99);
          e.style.overflowWrap = 'normal';
          document.body.append(e);
        }""")
        assert "wide page" in page.evaluate(SPILLS)
