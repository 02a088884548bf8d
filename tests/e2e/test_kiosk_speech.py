"""The kiosk heard: what the loudspeaker is told to say, in which order, and what stops it."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.browser import Watch, pages
from tests.e2e.kiosk_visitor import (
    LANGUAGES,
    SEEN,
    STANDING,
    Ear,
    Finger,
    middle_of,
    start_again,
    to_be_said,
    to_the_number,
    to_the_question,
    to_the_way,
    until,
    use,
)
from tests.e2e.server import Server

pytestmark = pytest.mark.browser

PAUSED = "document.getElementById('voice').paused"
NOWHERE = (540.0, 6.0)
"""A point where nothing stands."""


@pytest.fixture(scope="module")
def seen(server: Server) -> Watch:
    """What goes wrong on the kiosk."""
    return Watch(server.url)


@pytest.fixture(scope="module")
def machine(browser: Browser, server: Server, seen: Watch) -> Iterator[tuple[Page, Ear, Finger]]:
    """One kiosk for all tests, as one machine has many visitors."""
    with pages(browser, server.url, seen) as open_page:
        page = open_page("/kiosk/oefen", *STANDING, has_touch=True)
        page.locator(".language").first.wait_for()
        yield page, Ear(page), Finger(page)


@pytest.fixture
def kiosk(machine: tuple[Page, Ear, Finger], seen: Watch) -> Iterator[Page]:
    """The kiosk for the next visitor; any fault fails the test afterwards."""
    page, ear, _ = machine
    start_again(page)
    ear.hurry()
    until(page, lambda: page.evaluate(PAUSED), lambda: "still speaking")
    ear.forget()
    seen.faults.clear()
    yield page
    assert seen.faults == []


@pytest.fixture
def ear(machine: tuple[Page, Ear, Finger]) -> Ear:
    """What is heard."""
    return machine[1]


@pytest.fixture
def finger(machine: tuple[Page, Ear, Finger]) -> Finger:
    """What touches."""
    return machine[2]


def _told(page: Page, screen: str, language: str) -> list[str]:
    return [f"{language} {path}" for path in to_be_said(page, screen)]


def _begin_without_sight(page: Page, finger: Finger, language: str) -> None:
    """Hold the screen, go to the language by arrows, press."""
    finger.down(NOWHERE)
    expect(page.locator("#ask")).to_be_visible()
    finger.up()
    for _ in range(LANGUAGES.index(language)):
        page.keyboard.press("ArrowRight")
    expect(page.locator("#ask")).to_have_attribute("lang", language)
    finger.tap(NOWHERE)
    expect(page.locator("#ask")).to_be_hidden()


def test_every_screen_is_read_from_its_title_to_what_to_do(kiosk: Page, ear: Ear) -> None:
    for language in SEEN:
        start_again(kiosk)
        use(kiosk, "aloud")
        ear.until("nl text/choose_now")
        ear.forget()
        to_the_question(kiosk, language)
        told = _told(kiosk, "question", language)
        assert told[0] == f"{language} text/question"
        assert len(told) > 3
        choose = f"{language} text/choose_now"
        assert ear.until(choose) == [*told, choose]
        ear.forget()
        to_the_way(kiosk)
        assert ear.until(choose) == [*_told(kiosk, "how", language), choose]
        ear.forget()
        to_the_number(kiosk)
        label = kiosk.locator("#number").inner_text()
        heard = ear.until(choose)
        assert heard == [*_told(kiosk, "ticket", language), choose]
        assert heard[0] == f"{language} label/{label}"
        assert f"{language} watch/{label}" in heard
        assert any(re.fullmatch(rf"{language} (text/next|count/ahead/\d+)", path) for path in heard)


def test_each_language_is_named_in_that_language(kiosk: Page, ear: Ear) -> None:
    use(kiosk, "aloud")
    ear.until("nl text/choose_now")
    ear.forget()
    kiosk.locator("#voice-again").click()
    heard = ear.until("nl text/choose_now")
    assert [path for path in heard if "language/" in path] == [
        f"{code} language/{code}" for code in LANGUAGES
    ]


def test_what_is_being_said_is_lit_and_nothing_else_is(kiosk: Page, ear: Ear) -> None:
    to_the_question(kiosk, "nl")
    ear.take_time()
    kiosk.locator(".tile__say").nth(1).click()
    lit = kiosk.locator("[data-saying]")
    expect(lit).to_have_count(1)
    expect(lit).to_have_attribute("data-id", "verder")
    kiosk.keyboard.press("Shift")
    assert ear.heard == ["nl question/verder"]
    assert kiosk.evaluate(PAUSED)


def test_the_loudspeaker_of_a_tile_says_it_without_choosing_it(kiosk: Page, ear: Ear) -> None:
    to_the_question(kiosk, "tr")
    kiosk.locator(".tile__say").first.click()
    assert ear.until("tr question/werk") == ["tr question/werk"]
    expect(kiosk.locator("[data-screen='question']")).to_be_visible()
    expect(kiosk.locator("#voice-strip")).to_be_hidden()


def test_any_action_breaks_the_voice_off(kiosk: Page, ear: Ear, finger: Finger) -> None:
    to_the_question(kiosk, "nl")
    ear.take_time()
    acts: list[Callable[[], None]] = [
        lambda: finger.tap(NOWHERE),
        lambda: kiosk.keyboard.press("ArrowDown"),
    ]
    for act in acts:
        kiosk.locator(".tile__say").first.click()
        until(kiosk, lambda: not kiosk.evaluate(PAUSED), lambda: "nothing is said")
        act()
        assert kiosk.evaluate(PAUSED)
        expect(kiosk.locator("[data-saying]")).to_have_count(0)
    assert ear.heard[0] == "nl question/werk"


def test_the_voice_says_one_thing_at_a_time_and_says_it_again(kiosk: Page, ear: Ear) -> None:
    to_the_question(kiosk, "nl")
    use(kiosk, "aloud")
    ear.until("nl text/choose_now")
    ear.forget()
    for number in range(3):
        kiosk.locator(".tile__say").nth(number).click()
    ear.until("nl question/leren")
    ear.forget()
    kiosk.locator("#voice-again").click()
    assert ear.until("nl question/leren") == ["nl question/leren"]
    assert kiosk.locator("audio").count() == 1


def test_the_number_is_said_again_when_it_is_asked_for(kiosk: Page, ear: Ear) -> None:
    use(kiosk, "aloud")
    to_the_question(kiosk, "nl")
    to_the_way(kiosk)
    to_the_number(kiosk)
    heard = ear.until("nl text/choose_now")
    ear.forget()
    kiosk.locator("#voice-again").click()
    again = ear.until("nl text/choose_now")
    assert heard[-len(again) :] == again
    assert again[0] == f"nl label/{kiosk.locator('#number').inner_text()}"


def test_louder_and_softer_stay_below_the_device_and_end_with_the_visitor(kiosk: Page) -> None:
    volume = "document.getElementById('voice').volume"
    usual = kiosk.evaluate(volume)
    assert usual < 1
    use(kiosk, *["volume=louder"] * 9)
    assert kiosk.evaluate(volume) == 1
    kiosk.wait_for_timeout(600)  # a quick second tap where the sheet was shut does not open it again
    use(kiosk, *["volume=softer"] * 9)
    assert 0 < kiosk.evaluate(volume) < usual
    start_again(kiosk)
    assert kiosk.evaluate(volume) == usual


def test_a_clip_that_cannot_be_had_is_a_chime_and_the_next_one_follows(
    server: Server, browser: Browser
) -> None:
    watch = Watch(server.url)
    with pages(browser, server.url, watch) as open_page:
        page = open_page("/kiosk/oefen?lang=uk", *STANDING, service_workers="block")
        page.locator(".tiles .tile").first.wait_for()
        page.route("**/speech/uk/question/verder.wav*", lambda route: route.fulfill(status=204))
        ear = Ear(page)
        use(page, "aloud")
        heard = ear.until("uk text/choose_now")
        at = heard.index("uk question/verder")
        assert heard[at + 1 : at + 3] == ["chime", "uk question/leren"]
    watch.forgive("Service Worker registration blocked by Playwright")


def test_who_listens_by_keys_hears_where_the_keys_have_come_to(kiosk: Page, ear: Ear) -> None:
    to_the_question(kiosk, "pl")
    use(kiosk, "aloud")
    ear.until("pl text/choose_now")
    ear.forget()
    kiosk.locator("[data-screen='question'] h1").focus()
    kiosk.keyboard.press("ArrowRight")
    expect(kiosk.locator("[data-saying]")).to_have_attribute("data-id", "werk")


def test_without_sight_the_languages_are_asked_one_after_another(
    kiosk: Page, ear: Ear, finger: Finger
) -> None:
    finger.down(NOWHERE)
    expect(kiosk.locator("#ask")).to_be_visible()
    finger.up()
    heard = ear.until("uk text/press_now")
    asked = [f"{code} {path}" for code in LANGUAGES[:3] for path in (f"language/{code}", "text/press_now")]
    assert heard == asked
    expect(kiosk.locator("#ask-name")).to_have_text("Українська")
    finger.tap(NOWHERE)
    expect(kiosk.locator("html")).to_have_attribute("lang", "uk")


def test_every_language_is_worked_without_sight(kiosk: Page, ear: Ear, finger: Finger) -> None:
    for language in SEEN:
        start_again(kiosk)
        _begin_without_sight(kiosk, finger, language)
        expect(kiosk.locator("html")).to_have_attribute("lang", language)
        choose = f"{language} text/choose_now"
        heard = ear.until(choose)
        told = [f"{language} text/audio_how", *_told(kiosk, "question", language), choose]
        assert heard[-len(told) :] == told
        _tap_and_tap_again(kiosk, ear, finger, ".tiles .tile", f"{language} question/werk")
        expect(kiosk.locator("[data-screen='how']")).to_be_visible()
        assert ear.until(choose) == [*_told(kiosk, "how", language), choose]
        _tap_and_tap_again(kiosk, ear, finger, "button[data-way='number']", f"{language} text/way_number")
        expect(kiosk.locator("#number:not(:empty)")).to_be_visible()
        heard = ear.until(choose)
        assert heard == [*_told(kiosk, "ticket", language), choose]
        assert heard[0].startswith(f"{language} label/")


def _tap_and_tap_again(page: Page, ear: Ear, finger: Finger, selector: str, path: str) -> None:
    """The first tap says the thing, the second does it; what is heard afterwards is of what it did."""
    screen = page.locator("#kiosk").get_attribute("data-now") or ""
    ear.forget()
    finger.tap(middle_of(page, selector))
    assert ear.until(path) == [path]
    expect(page.locator("#kiosk")).to_have_attribute("data-now", screen)
    ear.forget()
    finger.tap(middle_of(page, selector))


def test_a_double_tap_anywhere_takes_what_was_heard_last(kiosk: Page, finger: Finger) -> None:
    _begin_without_sight(kiosk, finger, "nl")
    kiosk.keyboard.press("ArrowRight")
    kiosk.keyboard.press("ArrowRight")
    expect(kiosk.locator("[data-saying]")).to_have_attribute("data-id", "werk")
    finger.tap(NOWHERE)
    finger.tap(NOWHERE)
    expect(kiosk.locator("[data-screen='how']")).to_be_visible()


def test_swipes_go_from_thing_to_thing_and_two_fingers_repeat(kiosk: Page, ear: Ear, finger: Finger) -> None:
    for language, onward in (("nl", 300), ("ar", -300)):
        start_again(kiosk)
        _begin_without_sight(kiosk, finger, language)
        said = kiosk.locator("[data-saying]")
        middle = (540.0, 900.0)
        ear.until(f"{language} text/choose_now")
        kiosk.keyboard.press("ArrowUp")
        ear.take_time()
        for _ in range(20):
            finger.swipe(middle, -onward)
        expect(said).to_have_attribute("data-say", "text/question")
        finger.swipe(middle, onward)
        expect(said).to_have_attribute("data-id", "werk")
        finger.swipe(middle, onward)
        expect(said).to_have_attribute("data-id", "verder")
        finger.tap(middle, (700, 900))
        expect(said).to_have_attribute("data-id", "verder")
        assert not kiosk.evaluate(PAUSED)
        ear.hurry()


def test_a_long_press_ends_what_a_long_press_began(kiosk: Page, ear: Ear, finger: Finger) -> None:
    _begin_without_sight(kiosk, finger, "nl")
    expect(kiosk.locator("html")).to_have_attribute("data-audio", "")
    finger.down(middle_of(kiosk, ".tiles .tile"))
    expect(kiosk.locator("html[data-audio]")).to_have_count(0)
    finger.up()
    assert ear.until("nl text/audio_end")
    expect(kiosk.locator("[data-screen='question']")).to_be_visible()
    kiosk.locator(".tiles .tile").first.tap()
    expect(kiosk.locator("[data-screen='how']")).to_be_visible()


def test_a_key_begins_it_too_and_a_keypad_does_the_rest(kiosk: Page) -> None:
    kiosk.keyboard.press("*")
    expect(kiosk.locator("#ask")).to_be_visible()
    kiosk.keyboard.press("5")
    expect(kiosk.locator("[data-screen='question']")).to_be_visible()
    for key in "88888888866":
        kiosk.keyboard.press(key)
    expect(kiosk.locator("[data-saying]")).to_have_attribute("data-id", "verder")
    kiosk.keyboard.press("4")
    kiosk.keyboard.press("0")
    expect(kiosk.locator("[data-saying]")).to_have_attribute("data-id", "werk")
    kiosk.keyboard.press("5")
    expect(kiosk.locator("[data-screen='how']")).to_be_visible()


def _wait_for_light(page: Page, selector: str) -> None:
    expect(page.locator(selector)).to_have_attribute("data-lit", "")


def _press_when_lit(page: Page, selector: str) -> None:
    """The switch is pressed when the row lights up, and when the thing itself does."""
    _wait_for_light(page, selector)
    if page.locator("[data-lit]").count() > 1:
        page.keyboard.press("Space")
        expect(page.locator("[data-lit]")).to_have_count(1)
        _wait_for_light(page, selector)
    page.keyboard.press("Space")


def test_one_switch_is_enough(kiosk: Page) -> None:
    kiosk.keyboard.down("Space")
    expect(kiosk.locator("[data-lit]").first).to_be_visible()
    kiosk.keyboard.up("Space")
    _press_when_lit(kiosk, ".language >> nth=0")
    expect(kiosk.locator("[data-screen='question']")).to_be_visible()
    _press_when_lit(kiosk, ".tiles .tile >> nth=1")
    expect(kiosk.locator("[data-screen='how']")).to_be_visible()
    _press_when_lit(kiosk, "button[data-way='phone']")
    expect(kiosk.locator("[data-screen='ticket']")).to_be_visible()
    expect(kiosk.locator("#number")).to_have_text(re.compile(r"^B\d\d$"))


def test_what_lights_up_for_the_switch_is_spoken_to_who_does_not_see(
    kiosk: Page, ear: Ear, finger: Finger
) -> None:
    _begin_without_sight(kiosk, finger, "nl")
    ear.until("nl text/choose_now")
    ear.forget()
    kiosk.keyboard.down("Enter")
    _wait_for_light(kiosk, ".tiles .tile >> nth=0")
    kiosk.keyboard.up("Enter")
    expect(kiosk.locator("[data-saying][data-lit]").first).to_be_visible()
    kiosk.keyboard.press("Enter")
    expect(kiosk.locator("[data-lit]")).to_have_count(1)
    kiosk.keyboard.press("Enter")
    expect(kiosk.locator("[data-screen='how']")).to_be_visible()


def test_the_warning_before_a_new_start_is_heard(server: Server, browser: Browser) -> None:
    watch = Watch(server.url)
    with pages(browser, server.url, watch) as open_page:
        page = open_page("/", *STANDING)
        page.clock.install()
        page.goto(f"{server.url}/kiosk/oefen")
        page.locator(".language").first.wait_for()
        ear = Ear(page)
        to_the_question(page, "nl")
        page.clock.run_for(41_000)
        expect(page.locator("#warning")).to_be_visible()
        assert ear.until("nl text/still_here") == ["chime", "nl text/still_there", "nl text/still_here"]
        expect(page.locator("#warning-text")).to_contain_text(re.compile(r"\b(1\d|20)\b"))
        page.locator(".warning__stay").click()
        expect(page.locator("#warning")).to_be_hidden()
        expect(page.locator("[data-screen='question']")).to_be_visible()
    watch.forgive("WebSocket is closed before the connection")


def test_a_browser_that_forbids_sound_does_no_harm(kiosk: Page) -> None:
    kiosk.evaluate("void (voice.play = async () => { throw new DOMException('no', 'NotAllowedError'); })")
    use(kiosk, "aloud")
    to_the_question(kiosk, "nl")
    expect(kiosk.locator("[data-saying]")).to_have_count(0)
    kiosk.evaluate("delete voice.play")
