"""Gunicorn's gevent worker for a network where not everybody means well: nobody holds it by doing nothing.

gunicorn 27.0.1 ends a request whose head is not whole within `keepalive` seconds. But it waits without an end
for a client to take its answer, and one address may take all its connections.
"""

import socket
from collections import Counter
from typing import Any

from gevent import Timeout
from gunicorn.workers.ggevent import GeventWorker

PIECE = 16 * 1024
"""Bytes that must leave within SEND_SECONDS: somebody on a slow line gets a large file all the same."""
SEND_SECONDS = 20.0
MOST_CONNECTIONS = 1500
"""Of one address at once, of the worker's 2000. This machine's own, where a proxy may be, is not counted."""

_CURT_HEADERS = (
    b"Connection: close",
    b"Content-Length: 0",
    b"Cache-Control: no-store",
    b"X-Content-Type-Options: nosniff",
    b"Content-Security-Policy: default-src 'none'; frame-ancestors 'none'",
)


class Worker(GeventWorker):
    """One process of Inloop."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._connections: Counter[str] = Counter()

    def handle(self, listener: Any, client: Any, addr: Any) -> None:
        """Serve a connection to its end."""
        peer = str(addr[0]) if addr else ""
        if self._connections[peer] >= MOST_CONNECTIONS and not peer.startswith("127.") and peer != "::1":
            client.close()
            return
        self._connections[peer] += 1
        try:
            steady: Any = Steady(client)
            super().handle(listener, steady, addr)
        finally:
            self._connections[peer] -= 1
            if not self._connections[peer]:
                del self._connections[peer]

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:  # noqa: ARG002
        """Answer what is no request at all; where it came from is noted nowhere."""
        curt: Any = _Curt(client)
        super().handle_error(req, curt, ("-", 0), exc)


class Steady:
    """A client's socket, whose other end has to take what it asked for.

    Args:
        raw: the socket.
    """

    def __init__(self, raw: socket.socket) -> None:
        self._raw = raw

    def __getattr__(self, name: str) -> Any:
        """Everything else is the socket's own."""
        return getattr(self._raw, name)

    def sendall(self, data: bytes, flags: int = 0) -> None:
        """Send all of *data*, piece by piece.

        Raises:
            ConnectionResetError: the other end does not take it.
        """
        view = memoryview(data)
        for start in range(0, len(view), PIECE):
            with Timeout(SEND_SECONDS, ConnectionResetError(104, "the other end takes nothing")):
                self._raw.sendall(view[start : start + PIECE], flags)


class _Curt(Steady):
    """Says the status only; gunicorn would add a page with parts of the request, and none of our headers."""

    def sendall(self, data: bytes, flags: int = 0) -> None:
        status = bytes(data).partition(b"\r\n")[0]
        super().sendall(b"\r\n".join([status, *_CURT_HEADERS, b"", b""]), flags)
