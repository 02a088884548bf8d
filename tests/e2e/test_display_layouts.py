"""Every layout of the display on a lying and on a standing screen, with text of each direction and script."""

import base64
import io
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.e2e.browser import OpenPage, Watch
from tests.e2e.server import Server
from tests.e2e.test_access import _violations
from tests.e2e.waiting_room import Room

pytestmark = pytest.mark.browser

SCREENS = {"lying": (1920, 1080), "standing": (1080, 1920)}
LAYOUTS: dict[str, dict[str, Any]] = {
    "auto": {"layout": "auto"},
    "split": {"layout": "split"},
    "sign": {"layout": "sign", "desks": ["2"]},
}
PARTS = "#board .top, #stale, #band, #hero, #sign, #recent, #picture, #notices, #board .foot"
WITHIN = (
    "#board .top > *, .hero__number, .hero__name, .hero__where, #hero-own, .sign > p, #recent li, #notices li"
)
OUTSIDE = """
([parts, within]) => [...document.querySelectorAll(`${parts}, ${within}`)]
  .filter(part => part.checkVisibility()).flatMap(part => {
    const box = part.getBoundingClientRect();
    const frame = (part.matches(within) ? part.parentElement : document.body).getBoundingClientRect();
    const across = box.left < frame.left - 1 || box.right > frame.right + 1;
    const out = across || box.top < frame.top - 1 || box.bottom > frame.bottom + 1;
    const wide = part.scrollWidth > part.clientWidth + 2 && part.clientWidth > 0;
    return out || wide ? [`${part.id || part.className} ${JSON.stringify([box, frame])}`] : [];
  })
"""
"""What stands outside the screen or its own frame, or is wider than its place."""
OVER = """
parts => {
  const boxes = [...document.querySelectorAll(parts)].filter(part => part.checkVisibility())
    .map(part => [part.id || part.className, part.getBoundingClientRect()]);
  const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2;
  return boxes.flatMap(([name, a], place) => boxes.slice(place + 1)
    .filter(([, b]) => over(a, b)).map(([other]) => `${name} over ${other}`));
}
"""


@pytest.fixture(scope="module")
def room(server: Server) -> Room:
    """Four were called to their desks, one of them in each script; a picture and a message beside them."""
    room = Room(server)
    out = io.BytesIO()
    Image.new("RGB", (1600, 1200), "teal").save(out, "JPEG")
    image = base64.b64encode(out.getvalue()).decode()
    room.coordinator("pictures", image=image, describes="Koffie en thee")
    room.coordinator("messages", text="Vanmiddag om 15:00 is er een spreekuur over scholing in zaal 2.")
    room.rush("uk", "ar", "nl", "ti")
    return room


@pytest.mark.parametrize("language", ["nl", "ar", "ti"])
def test_nothing_is_cut_off_or_hidden_and_axe_finds_no_fault(
    room: Room, open_page: OpenPage, watch: Watch, language: str
) -> None:
    room.load(language)
    page = open_page("/display/oefen", *SCREENS["lying"])
    expect(page.locator("#board:not([data-scene='loading'])")).to_be_visible()
    faults = []
    for name, display in LAYOUTS.items():
        room.set_up(page, **display)
        for screen, (width, height) in SCREENS.items():
            page.set_viewport_size({"width": width, "height": height})
            faults += [f"{name} {screen}: {fault}" for fault in _faults(page, name)]
    assert faults == []
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")


def _faults(page: Page, layout: str) -> list[str]:
    main = "#sign-number" if layout == "sign" else "#hero-number"
    expect(page.locator(main)).to_be_visible()
    if layout == "split":
        expect(page.locator("#picture")).to_have_js_property("complete", True)
    page.evaluate("document.fonts.ready.then(() => true)")
    # One screen is enough for axe: what changes with it is only where things stand.
    found: list[str] = page.evaluate(OUTSIDE, [PARTS, WITHIN]) + page.evaluate(OVER, PARTS)
    return found + (_violations(page) if page.viewport_size == {"width": 1920, "height": 1080} else [])


def test_out_of_date_is_said_in_every_layout_and_the_calls_stay(
    room: Room, open_page: OpenPage, watch: Watch
) -> None:
    room.load("nl")
    page = open_page("/display/oefen", *SCREENS["lying"])
    faults = []
    for name, display in LAYOUTS.items():
        expect(page.locator("#board:not([data-scene='loading'])")).to_be_visible()
        room.set_up(page, **display)
        page.evaluate("document.getElementById('stale').hidden = false")
        page.evaluate("document.getElementById('stale-since').textContent = 'Niet actueel sinds 15:07.'")
        page.set_viewport_size({"width": 1280, "height": 720})  # draws anew
        page.wait_for_timeout(1200)
        faults += [f"{name}: {fault}" for fault in _faults(page, name)]
        page.evaluate("document.getElementById('stale').hidden = true")
        page.set_viewport_size({"width": 1920, "height": 1080})
    assert faults == []


def test_a_desk_has_the_same_shape_on_the_board_and_on_its_sign(room: Room, open_page: OpenPage) -> None:
    page = open_page("/display/oefen", *SCREENS["lying"])
    expect(page.locator("#board:not([data-scene='loading'])")).to_be_visible()
    room.set_up(page, layout="auto")
    shape = page.locator("#recent li", has_text="Plek 2").locator(".mark use")
    expect(shape).to_have_attribute("href", "#mark-square")
    room.set_up(page, layout="sign", desks=["2"])
    expect(page.locator("#sign-mark use")).to_have_attribute("href", "#mark-square")


def test_the_sign_says_free_then_who_comes_then_occupied(room: Room, open_page: OpenPage) -> None:
    page = open_page("/display/oefen", *SCREENS["lying"])
    expect(page.locator("#board:not([data-scene='loading'])")).to_be_visible()
    room.set_up(page, layout="sign", desks=["6"])
    expect(page.locator("#sign-word")).to_have_text("Vrij")
    (ticket,) = room.issue("nl")
    room.call(ticket["id"], 6)
    expect(page.locator("#sign-number")).to_have_text(ticket["label"])
    expect(page.locator("#sign-word")).to_have_text("Je bent aan de beurt")
    room.guide(6).visit(ticket["id"], "start")
    expect(page.locator("#sign-word")).to_have_text("Bezet")
    room.guide(6).visit(ticket["id"], "finish", outcome="answered")
    expect(page.locator("#sign-word")).to_have_text("Vrij")
    expect(page.locator("#sign-number")).to_be_hidden()
