"""A waiting room: one display, several guides at the practice location, and an ear at the loudspeaker."""

import re
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import pairwise
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.browser import PATIENT_MS
from tests.e2e.commands import Commands
from tests.e2e.server import Server

DESKS = 6
LISTEN = """
(() => {
  const addresses = new WeakMap();
  const names = new WeakMap();
  const arrayBuffer = Response.prototype.arrayBuffer;
  Response.prototype.arrayBuffer = async function () {
    const bytes = await arrayBuffer.call(this);
    addresses.set(bytes, new URL(this.url).pathname);
    return bytes;
  };
  const decode = BaseAudioContext.prototype.decodeAudioData;
  BaseAudioContext.prototype.decodeAudioData = async function (bytes) {
    const name = addresses.get(bytes);
    const buffer = await decode.call(this, bytes);
    names.set(buffer, name);
    return buffer;
  };
  const start = AudioBufferSourceNode.prototype.start;
  AudioBufferSourceNode.prototype.start = function (...when) {
    const now = () => performance.timeOrigin / 1000 + this.context.currentTime;
    const sound = { name: names.get(this.buffer), seconds: this.buffer.duration, from: now() };
    this.addEventListener("ended", () => heard({ ...sound, to: now() }));
    return start.apply(this, when);
  };
})();
"""
"""Notes each sound that comes to its end, by the clock of the sound card: what it is, from when to when."""


@dataclass(frozen=True)
class Heard:
    """A sound: its address, how long it is, and from when to when it was heard, in seconds."""

    name: str
    seconds: float
    begun: float
    ended: float

    @property
    def short(self) -> str:
        """`chime`, or `nl A07/2`."""
        found = re.search(r"/speech/(\w+)/call/(.*)\.wav", self.name)
        return f"{found[1]} {found[2]}" if found else "chime"

    @property
    def whole(self) -> bool:
        """Whether it was heard to its end; a sound card counts in blocks of some milliseconds."""
        return self.ended - self.begun >= self.seconds - 0.05


@dataclass
class Ear:
    """Everything that was heard on the pages of a context, over any number of reloads."""

    page: Page
    heard: list[Heard] = field(default_factory=list)

    def until(self, count: int) -> list[str]:
        """What was heard, once there are so many sounds."""
        self._wait(lambda: len(self.heard) >= count)
        return [sound.short for sound in self.heard]

    def until_sentence(self) -> None:
        """Wait until something was said after a chime."""
        self._wait(lambda: any(sound.short != "chime" for sound in self.heard))

    def _wait(self, there: Callable[[], bool]) -> None:
        for _ in range(4 * PATIENT_MS // 100):
            if there():
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(f"heard only {[sound.short for sound in self.heard]}")

    @property
    def overlaps(self) -> list[str]:
        """Sounds that began before the one before them ended."""
        return [after.short for before, after in pairwise(self.heard) if after.begun < before.ended - 0.02]


def listen(context: BrowserContext, page: Page) -> Ear:
    """An ear at the pages that are loaded in the context from now on."""
    ear = Ear(page)

    def note(sound: dict[str, Any]) -> None:
        ear.heard.append(Heard(str(sound["name"]), sound["seconds"], sound["from"], sound["to"]))

    context.expose_function("heard", note)
    context.add_init_script(LISTEN)
    return ear


class Room:
    """The practice location with six desks, a guide for each, and a coordinator."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.load("nl")
        self.coordinator = Commands(server, "room")
        self._guides: list[Commands] = []

    def load(self, first: str) -> None:
        """Six desks, and the board in the language *first*."""
        path = self.server.data_dir / "room.toml"
        self.server.command("dump", str(path))
        text = path.read_text("utf-8")
        desks = ", ".join(f'{{ id = "{n}", name = "Plek {n}" }}' for n in range(1, DESKS + 1))
        place = text.index('id = "oefen"')
        text = text[:place] + re.sub(
            r"desks = \[.*?\]\n", f"desks = [{desks}]\n", text[place:], count=1, flags=re.S
        )
        codes = [first, *(code for code in ("nl", "en", "uk", "pl", "tr", "ar", "fa", "ti") if code != first)]
        languages = ", ".join(f'"{code}"' for code in codes)
        text = re.sub(r"languages = \[.*?\]\n", f"languages = [{languages}]\n", text, count=1, flags=re.S)
        path.write_text(text, "utf-8")
        self.server.command("load", str(path))

    def guide(self, desk: int) -> Commands:
        """The guide at a desk."""
        while len(self._guides) < desk:
            self._guides.append(Commands(self.server, f"gids-{len(self._guides) + 1}"))
        return self._guides[desk - 1]

    def issue(self, *languages: str) -> list[dict[str, Any]]:
        """Visitors get numbers."""
        return [self.coordinator("tickets", question_type="werk", language=code) for code in languages]

    def call(self, visit: int, desk: int) -> dict[str, Any]:
        """A visitor is called to a desk."""
        called: dict[str, Any] = self.guide(desk).visit(visit, "call", desk=str(desk), reason="proef")
        return called

    def rush(self, *languages: str) -> list[str]:
        """As many visitors are called at once, each to the next desk; their labels.

        What is to be said was said before, so that no test hangs on how fast the machine speaks.
        """
        tickets = self.issue(*languages)
        for desk, ticket in enumerate(tickets, 1):
            self.guide(desk)
            for code in {"nl", ticket["language"]}:
                self._say(f"{code}/call/{ticket['label']}/{desk}.wav")
        return [self.call(ticket["id"], desk)["label"] for desk, ticket in enumerate(tickets, 1)]

    def _say(self, name: str) -> None:
        """Have a clip made; one that was not made in time is not tried again for half a minute."""
        address = f"{self.server.url}/display/oefen/speech/{name}"
        for _ in range(10):
            with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310  (loopback only)
                if answer.status == HTTPStatus.OK:
                    return
            time.sleep(4)
        raise AssertionError(f"{name} cannot be said")

    def empty(self) -> None:
        """Everybody goes home."""
        view = self.coordinator.view()
        for ticket in (*view["waiting"], *view["called"], *view["in_conversation"], *view["on_hold"]):
            self.coordinator.visit(ticket["id"], "cancel" if ticket["state"] == "waiting" else "no-show")

    def set_up(self, page: Page, **display: Any) -> None:
        """Set the display up, and wait until its page shows it."""
        facts = page.evaluate("JSON.parse(document.getElementById('page').textContent)")
        body = {"name": "TV", "diagonal": 43.0, "distance": 8000, "display": display}
        with page.expect_navigation():  # once what is being said has come to its end
            self.coordinator(f"devices/{facts['device']['id']}", **body)
        expect(page.locator("#board:not([data-scene='loading'])")).to_be_visible()
