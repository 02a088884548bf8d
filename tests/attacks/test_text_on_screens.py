"""Every screen in a real browser while every text in it wants to run: none does, none becomes an element."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from playwright.sync_api import Error as PlaywrightError

from models.access.principal import Role
from models.configuration import load_region
from models.region_file import read_region
from tests.attacks.fields import fields
from tests.attacks.payloads import MARK, POLYGLOT
from tests.attacks.region import planted
from tests.attacks.target import HERE, Signed, Target
from tests.attacks.wire import JSON, as_json
from tests.attacks.writer import UNWRITTEN, Writer
from tests.e2e.browser import Watch

pytestmark = pytest.mark.browser

SCREENS = (
    "/",
    f"/kiosk/{HERE}",
    f"/display/{HERE}",
    "/wait",
    f"/wait/{HERE}",
    f"/wait/{HERE}?embed=1",
    "/staff/",
    f"/staff/{HERE}",
    f"/staff/{HERE}/devices",
    f"/staff/{HERE}/printers",
    f"/staff/{HERE}/pictures",
    f"/staff/{HERE}/poster",
    "/staff/people",
    "/staff/account",
    "/staff/audit",
    "/staff/texts",
    "/staff/ticket",
    "/staff/desk",
    "/api/v1/docs",
    "/healthz",
    "/readyz",
)
PRESSED = {
    f"/kiosk/{HERE}": 6,
    f"/staff/{HERE}": 14,
    "/staff/people": 4,
    f"/staff/{HERE}/devices": 4,
    "/staff/texts": 4,
}
"""How many buttons are pressed on a screen, one after another, to see what opens."""

SEES = f"""() => [
  ...[...document.querySelectorAll('[{MARK}], [onerror], [onload], [onclick]')]
    .map((e) => e.outerHTML.slice(0, 90)),
  ...[...document.querySelectorAll('a, iframe, form, img')].map((e) => e.href || e.action || e.src || '')
    .filter((u) => /^(javascript|data:text)/i.test(String(u))),
  ...(window.p === undefined ? [] : ['it ran']),
]"""
"""What of a page began as a text, as the browser understood it."""
OPEN_TO_THE_SIDE = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"


@pytest.fixture(scope="module")
def full(found: Target) -> Target:
    """The house with that text in every field, and a visitor in every state."""
    file, _ = planted(POLYGLOT)
    found.database.run(lambda session: load_region(session, read_region(file), "test", found.now()))
    writer = Writer(found, found.ask("GET", "/api/v1/openapi.json", None, {}).told)
    for field in fields(writer.document):
        if not {*field.place} & UNWRITTEN.keys():
            writer.write(field, POLYGLOT)
    found.poster()
    for act in ("waiting", "called", "talking"):
        visit = found.ticket().id
        found.api(writer.key, "POST", f"/visits/{visit}/note", {"text": POLYGLOT}, press=f"note {act}")
    guide = found.key(Role.GUIDE)
    found.api(guide, "POST", f"/locations/{HERE}/call-next", {"desk": "1"}, press="a call")
    return found


@pytest.fixture
def context(full: Target, browser: Browser) -> Iterator[BrowserContext]:
    """A browser of an administrator, which is a kiosk and a display too."""
    with as_administrator(full, browser) as made:
        yield made


@contextmanager
def as_administrator(found: Target, browser: Browser) -> Iterator[BrowserContext]:
    """A browser of an administrator, which is a kiosk and a display too; closed with the block."""
    url = f"http://127.0.0.1:{found.port}"
    made = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 800})
    made.set_default_timeout(20_000)
    _sign(made, found.signed_in(Role.ADMINISTRATOR), url)
    for kind in ("kiosk", "display"):
        told = {"kind": kind, "location": HERE}
        cookies = {"Origin": url, **JSON}
        answer = made.request.post(f"{url}/api/v1/devices/here", headers=cookies, data=as_json(told).decode())
        assert answer.ok, answer.text()
    yield made
    made.close()


def _sign(context: BrowserContext, signed: Signed, url: str) -> None:
    context.add_cookies([{"name": "inloop_session", "value": signed.session, "url": url}])


def _pressed(page: Page, most: int) -> None:
    """Press one visible button after another; whatever opens is looked at and left."""
    for number in range(most):
        buttons = page.locator("button:visible, [role=button]:visible, summary:visible")
        if number >= buttons.count():
            return
        try:
            buttons.nth(number).click(timeout=1500)
        except PlaywrightError:
            continue
        page.wait_for_timeout(150)
        assert page.evaluate(SEES) == []
        page.keyboard.press("Escape")


@pytest.mark.parametrize("path", SCREENS)
def test_no_text_runs_on_a_screen(full: Target, context: BrowserContext, path: str) -> None:
    watch = Watch(f"http://127.0.0.1:{full.port}")
    watch.over(context)
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{full.port}{path}")
    page.wait_for_timeout(700)
    assert page.evaluate(SEES) == []
    _pressed(page, PRESSED.get(path, 0))
    refused = [fault for fault in watch.faults if "Content Security Policy" in fault or "elsewhere" in fault]
    assert refused == []
    assert [fault for fault in watch.faults if "p is not defined" in fault or "SyntaxError" in fault] == []


def test_nor_on_the_phone_of_a_visitor(full: Target, context: BrowserContext) -> None:
    ticket = full.ticket()
    page = context.new_page()
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"http://127.0.0.1:{full.port}/t/{ticket.token}")
    page.wait_for_timeout(700)
    assert page.evaluate(SEES) == []
    assert not page.evaluate(OPEN_TO_THE_SIDE)
    assert POLYGLOT[:8] in page.inner_text("body")


@pytest.mark.parametrize("path", [f"/wait/{HERE}", f"/staff/{HERE}", f"/display/{HERE}"])
def test_the_text_is_there_to_be_read_and_breaks_no_layout(
    full: Target, context: BrowserContext, path: str
) -> None:
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{full.port}{path}")
    page.get_by_text(POLYGLOT[:12]).first.wait_for(state="attached")
    assert not page.evaluate(OPEN_TO_THE_SIDE)


def test_a_page_that_believes_a_text_is_found(full: Target, context: BrowserContext) -> None:
    watch = Watch(f"http://127.0.0.1:{full.port}")
    watch.over(context)
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{full.port}/")
    plant: Any = "(text) => { document.body.innerHTML += text; }"
    page.evaluate(plant, POLYGLOT)
    page.wait_for_timeout(300)
    assert page.evaluate(SEES) != []
    assert any("Content Security Policy" in fault for fault in watch.faults)
