"""The display is heard: each call with chime and sentence, whole, in order, once; else staff see it."""

from collections.abc import Iterator
from itertools import chain

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.browser import ARGUMENTS, OpenPage, Watch, pages, program
from tests.e2e.server import Server
from tests.e2e.staff import open_signed_in
from tests.e2e.waiting_room import Ear, Room, listen

pytestmark = pytest.mark.browser

PATH = "/display/oefen"


@pytest.fixture(scope="module")
def room(server: Server) -> Room:
    return Room(server)


@pytest.fixture
def display(room: Room, open_page: OpenPage) -> Iterator[Page]:
    page = open_page(PATH, 1920, 1080)
    expect(page.locator("#board:not([data-scene='loading'])")).to_be_visible()
    yield page
    room.empty()


@pytest.fixture
def ear(display: Page) -> Ear:
    found = listen(display.context, display)
    display.reload()
    expect(display.locator("#board:not([data-scene='loading'])")).to_be_visible()
    return found


def sentences(labels: list[str], languages: list[str]) -> list[str]:
    """What is to be heard of calls to the desks 1, 2 and so on."""
    told = zip(labels, languages, strict=True)
    return list(
        chain.from_iterable(
            ["chime", *(f"{code} {label}/{desk}" for code in dict.fromkeys(["nl", language]))]
            for desk, (label, language) in enumerate(told, 1)
        )
    )


def test_five_calls_at_once_are_five_chimes_and_five_sentences_whole_and_in_order(
    room: Room, ear: Ear, display: Page
) -> None:
    languages = ["nl", "ar", "nl", "ti", "nl"]
    wanted = sentences(room.rush(*languages), languages)
    assert ear.until(len(wanted)) == wanted
    assert [sound.short for sound in ear.heard if not sound.whole] == []
    assert ear.overlaps == []
    expect(display.locator("#hero-number")).to_have_text(wanted[-1].split()[1].split("/")[0])


def test_a_reload_while_others_wait_repeats_nothing_and_loses_nobody(
    room: Room, ear: Ear, display: Page
) -> None:
    labels = room.rush("nl", "nl", "nl")
    ear.until_sentence()
    display.reload()
    wanted = sentences(labels, ["nl"] * 3)
    assert ear.until(len(wanted)) == wanted
    room.coordinator("messages", text="Er is koffie")  # one more state, which tells of the same calls again
    expect(display.locator("#notices")).to_contain_text("koffie")
    display.reload()
    expect(display.locator("#hero-number")).to_have_text(labels[-1])
    display.wait_for_timeout(3000)
    assert ear.until(len(wanted)) == wanted
    assert ear.overlaps == []


def test_a_clip_that_cannot_be_had_leaves_the_chime_and_the_next_call_is_said(
    room: Room, ear: Ear, display: Page
) -> None:
    display.route("**/speech/nl/call/*/1.wav*", lambda route: route.fulfill(status=204))
    first, second = room.rush("nl", "nl")
    assert ear.until(3) == ["chime", "chime", f"nl {second}/2"]
    assert first != second


def test_a_display_of_one_desk_says_only_its_calls_and_a_silent_one_says_nothing(
    room: Room, ear: Ear, display: Page
) -> None:
    room.set_up(display, desks=["2"])
    _, second = room.rush("nl", "nl")
    assert ear.until(2) == ["chime", f"nl {second}/2"]
    expect(display.locator("#hero-number")).to_have_text(second)
    expect(display.locator("#recent li").filter(has_not_text="Plek 2")).to_have_count(0)
    room.empty()
    room.set_up(display, volume=0)
    third = room.rush("nl")[0]
    expect(display.locator("#board.board--new #hero-number")).to_have_text(third)
    expect(display.locator("#board.board--new")).to_have_count(0)
    assert len(ear.heard) == 2
    room.set_up(display)


@pytest.fixture
def wary(browser: Browser) -> Iterator[Browser]:
    """A browser that allows no sound until somebody has touched the page."""
    arguments = [item for item in ARGUMENTS if "autoplay" not in item]
    arguments.append("--autoplay-policy=document-user-activation-required")
    started = browser.browser_type.launch(executable_path=program(), args=arguments)
    yield started
    started.close()


def test_a_browser_that_forbids_sound_says_so_and_staff_see_it_until_somebody_touches_it(
    server: Server, room: Room, wary: Browser, open_page: OpenPage, watch: Watch
) -> None:
    paired = open_page(PATH)
    expect(paired.locator("#board")).to_be_visible()
    cookies = paired.context.storage_state()
    paired.close()
    console = open_signed_in(server, open_page, "/staff/oefen/devices", "coordinator")
    with pages(wary, server.url, watch) as open_wary:
        # Paired before: to the browser, whatever a test looks at on a page counts as a touch of it.
        page = open_wary(PATH, 1920, 1080, storage_state=cookies)
        button = page.get_by_role("button", name="Geluid staat uit")
        expect(button).to_be_visible()
        card = console.locator(".machine", has_text="geluid staat uit")
        expect(card).to_contain_text("tik één keer op het scherm")
        console.goto(f"{server.url}/staff/oefen")
        expect(console.locator("#devices")).to_contain_text("geluid staat uit")
        button.click()
        expect(button).to_be_hidden()
        expect(console.locator("#devices")).not_to_contain_text("geluid staat uit")
    watch.forgive("The AudioContext was not allowed to start")
    room.empty()
