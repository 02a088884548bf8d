"""The kiosk in a real browser: from a touch to the number on the screen, and what the page weighs."""

import statistics
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, Response, sync_playwright

from benchmarks.process import Server, inloop_server, run_command
from benchmarks.report import Figure

ROUNDS = 200
MOST_MS = 100.0
FIRST_KB, AGAIN_KB = 350.0, 20.0
PAGE = "/kiosk/oefen"

_TOUCH = """async () => {
  const tile = document.querySelector('[data-press="choose"]');
  const began = performance.now();
  tile.click();
  const shown = () => !document.querySelector('[data-screen="ticket"]').hidden;
  while (!shown()) await new Promise((resolve) => requestAnimationFrame(resolve));
  await new Promise((resolve) => requestAnimationFrame(resolve));
  return performance.now() - began;
}"""
_AGAIN = """async () => {
  document.querySelector('[data-press="restart"]').click();
  const ready = () => document.querySelector('[data-press="choose"]:not(:disabled)')?.offsetParent;
  while (!ready()) await new Promise((resolve) => requestAnimationFrame(resolve));
}"""
_FRAME = """async () => {
  const began = performance.now();
  await fetch('/healthz', {cache: 'no-store'});
  await new Promise((resolve) => requestAnimationFrame(resolve));
  return performance.now() - began;
}"""


def measure() -> list[Figure]:
    """Without paper, in one browser, on loopback; the frame of the screen is part of the time."""
    with inloop_server() as server, _kiosk(server) as page:
        first = _weight(page, f"{server.url}{PAGE}?lang=nl")
        again = _weight(page, f"{server.url}{PAGE}?lang=nl")
        page.locator('[data-press="choose"]').first.wait_for()
        touches, bare = [], []
        for _ in range(ROUNDS):
            touches.append(float(page.evaluate(_TOUCH)))
            page.evaluate(_AGAIN)
            bare.append(float(page.evaluate(_FRAME)))
    return [_touch_figure(touches, bare), _weight_figure("first", first, FIRST_KB), _weight_figure("again", again, AGAIN_KB)]


@contextmanager
def _kiosk(server: Server) -> Iterator[Page]:
    """A browser that is paired; at the machine itself nothing more is asked."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1080, "height": 1920})
        page.goto(f"{server.url}{PAGE}?lang=nl")
        page.wait_for_url("**paired=1*")
        page.locator('[data-press="choose"]').first.wait_for()
        page.context.clear_cookies(name="none")
        yield page
        browser.close()


def _weight(page: Page, url: str) -> float:
    """Kilobytes over the wire until the page is quiet; headers count."""
    answers: list[Response] = []
    page.on("response", answers.append)
    page.goto(url)
    page.wait_for_load_state("networkidle")
    page.remove_listener("response", answers.append)
    sizes = [answer.request.sizes() for answer in answers if not answer.from_service_worker]
    return sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes) / 1000


def _touch_figure(touches: list[float], bare: list[float]) -> Figure:
    worst = statistics.quantiles(touches, n=100)[98]
    return Figure(
        name="touch to number, 99th percentile",
        value=worst,
        limit=statistics.median(bare),
        unit="ms",
        bound=f"at most {MOST_MS:.0f} ms; the limit is an empty question to the server and one frame",
        fine=worst <= MOST_MS,
        note=f"median {statistics.median(touches):.0f} ms",
    )


def _weight_figure(which: str, kilobytes: float, most: float) -> Figure:
    return Figure(
        name=f"weight of the kiosk, {which}",
        value=kilobytes,
        limit=most,
        unit="kB",
        bound=f"at most {most:.0f} kB over the wire, fonts and all",
        fine=kilobytes <= most,
    )
