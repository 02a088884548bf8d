"""The kiosk in a real browser: from a touch to the number on the screen, and what the page weighs."""

import statistics

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.process import Server, inloop_server, run_command
from benchmarks.report import Figure

ROUNDS = 200
MOST_MS = 100.0
FIRST_KB, AGAIN_KB = 350.0, 20.0
PAGE = "/kiosk/oefen"

_TOUCH = """async () => {
  const tile = document.querySelector('#tiles [data-press="choose"]');
  const began = performance.now();
  tile.click();
  const shown = () => !document.querySelector('[data-screen="ticket"]').hidden;
  while (!shown()) await new Promise((resolve) => requestAnimationFrame(resolve));
  await new Promise((resolve) => requestAnimationFrame(resolve));
  return performance.now() - began;
}"""
_AGAIN = """async () => {
  document.querySelector('[data-press="restart"]').click();
}"""
_SETTLED = """async () => {
  await navigator.serviceWorker.ready;
  await new Promise((resolve) => setTimeout(resolve, 3000));
}"""
"""The shell is kept and numbers are held in advance: what a kiosk does once, before its first visitor."""
_READY = """async () => {
  const tile = '#tiles [data-press="choose"]:not(:disabled)';
  const ready = () => document.querySelector(tile)?.checkVisibility();
  while (!ready()) await new Promise((resolve) => requestAnimationFrame(resolve));
  await new Promise((resolve) => setTimeout(resolve, 100));
}"""
"""A tenth of a second after the screen is there: nobody reads faster."""
_BARE = """async () => {
  const began = performance.now();
  await fetch('/healthz', {cache: 'no-store'});
  await new Promise((resolve) => requestAnimationFrame(resolve));
  return performance.now() - began;
}"""


def measure() -> list[Figure]:
    """Without paper, in one browser, on loopback; the frame of the screen is part of the time."""
    with inloop_server() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = _kiosk(browser, server)
        first, again = _weight(page), _weight(page)
        page.goto(f"{server.url}{PAGE}?lang=nl")
        page.evaluate(_SETTLED)
        touches, bare = [], []
        for _ in range(ROUNDS):
            page.evaluate(_READY)
            touches.append(float(page.evaluate(_TOUCH)))
            page.evaluate(_AGAIN)
            bare.append(float(page.evaluate(_BARE)))
        browser.close()
    figures = [_weight_figure("first", first, FIRST_KB), _weight_figure("again", again, AGAIN_KB)]
    return [_touch_figure(touches, bare), *figures]


def _kiosk(browser: Browser, server: Server) -> Page:
    """A kiosk that was paired before and has nothing in its cache."""
    pairing = ("device", "add", "--kind", "kiosk", "--location", "oefen", "--name", "benchmark")
    token = run_command(server.folder, *pairing)
    context = browser.new_context(viewport={"width": 1080, "height": 1920}, base_url=server.url)
    context.add_cookies([{"name": "inloop_device", "value": token, "url": f"{server.url}{PAGE}"}])
    return context.new_page()


def _weight(page: Page) -> float:
    """Kilobytes over the wire until all languages are drawn, headers and what the shell keeps included."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    received: list[float] = []
    devtools.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    page.goto(PAGE)
    page.locator("[data-press='language']").first.wait_for()
    page.wait_for_load_state("networkidle")
    devtools.detach()
    return sum(received) / 1000


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
