"""The kiosk for whoever reads, sees, reaches or presses otherwise: measured on every screen."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.process import ROOT
from tests.e2e.browser import Watch, pages
from tests.e2e.commands import Commands
from tests.e2e.kiosk_visitor import (
    LANGUAGES,
    RIGHT_TO_LEFT,
    SEEN,
    STANDING,
    start_again,
    to_the_number,
    to_the_question,
    to_the_way,
    use,
)
from tests.e2e.server import Server

pytestmark = pytest.mark.browser

AXE = (ROOT / "tests" / "vendor" / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "EN-301-549"]
MM_PER_INCH = 25.4
CAPITAL_MM = 0.6 * 12.22
"""EN 301 549 clause 5.1.4 at 600 mm."""
CAPITAL_EM = 0.714
TARGET_MM, GAP_MM = 20, 6
ROUNDING = 0.02

# Buttons as they are seen: what is hidden is scrolled to, and is not pressed where it is hidden.
TARGETS = """() => {
  const open = [...document.querySelectorAll("dialog[open]")].pop();
  const seen = [...(open ?? document).querySelectorAll("button")].filter((node) => node.checkVisibility());
  return seen.flatMap((node) => {
    let { left, right, top, bottom } = node.getBoundingClientRect();
    const edge = node.closest("#stage, .access__body")?.getBoundingClientRect() ?? { top, bottom };
    const clipped = top < edge.top || bottom > edge.bottom;
    [top, bottom] = [Math.max(top, edge.top), Math.min(bottom, edge.bottom)];
    const { press, id, language, way } = node.dataset;
    const name = node.id || `${press} ${id ?? language ?? way ?? ""}`;
    return bottom - top < 1 ? [] : [{ name, left, right, top, bottom, clipped }];
  });
}"""
SMALLEST = """() => {
  const seen = [...document.querySelectorAll("body *")].filter((node) => {
    const own = [...node.childNodes].some((part) => part.nodeType === 3 && part.data.trim());
    return own && node.checkVisibility() && !node.closest("svg, script, .visually-hidden");
  });
  const size = (node) => parseFloat(getComputedStyle(node).fontSize);
  const least = seen.reduce((one, other) => (size(other) < size(one) ? other : one));
  return [size(least), least.className || least.id || least.textContent];
}"""
# A line is 1.15 em high and the box of its letters 1.36 em: what is between the two is air.
OVERFLOWING = """() => [...document.querySelectorAll("button, h1, .voice__caption")]
  .filter((node) => node.checkVisibility())
  .flatMap((node) => {
    const box = node.getBoundingClientRect();
    return [...node.querySelectorAll("span:not(:has(.icon)), bdi")]
      .filter((part) => part.checkVisibility() && part.textContent.trim())
      .filter((part) => !part.closest(".visually-hidden, .number"))
      .filter((part) => {
        const range = document.createRange();
        range.selectNodeContents(part);
        const text = range.getBoundingClientRect();
        const air = 0.11 * parseFloat(getComputedStyle(part).fontSize) + 1;
        const across = text.left < box.left - 1 || text.right > box.right + 1;
        return across || text.top < box.top - air || text.bottom > box.bottom + air;
      })
      .map((part) => `${node.dataset.press ?? node.tagName}: ${part.textContent}`);
  })"""


@pytest.fixture(scope="module")
def seen(server: Server) -> Watch:
    """What goes wrong on the kiosk."""
    return Watch(server.url)


@pytest.fixture(scope="module")
def machine(browser: Browser, server: Server, seen: Watch) -> Iterator[Page]:
    """One kiosk for all tests, as one machine has many visitors."""
    with pages(browser, server.url, seen) as open_page:
        page = open_page("/kiosk/oefen", *STANDING, has_touch=True)
        page.locator(".language").first.wait_for()
        yield page


@pytest.fixture
def kiosk(machine: Page, seen: Watch) -> Iterator[Page]:
    """The kiosk for the next visitor; any fault fails the test afterwards."""
    machine.emulate_media(forced_colors="none")
    machine.set_viewport_size({"width": STANDING[0], "height": STANDING[1]})
    start_again(machine)
    seen.faults.clear()
    yield machine
    assert seen.faults == []


@pytest.fixture(scope="module")
def commands(server: Server) -> Commands:
    """What a coordinator does elsewhere."""
    return Commands(server, "sizes")


@pytest.fixture
def measured(kiosk: Page, commands: Commands) -> Iterator[Callable[[float | None], None]]:
    """The kiosk is set up with that diagonal; afterwards nobody knows it any more."""
    device = kiosk.evaluate("JSON.parse(document.getElementById('page').textContent).device.id")

    def measure(diagonal: float | None) -> None:
        commands(f"devices/{device}", name="Zuil", diagonal=diagonal, distance=600)
        kiosk.reload()
        kiosk.locator(".language").first.wait_for()

    yield measure
    measure(None)


def _faults(page: Page) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found: Any = page.evaluate(
        "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})", TAGS
    )
    return [f"{item['id']}: {item['nodes'][0]['html'][:120]}" for item in found["violations"]]


def _screens(page: Page, language: str) -> Iterator[str]:
    """One visitor from the first screen to the number, by way of the sheet."""
    start_again(page)
    yield "language"
    to_the_question(page, language)
    yield "question"
    page.locator("#access-open").click()
    yield "sheet"
    page.wait_for_timeout(600)  # the button that shuts lies where the finger that opened was
    page.locator("#access-close").click()
    to_the_way(page)
    yield "how"
    to_the_number(page)
    yield "ticket"


def _poor_targets(page: Page, mm: float) -> list[str]:
    """Buttons that are too small, and pairs that are too close together."""
    buttons = page.evaluate(TARGETS)
    assert buttons
    poor = [
        f"{one['name']}: {(one['right'] - one['left']) / mm:.1f} x {(one['bottom'] - one['top']) / mm:.1f} mm"
        for one in buttons
        if (one["right"] - one["left"]) < TARGET_MM * mm - ROUNDING
        or (not one["clipped"] and (one["bottom"] - one["top"]) < TARGET_MM * mm - ROUNDING)
    ]
    for number, one in enumerate(buttons):
        for other in buttons[number + 1 :]:
            across = max(one["left"], other["left"]) - min(one["right"], other["right"])
            along = max(one["top"], other["top"]) - min(one["bottom"], other["bottom"])
            if max(across, along) < GAP_MM * mm - ROUNDING:
                poor.append(f"{one['name']} and {other['name']}: {max(across, along) / mm:.1f} mm")
    return poor


def test_every_language_is_worked_with_the_keyboard_alone(kiosk: Page) -> None:
    focused = kiosk.locator(":focus")
    for language in SEEN:
        start_again(kiosk)
        kiosk.keyboard.press("Tab")
        for _ in range(LANGUAGES.index(language)):
            kiosk.keyboard.press("ArrowDown")
        expect(focused).to_have_attribute("data-language", language)
        kiosk.keyboard.press("Enter")
        expect(kiosk.locator("[data-screen='question'] h1")).to_be_focused()
        onward = "ArrowLeft" if language in RIGHT_TO_LEFT else "ArrowRight"
        kiosk.keyboard.press("Tab")
        expect(kiosk.locator(".tiles .tile").first).to_be_focused()
        kiosk.keyboard.press(onward)
        expect(kiosk.locator(".tiles .tile").nth(1)).to_be_focused()
        width = kiosk.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
        assert width >= 3
        kiosk.keyboard.press("Space")
        expect(kiosk.locator("[data-screen='how'] h1")).to_be_focused()
        kiosk.keyboard.press("Tab")
        kiosk.keyboard.press("Enter")
        expect(kiosk.locator("#number:not(:empty)")).to_be_visible()
        expect(kiosk.locator("[data-screen='ticket'] h1")).to_be_focused()


def test_keys_of_their_own_lead_back_to_the_start_and_to_a_person(kiosk: Page) -> None:
    to_the_question(kiosk, "nl")
    kiosk.keyboard.press("Escape")
    expect(kiosk.locator("[data-screen='language']")).to_be_visible()
    to_the_question(kiosk, "nl")
    kiosk.keyboard.press("?")
    expect(kiosk.locator("[data-screen='help']")).to_be_visible()
    kiosk.locator("#help-undo").click()
    kiosk.locator("#access-open").click()
    kiosk.keyboard.press("Escape")
    expect(kiosk.locator("#access")).to_be_hidden()
    expect(kiosk.locator("#access-open")).to_be_focused()
    expect(kiosk.locator("[data-screen='question']")).to_be_visible()


def test_the_focus_goes_in_the_order_of_reading(kiosk: Page) -> None:
    for language in ("nl", "ar"):
        start_again(kiosk)
        to_the_question(kiosk, language)
        boxes = []
        while True:
            kiosk.keyboard.press("Tab")
            box = kiosk.evaluate(
                "(r => [r.left, r.top, r.right, r.bottom])(document.activeElement.getBoundingClientRect())"
            )
            if box in boxes or kiosk.evaluate("document.activeElement === document.body"):
                break
            boxes.append(box)
        assert len(boxes) > 15
        for one, other in pairwise(boxes):
            below = other[1] >= one[3] - 1
            beside = other[2] <= one[0] + 1 if language == "ar" else other[0] >= one[2] - 1
            assert below or beside, (language, one, other)


@pytest.mark.parametrize("diagonal", [21.5, 15.6])
def test_fingers_find_room_and_letters_are_large_enough_on_this_screen(
    kiosk: Page, measured: Callable[[float | None], None], diagonal: float
) -> None:
    measured(diagonal)
    mm = (STANDING[0] ** 2 + STANDING[1] ** 2) ** 0.5 / (diagonal * MM_PER_INCH)
    for language in SEEN:
        for screen in _screens(kiosk, language):
            assert _poor_targets(kiosk, mm) == [], (language, screen)
            size, where = kiosk.evaluate(SMALLEST)
            assert size * CAPITAL_EM / mm >= CAPITAL_MM - ROUNDING, (language, screen, where)
            assert kiosk.evaluate(OVERFLOWING) == [], (language, screen)


def test_the_measures_find_a_button_that_is_too_small_and_words_that_do_not_fit(kiosk: Page) -> None:
    kiosk.evaluate("document.querySelector('.bar__back').style.cssText = 'inline-size: 1.5rem'")
    kiosk.evaluate("document.querySelector('.bar__help').style.cssText = 'inline-size: 1rem'")
    mm = kiosk.evaluate("parseFloat(document.documentElement.style.getPropertyValue('--mm'))")
    assert any(line.startswith("back") for line in _poor_targets(kiosk, mm))
    assert any(line.startswith("help") for line in kiosk.evaluate(OVERFLOWING))
    kiosk.reload()
    kiosk.locator(".language").first.wait_for()


@pytest.mark.parametrize("colours", ["usual", "contrast", "forced"])
def test_axe_finds_no_fault_on_any_screen(kiosk: Page, colours: str) -> None:
    kiosk.emulate_media(forced_colors="active" if colours == "forced" else "none")
    for language in SEEN:
        for screen in _screens(kiosk, language):
            if screen == "language" and colours == "contrast":
                use(kiosk, "contrast")
            if screen == "question" or language in {"nl", "ar"}:
                assert _faults(kiosk) == [], (language, screen)
            if screen == "sheet" and language not in {"nl", "ar"}:
                kiosk.wait_for_timeout(600)
                kiosk.locator("#access-close").click()
                break


def test_axe_finds_a_fault_that_was_planted(kiosk: Page) -> None:
    kiosk.evaluate("document.querySelector('.bar__help').replaceChildren()")
    assert any(line.startswith("button-name") for line in _faults(kiosk))
    kiosk.reload()
    kiosk.locator(".language").first.wait_for()


def test_from_right_to_left_everything_stands_the_other_way_round(kiosk: Page) -> None:
    places = {}
    for language in ("nl", "ar", "fa"):
        start_again(kiosk)
        to_the_question(kiosk, language)
        names = (".bar__back", ".bar__restart", ".tile >> nth=0", ".tile__say >> nth=0", ".bar__back .icon")
        boxes = [kiosk.locator(name).bounding_box() for name in names]
        places[language] = [box["x"] for box in boxes if box is not None]
        turned = kiosk.evaluate("getComputedStyle(document.querySelector('.bar__back .icon')).transform")
        assert (turned == "matrix(-1, 0, 0, 1, 0, 0)") == (language in RIGHT_TO_LEFT)
    back, restart, tile, loudspeaker, _ = places["nl"]
    assert back < restart
    assert tile < loudspeaker
    for language in RIGHT_TO_LEFT:
        back, restart, tile, loudspeaker, _ = places[language]
        assert back > restart
        assert tile > loudspeaker


@pytest.mark.parametrize("zoom", [150, 200])
def test_large_letters_stay_in_their_tiles_and_nothing_goes_sideways(kiosk: Page, zoom: int) -> None:
    for language in SEEN:
        start_again(kiosk)
        plain = kiosk.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
        use(kiosk, f"zoom={zoom}")
        large = kiosk.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
        assert large == pytest.approx(plain * zoom / 100)
        assert kiosk.evaluate(OVERFLOWING) == [], language
        to_the_question(kiosk, language)
        assert kiosk.evaluate(OVERFLOWING) == [], language
        kiosk.locator("#access-open").click()
        assert kiosk.evaluate(OVERFLOWING) == [], language
        kiosk.locator("#access-close").click()
        to_the_way(kiosk)
        assert kiosk.evaluate(OVERFLOWING) == [], language
        to_the_number(kiosk)
        assert kiosk.evaluate(OVERFLOWING) == [], language
        assert kiosk.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_a_window_of_320_pixels_does_not_scroll_sideways(kiosk: Page) -> None:
    kiosk.set_viewport_size({"width": 320, "height": 640})
    for language in SEEN:
        for screen in _screens(kiosk, language):
            wide = kiosk.evaluate(
                "Math.max(...['html', '#stage', '#access'].map((name) => document.querySelector(name))"
                ".map((node) => node.scrollWidth - node.clientWidth))"
            )
            assert wide <= 0, (language, screen)
    kiosk.set_viewport_size({"width": STANDING[0], "height": STANDING[1]})


def test_low_puts_everything_to_press_in_the_lower_half(kiosk: Page) -> None:
    for language in SEEN:
        start_again(kiosk)
        use(kiosk, "low")
        for screen in ("language", "question", "how", "ticket"):
            tops = [one["top"] for one in kiosk.evaluate(TARGETS)]
            assert min(tops) >= STANDING[1] / 2, (language, screen)
            assert kiosk.evaluate(OVERFLOWING) == [], (language, screen)
            if screen == "language":
                to_the_question(kiosk, language)
            elif screen == "question":
                to_the_way(kiosk)
            elif screen == "how":
                to_the_number(kiosk)
    kiosk.locator("#access-open").click()
    assert min(one["top"] for one in kiosk.evaluate(TARGETS)) >= STANDING[1] / 2


def test_the_left_hand_finds_what_the_right_hand_had(kiosk: Page) -> None:
    def middles() -> list[float]:
        found = [kiosk.locator(name).first.bounding_box() for name in (".bar__restart", ".tile__say")]
        return [box["x"] + box["width"] / 2 for box in found if box is not None]

    to_the_question(kiosk, "nl")
    right = middles()
    use(kiosk, "hand=left")
    left = middles()
    assert left[0] == pytest.approx(STANDING[0] - right[0], abs=2)
    assert left[1] < right[1]


def test_a_setting_shows_at_once_and_tells_whether_it_is_on(kiosk: Page) -> None:
    kiosk.locator("#access-open").click()
    for name in ("contrast", "low", "aloud"):
        button = kiosk.locator(f"#access [data-set='{name}']")
        expect(button).to_have_attribute("aria-pressed", "false")
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
    expect(kiosk.locator("#access [data-set='zoom'][aria-pressed='true']")).to_have_attribute(
        "data-value", "100"
    )
    assert kiosk.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(0, 0, 0)"
    expect(kiosk.locator("#voice-strip")).to_be_visible()


def test_nothing_of_a_visitor_is_left_for_the_next_one(kiosk: Page) -> None:
    state = """() => [
      document.documentElement.outerHTML.match(/^<html[^>]*>/)[0],
      [...document.querySelectorAll("[aria-pressed='true']")].map(({ dataset: d }) => d.set + d.value),
      document.getElementById("voice").volume,
      document.getElementById("voice-strip").hidden,
      JSON.stringify([localStorage, sessionStorage]),
    ]"""
    before = kiosk.evaluate(state)
    use(kiosk, "contrast", "low", "hand=left", "zoom=150", "volume=louder", "scan", "aloud")
    to_the_question(kiosk, "ar")
    assert kiosk.evaluate(state) != before
    start_again(kiosk)
    assert kiosk.evaluate(state) == before
