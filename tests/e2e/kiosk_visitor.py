"""Visitors of the kiosk as tests play them: a finger on the glass, an ear, a way to each screen."""

import re
import time
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from playwright.sync_api import CDPSession, Page, expect

from tests.depth import among

LANGUAGES = ("nl", "en", "uk", "pl", "tr", "ar", "fa", "ti")
SEEN = among(LANGUAGES, {"nl", "uk", "ar", "ti"})
"""Those that are walked through: the house's own, the one with the longest words, and two other scripts."""
RIGHT_TO_LEFT = ("ar", "fa")
STANDING = (1080, 1920)


class Finger:
    """Real touches, which the browser itself makes into events."""

    def __init__(self, page: Page) -> None:
        self._cdp: CDPSession = page.context.new_cdp_session(page)

    def down(self, *points: tuple[float, float]) -> None:
        """Fingers come down, and rest."""
        self._send("touchStart", points)

    def up(self) -> None:
        """All fingers leave."""
        self._send("touchEnd", ())

    def tap(self, *points: tuple[float, float]) -> None:
        """Fingers down and up again, all at once."""
        self.down(*points)
        self.up()

    def swipe(self, start: tuple[float, float], across: float) -> None:
        """One finger goes *across* px to the right, or to the left when negative."""
        x, y = start
        self.down(start)
        self._send("touchMove", [(x + across / 2, y)])
        self._send("touchMove", [(x + across, y)])
        self.up()

    def _send(self, kind: str, points: Iterable[tuple[float, float]]) -> None:
        touches = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        self._cdp.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})


class Ear:
    """What the one loudspeaker was told to play, in order: `nl text/question`, or `chime`."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.heard: list[str] = []
        self.requested: set[str] = set()
        page.on("request", lambda request: self.requested.add(_clip(request.url)))
        page.expose_function("play", lambda address: self.heard.append(_clip(address)))
        page.evaluate("voice.addEventListener('loadstart', () => play(voice.currentSrc))")
        self.hurry()

    def hurry(self) -> None:
        """Clips as fast as the browser can play them; what is played and in which order stays."""
        self._page.evaluate("voice.defaultPlaybackRate = 16")

    def take_time(self) -> None:
        """Clips as a visitor hears them."""
        self._page.evaluate("voice.defaultPlaybackRate = 1")

    def forget(self) -> None:
        """Listen anew."""
        self.heard.clear()

    def until(self, last: str) -> list[str]:
        """Everything heard until *last* was, which is what was heard last; all of it came from the server.

        The news of a request and that of a sound come by two ways, and either may be first.
        """
        until(self._page, lambda: self.heard[-1:] == [last], lambda: f"{last} after {self.heard}")
        heard = list(self.heard)
        until(
            self._page,
            lambda: set(heard) <= self.requested,
            lambda: f"{set(heard) - self.requested} of itself",
        )
        return heard


def _clip(address: str) -> str:
    path = urlsplit(address).path
    found = re.search(r"/speech/(\w+)/(.+)\.wav$", path)
    return f"{found[1]} {found[2]}" if found else path.rpartition("/")[2].removesuffix(".wav")


def until(page: Page, there: Callable[[], bool], told: Callable[[], str], seconds: float = 40) -> None:
    """Let the browser work until *there*; what was *told* is the message when it does not come to it."""
    deadline = time.monotonic() + seconds
    while not there():
        assert time.monotonic() < deadline, told()
        page.wait_for_timeout(20)


def start_again(page: Page) -> None:
    """The next visitor, at the first screen, whose taps are far from those of the last one."""
    page.keyboard.press("Home")
    expect(page.locator("[data-screen='language']")).to_be_visible()
    page.locator(".head__name").click()


def to_the_question(page: Page, language: str) -> None:
    """A visitor who has chosen a language."""
    page.locator(f".language[data-language='{language}']").click()
    expect(page.locator("[data-screen='question'] .tile").first).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", language)


def to_the_way(page: Page) -> None:
    """From the question to how the number is taken along."""
    page.locator("[data-screen='question'] .tile").first.click()
    expect(page.locator("[data-screen='how']")).to_be_visible()


def to_the_number(page: Page) -> None:
    """From how the number is taken along to the number itself."""
    page.locator("button[data-way='number']").click()
    expect(page.locator("[data-screen='ticket']")).to_be_visible()
    expect(page.locator("#number")).to_have_text(re.compile(r"^[A-Z]\d\d$"))


def to_be_said(page: Page, screen: str) -> list[str]:
    """What can be heard on a screen, in the order of the document."""
    found: list[str] = page.evaluate(
        """screen => [...document.querySelectorAll(`[data-screen="${screen}"] [data-say]`)]
          .filter((node) => node.checkVisibility()).map((node) => node.dataset.say)""",
        screen,
    )
    return found


def use(page: Page, *names: str) -> None:
    """Open the sheet, press what is named, close it: `contrast`, or `zoom=150`."""
    page.locator("#access-open").click()
    for name in names:
        setting, _, value = name.partition("=")
        page.locator(f"#access [data-set='{setting}'][data-value='{value}']").click()
    page.locator("#access-close").click()


def middle_of(page: Page, selector: str) -> tuple[float, float]:
    """Where a finger would press it."""
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
