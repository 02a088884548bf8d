"""Before a websocket is opened: whether it is a proper handshake, and its source has not opened too many.

Engine.IO makes a session before it looks at the handshake, and has no limits of its own. What it answers
itself (another site, another transport) gets our headers here. Must not know what travels in a socket.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask, Response, request

from web.headers import plain_headers
from web.limits import Limit
from web.problem import Problem, problem_response
from web.stranger import hold_back, source

MOST_OPEN = 1000
"""Websockets of one source at once: a house behind one address with 500 phones, each twice for a moment."""
_BUSY_SECONDS = 10
_PREFIX = "/socket.io/"
_VERSION = "13"

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class SocketDoor:
    """What stands before the Socket.IO server.

    Args:
        app: whose settings count.
        inner: what serves requests that may pass.
        opened: how often a source may open one.
    """

    def __init__(self, app: Flask, inner: Wsgi, opened: Limit) -> None:
        self._app = app
        self._inner = inner
        self._opened = opened
        self._lock = threading.Lock()
        self._open: Counter[str] = Counter()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Serve a request."""
        if not environ.get("PATH_INFO", "").startswith(_PREFIX):
            return self._inner(environ, start_response)
        if environ.get("HTTP_UPGRADE", "").lower() != "websocket":
            return self._answered(environ, start_response)
        with self._app.request_context(environ):
            whose = source()
            refusal = self._refusal(whose)
            if refusal is not None:
                return self._app.process_response(refusal)(environ, start_response)
        return self._counted(whose, environ, start_response)

    def open_by(self, whose: str) -> int:
        """How many websockets a source has open."""
        return self._open[whose]

    def _refusal(self, whose: str) -> Response | None:
        if not _is_handshake():
            return problem_response(Problem.MALFORMED, "this is not how a websocket is opened")
        if self._open[whose] >= MOST_OPEN:
            busy = problem_response(Problem.TOO_MANY, "too many screens and phones there are connected")
            busy.headers["Retry-After"] = str(_BUSY_SECONDS)
            return busy
        return hold_back(self._opened, whose)

    def _counted(
        self, whose: str, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Serve a websocket from its first byte to its last, which is one call of the server."""
        with self._lock:
            self._open[whose] += 1
        self._opened.note(whose)
        try:
            return self._answered(environ, start_response)
        finally:
            with self._lock:
                self._open[whose] -= 1
                if not self._open[whose]:
                    del self._open[whose]

    def _answered(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        def begin(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            return start_response(status, [*headers, *plain_headers()], *more)

        return self._inner(environ, begin)


def _is_handshake() -> bool:
    """Whether the request is what RFC 6455, 4.1 asks of a client, and no continuation of another session."""
    words = {word.strip().lower() for word in request.headers.get("Connection", "").split(",")}
    return (
        request.method == "GET"
        and "upgrade" in words
        and request.headers.get("Sec-WebSocket-Version") == _VERSION
        and len(request.headers.get("Sec-WebSocket-Key", "")) == 24  # 16 bytes as base64
        and "sid" not in request.args
    )
