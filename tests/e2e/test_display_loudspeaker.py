"""Calls as they come out of the loudspeaker, recorded behind everything: each whole, in order, once."""

import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.browser import ARGUMENTS, Watch, pages, program
from tests.e2e.loudspeaker import RATE, Loudspeaker, Samples, clip, heard_at, loudspeaker
from tests.e2e.server import Server
from tests.e2e.waiting_room import Ear, Room, listen

pytestmark = pytest.mark.browser

LANGUAGES = ("nl", "ar", "nl", "ti", "uk")
ATTEMPTS = 3


@pytest.fixture
def speaker(tmp_path: Path) -> Iterator[Loudspeaker]:
    """A loudspeaker on this machine."""
    with loudspeaker(tmp_path) as started:
        yield started


@pytest.fixture
def loud(browser: Browser, speaker: Loudspeaker) -> Iterator[Browser]:
    """A browser that plays there."""
    started = browser.browser_type.launch(
        executable_path=program(),
        args=ARGUMENTS,
        env={**speaker.environment},
        ignore_default_args=["--mute-audio"],
    )
    yield started
    started.close()


@pytest.fixture
def display(loud: Browser, server: Server, watch: Watch) -> Iterator[tuple[Page, Ear]]:
    """A display in that browser, and an ear that knows when all is over."""
    with pages(loud, server.url, watch) as open_page:
        page = open_page("/display/oefen", 1920, 1080)
        ear = listen(page.context, page)
        page.reload()
        expect(page.locator("#board:not([data-scene='loading'])")).to_be_visible()
        yield page, ear


def test_five_calls_at_once_come_out_of_the_loudspeaker_whole_and_in_order(
    server: Server, speaker: Loudspeaker, display: tuple[Page, Ear]
) -> None:
    page, ear = display
    room, lost, at = Room(server), "nothing was played", 0
    # A machine that stands still leaves holes in any sound; what the display cuts off it cuts off each time.
    for _ in range(ATTEMPTS):
        room.empty()
        ear.heard.clear()
        begin = len(speaker.recording)
        labels = room.rush(*LANGUAGES)
        wanted = _wanted(labels)
        assert ear.until(len(wanted)) == wanted
        page.wait_for_timeout(1500)  # what was played last is on its way to the loudspeaker
        recording = speaker.recording[begin:]
        clips = {sound.short: _clip(server, sound.name) for sound in ear.heard}
        lost, at = _lost(recording, clips, wanted)
        if not lost:
            break
    assert lost == ""
    assert heard_at(recording, clips["chime"], at) is None
    other = _clip(server, f"/display/oefen/speech/nl/call/{labels[0]}/6.wav")
    assert heard_at(recording, other, 0) is None
    last = heard_at(recording, clips[wanted[-1]], 0)
    assert last is not None
    assert heard_at(recording[: last[1] - RATE // 3], clips[wanted[-1]], 0) is None


def _wanted(labels: list[str]) -> list[str]:
    """What is to be heard, in order."""
    said = [
        [f"{code} {label}/{desk}" for code in dict.fromkeys(["nl", language])]
        for desk, (label, language) in enumerate(zip(labels, LANGUAGES, strict=True), 1)
    ]
    return [name for sentences in said for name in ["chime", *sentences]]


def _lost(recording: Samples, clips: dict[str, Samples], wanted: list[str]) -> tuple[str, int]:
    """The first that is not heard whole behind the one before it, or nothing; and where the last one ends."""
    at = 0
    for name in wanted:
        place = heard_at(recording, clips[name], at)
        if place is None:
            return f"{name} is not heard whole after {at / RATE:.1f} s of {wanted}", at
        at = place[1]
    return "", at


def _clip(server: Server, address: str) -> Samples:
    with urllib.request.urlopen(server.url + address, timeout=60) as answer:  # noqa: S310  (loopback only)
        return clip(answer.read())
