"""A small website for a kiosk on a virtual display; its page tells the test what it sees from inside."""

import json
import queue
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_PAGE = """<!doctype html>
<html lang="en"><title>Kiosk</title><meta name="viewport" content="width=device-width">
<style>html {{ background: #0b3d2e; color: #fff; font: 60px serif }}
a {{ color: #fff }}</style>
<p>Words that could be selected.</p>
<a id="away" href="{elsewhere}">elsewhere</a>
<script src="/page.js"></script>"""

_SCRIPT = """
const seen = { keys: [], menus: 0, prints: 0 };
addEventListener("keydown", (event) => seen.keys.push(event.key));
addEventListener("contextmenu", () => seen.menus++);
addEventListener("beforeprint", () => seen.prints++);
const worker = navigator.serviceWorker?.register("/worker.js").then(() => navigator.serviceWorker.ready);
const session = Math.random();
async function state() {
  if (worker) await worker;
  return {
    ...seen, session, url: location.href, width: innerWidth, height: innerHeight, ratio: devicePixelRatio,
    zoom: visualViewport.scale, secure: isSecureContext, worker: Boolean(worker),
    visible: document.visibilityState === "visible", focused: document.hasFocus(),
    selected: String(getSelection()), lock: "wakeLock" in navigator,
  };
}
async function answer() {
  for (;;) {
    try {
      const question = await (await fetch("/question", { method: "POST" })).json();
      if (question.kind === "away") document.getElementById("away").click();
      const answer = { question: question.number, ...await state() };
      if (question.kind) await fetch("/answer", { method: "POST", body: JSON.stringify(answer) });
    } catch { await new Promise((resolve) => setTimeout(resolve, 200)); }
  }
}
answer();
"""

State = dict[str, Any]
_PATIENCE_SECONDS = 1.0


@dataclass
class Site:
    """What a website was asked for, and a line to the page that shows it."""

    elsewhere: str = ""
    port: int = 0
    requested: list[str] = field(default_factory=list)
    _asked: int = 0
    _questions: "queue.Queue[State]" = field(default_factory=queue.Queue)
    _answers: "queue.Queue[State]" = field(default_factory=queue.Queue)

    @property
    def url(self) -> str:
        """Its address, without a path."""
        return f"http://127.0.0.1:{self.port}"

    def ask(self, kind: str = "state", seconds: float = 30) -> State:
        """What the page says of itself; asked again while the answer stays away, as a page can end meanwhile.

        Args:
            kind: `state`, or `away`: follow the link to elsewhere first.
            seconds: how long the page may take.

        Raises:
            TimeoutError: no page answers.
        """
        first, end = self._asked + 1, time.monotonic() + seconds
        while time.monotonic() < end:
            self._asked += 1
            self._questions.put({"kind": kind, "number": self._asked})
            try:
                answer = self._answers.get(timeout=_PATIENCE_SECONDS)
            except queue.Empty:
                continue
            if answer["question"] >= first:
                return answer
        raise TimeoutError(kind)

    def question(self) -> State:
        """The next question for the page, or none after a moment."""
        try:
            return self._questions.get(timeout=0.5)
        except queue.Empty:
            return {}

    def answer(self, state: State) -> None:
        """Takes what the page says."""
        self._answers.put(state)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    site: Site

    def handle_error(self, *request: object) -> None:
        """A browser that is killed in the middle of an answer is what these tests do."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        site = self.server.site
        site.requested.append(self.path)
        files = {"/page.js": _SCRIPT, "/worker.js": "addEventListener('fetch', () => {});"}
        if self.path in files:
            self._send(files[self.path], "text/javascript")
        else:
            self._send(_PAGE.format(elsewhere=site.elsewhere), "text/html")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path == "/answer":
            self.server.site.answer(json.loads(body))
        answer = self.server.site.question() if self.path == "/question" else {}
        self._send(json.dumps(answer), "application/json")

    def log_message(self, *args: object) -> None:
        """Nothing: the test looks at `requested`."""

    def _send(self, text: str, kind: str) -> None:
        body = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def website(site: Site) -> Iterator[Site]:
    """Serves *site* on this machine, on its port or, with port 0, on a free one."""
    server = _Server(("127.0.0.1", site.port), _Handler)
    server.site = site
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
