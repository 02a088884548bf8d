"""A display and two phones while their server is cut off, frozen and killed.

Never wrong in silence, right again afterwards, and every call announced once.
"""

import itertools
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page

from models.actions.calling import call_next
from models.actions.conversation import Ending, finish, start
from models.actions.issue import Wish, issue
from models.actions.visit import leave
from models.clock import SystemClock
from models.database import Database
from models.log import Turn, take_turn
from tests.depth import times
from tests.e2e.browser import ARGUMENTS, PATIENT_MS, program
from tests.e2e.display_faults import (
    TICK_SECONDS,
    Mended,
    Sample,
    Truth,
    longest_silence,
    number_in,
    seconds_until_right,
)
from tests.e2e.kiosk_house import URL, House

SECONDS = times(40, 100)
FAULTS = (("cut", 10.0), ("killed", 0.5), ("frozen", 10.0), ("killed", 0.5), ("killed", 9.0))
"""How the server goes away, and for how many seconds: longer than a screen may be wrong, or for a moment."""
BETWEEN = 2.0
MOST = 8.0 + 2 * TICK_SECONDS
RIGHT_WITHIN = 2.0 + 2 * TICK_SECONDS
"""After the server is back; on a machine with other work one screen may take longer."""
EACH = 1.0
"""A visitor leaves the line so often (seconds), which every screen should show."""
CALL_EVERY = 9
DESKS = ("1", "2", "3", "4")
WATCH = """([place, note]) => {
  const seen = { samples: [], announced: [] };
  globalThis.seen = seen;
  const shown = (element) => Boolean(element?.checkVisibility() && element.textContent.trim());
  setInterval(() => {
    const text = document.querySelector(place)?.innerText ?? "";
    const told = shown(document.querySelector(note));
    seen.samples.push([performance.timeOrigin + performance.now(), text, told]);
  }, 100);
  const announced = document.querySelector("#announced");
  if (announced) new MutationObserver(() => seen.announced.push(announced.textContent))
    .observe(announced, { childList: true });
}"""


@dataclass
class Line:
    """What happens in the line meanwhile, in the database itself: no fault of the server can hold it up.

    Attributes:
        waiting: how many waited, as it became so.
        ahead: how many waited before the visitor with the phone.
        called: the labels of the calls, in order.
    """

    database: Database
    tickets: list[int] = field(default_factory=list)
    waiting: list[Truth] = field(default_factory=list)
    ahead: list[Truth] = field(default_factory=list)
    called: list[str] = field(default_factory=list)
    token: str = ""
    _with: dict[str, int] = field(default_factory=dict)
    _over: threading.Event = field(default_factory=threading.Event)

    def fill(self, visitors: int) -> None:
        """So many visitors come, and then the one with the phone."""
        for _ in range(visitors):
            self.tickets.append(self._turn(lambda turn: issue(turn, Wish("werk", "nl"))).ticket.id)
        self.token = self._turn(lambda turn: issue(turn, Wish("werk", "nl"))).ticket.token or ""
        self._note()

    def run(self) -> None:
        """Somebody leaves or is called, until `end`."""
        for number in itertools.count(1):
            if self._over.wait(EACH) or len(self.tickets) < 3:
                return
            if number % CALL_EVERY:
                self._leave(self.tickets.pop())
            else:
                self._call()
            self._note()

    def end(self) -> None:
        """Nothing happens any more."""
        self._over.set()

    def _leave(self, ticket: int) -> None:
        self._turn(lambda turn: leave(turn, ticket))

    def _call(self) -> None:
        """Each guide in turn; the visitor comes when the guide is to call the next one."""
        desk = DESKS[len(self.called) % len(DESKS)]
        guide = f"Gids {desk}"
        if here := self._with.get(guide):
            self._turn(lambda turn: start(turn, here, guide))
            self._turn(lambda turn: finish(turn, here, guide, Ending()))
        ticket = self._turn(lambda turn: call_next(turn, guide, desk))
        self._with[guide] = ticket.id
        self.tickets.remove(ticket.id)
        self.called.append(ticket.label)

    def _note(self) -> None:
        now = time.time()
        self.ahead.append(Truth(now, len(self.tickets)))
        self.waiting.append(Truth(now, len(self.tickets) + 1))

    def _turn(self, act: Callable[[Turn], Any]) -> Any:
        now = SystemClock().now()
        return self.database.run(lambda session: act(take_turn(session, "oefen", "test", now)))


@dataclass
class Screen:
    """A page that samples itself."""

    name: str
    page: Page

    def samples(self) -> list[Sample]:
        """What it saw of itself so far."""
        rows = self.page.evaluate("seen.samples")
        return [Sample(at / 1000, number_in(text), told) for at, text, told in rows]

    def announced(self) -> list[str]:
        """The labels of the calls that it announced, in order."""
        return [str(text).split(",")[0] for text in self.page.evaluate("seen.announced")]

    def right(self, truths: list[Truth]) -> bool:
        """Whether it shows something of the last seconds and does not say that it is out of date."""
        last = self.samples()[-1]
        recent = [truth.value for truth in truths if truth.at > last.at - 3 * EACH] or [truths[-1].value]
        return not last.told and (last.shown in recent or last.shown == truths[-1].value)


@pytest.fixture
def screens(house: House, browser: Browser, tmp_path: Path) -> Iterator[tuple[Line, list[Screen]]]:
    """The line of the house, a display, a phone with a socket and one without, in the house's own network."""
    path = house.wrapped(program(), tmp_path / "browser.sh")
    inside = browser.browser_type.launch(executable_path=path, args=ARGUMENTS)
    board = _open(inside, "/display/oefen", "#board[data-scene='empty']")
    database = Database(f"sqlite:///{next(house.data.glob('*.db'))}")
    line = Line(database)
    line.fill(int(SECONDS / EACH) * 2 + 20)
    phone = _open(inside, f"/t/{line.token}", "#big:not(:empty)")
    asking = _open(inside, f"/t/{line.token}", "#big:not(:empty)", first="globalThis.WebSocket = undefined;")
    made = [Screen("display", board), Screen("phone", phone), Screen("phone without socket", asking)]
    for screen in made:
        screen.page.evaluate(WATCH, ["#waiting" if screen.name == "display" else "#now", "#stale"])
    yield line, made
    line.end()
    inside.close()
    database.close()


def _open(browser: Browser, path: str, there: str, first: str = "") -> Page:
    """The page, as soon as there is a server and it shows something."""
    context = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 800})
    context.set_default_timeout(PATIENT_MS)
    if first:
        context.add_init_script(first)
    page = context.new_page()
    limit = time.monotonic() + 60
    while True:
        try:
            page.goto(URL + path)
        except Error:
            assert time.monotonic() < limit, "nothing is there"
            page.wait_for_timeout(200)
        else:
            page.locator(there).first.wait_for()
            return page


def _until(page: Page, done: Callable[[], bool], what: str) -> None:
    """Wait until something is so; the time is that of a machine that may stand still."""
    limit = time.monotonic() + 90
    while not done():
        assert time.monotonic() < limit, what
        page.wait_for_timeout(200)


def _until_served(page: Page) -> None:
    """The server answers again; to start it takes as long as the machine likes."""
    page.evaluate("""async () => {
      for (;;) {
        const answer = await fetch("/healthz", { signal: AbortSignal.timeout(500) }).catch(() => null);
        if (answer?.ok) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }""")


def _live_through(house: House, line: Line, screens: list[Screen]) -> list[Mended]:
    """One fault after the other; after each, every screen comes right again."""
    over = time.monotonic() + SECONDS
    mended: list[Mended] = []
    faults = itertools.cycle(FAULTS)
    while time.monotonic() < over:
        how, seconds = next(faults)
        with house.away(how):
            screens[0].page.wait_for_timeout(seconds * 1000)
            over_at = time.time()
        if seconds < 1:
            continue
        _until_served(screens[0].page)
        mended.append(Mended(over_at, time.time()))
        for screen in screens:
            truths = line.waiting if screen.name == "display" else line.ahead
            _until(screen.page, lambda s=screen, t=truths: s.right(t), f"{screen.name} after {how}")  # type: ignore[misc]
        screens[0].page.wait_for_timeout(BETWEEN * 1000)
    return mended


@pytest.mark.stress
def test_no_screen_is_wrong_in_silence_and_every_call_is_announced_once(
    house: House, screens: tuple[Line, list[Screen]]
) -> None:
    line, shown = screens
    happening = threading.Thread(target=line.run)
    happening.start()
    mended = _live_through(house, line, shown)
    line.end()
    happening.join(60)
    board = shown[0]
    _until(board.page, lambda: {*line.called} <= {*board.announced()}, "a call was never announced")
    board.page.wait_for_timeout(3000)
    assert board.announced() == line.called
    assert len(line.called) >= SECONDS / EACH / CALL_EVERY / 2

    def truths(screen: Screen) -> list[Truth]:
        return line.waiting if screen is board else line.ahead

    silences = {screen.name: longest_silence(screen.samples(), truths(screen)) for screen in shown}
    assert {name: silence for name, silence in silences.items() if silence > MOST} == {}
    assert all(any(sample.told for sample in screen.samples()) for screen in shown)
    late = [seconds_until_right(screen.samples(), truths(screen), end) for screen in shown for end in mended]
    assert median(late) <= RIGHT_WITHIN, late
    assert max(late) <= 2 * RIGHT_WITHIN, late


def _samples(*rows: tuple[float, int, bool]) -> list[Sample]:
    return [Sample(at, shown, told) for at, shown, told in rows]


TRUTHS = [Truth(0.0, 9), Truth(1.0, 8), Truth(20.0, 7)]


def test_the_measure_counts_how_long_a_screen_shows_what_is_over() -> None:
    lying = _samples(*((tick / 10, 9, False) for tick in range(1, 101)))
    assert longest_silence(lying, TRUTHS) == pytest.approx(9.0)


def test_the_measure_forgives_a_screen_that_says_so_and_one_that_stood_still() -> None:
    honest = _samples(*((tick / 10, 9, tick > 40) for tick in range(1, 101)))
    assert longest_silence(honest, TRUTHS) == pytest.approx(3.0)
    still = _samples((0.9, 9, False), (1.1, 9, False), (19.0, 9, False))
    assert longest_silence(still, TRUTHS) == pytest.approx(0.2)


def test_the_measure_finds_nothing_on_a_screen_that_is_right() -> None:
    right = _samples(*((tick / 10, 8 if tick >= 10 else 9, False) for tick in range(1, 190)))
    assert longest_silence(right, TRUTHS) <= TICK_SECONDS


def test_the_measure_counts_how_long_a_screen_takes_to_be_right_again() -> None:
    seen = _samples(*((20 + tick / 10, 8 if tick < 15 else 7, tick < 9) for tick in range(1, 40)))
    assert seconds_until_right(seen, TRUTHS, Mended(20.5, 20.5)) == pytest.approx(0.9)
    assert seconds_until_right(seen, [Truth(0.0, 8), Truth(20.0, 7)], Mended(20.5, 20.5)) == pytest.approx(
        0.9
    )


def test_the_measure_knows_that_a_screen_may_be_right_before_it_is_known_that_the_server_is_back() -> None:
    seen = _samples(*((19 + tick / 10, 8, False) for tick in range(1, 40)))
    assert seconds_until_right(seen, TRUTHS, Mended(19.5, 20.5)) == 0
    with pytest.raises(ValueError, match="never"):
        seconds_until_right(seen, TRUTHS, Mended(20.1, 20.5))
