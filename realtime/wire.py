"""The websocket under Engine.IO: bounded in size, time and number, whatever the other end does.

A thin wrapper around the class that python-engineio 4.15.1 brings for its async mode, handed to the server
where it looks for that class. What can be configured is: the size of a message (which Engine.IO itself checks
only when all of it is in memory), and no compression, because simple-websocket 1.1.0 takes whatever
extension the client offers, and 300 MB of zeros are 292 kB compressed.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

from realtime.budget import Budget
from realtime.line import SILENT_SECONDS, Line
from realtime.outgoing import bounded
from realtime.packet import Judged, Kind, judge

ENTER_SECONDS = 10.0
"""To be let in to a namespace, from the handshake on and after leaving the last one."""
MOST_ENTRIES = 8
"""Tries to enter in the life of a connection; there are four namespaces, and a screen enters one."""
MESSAGES_AT_ONCE = 30
MESSAGES_PER_SECOND = 3.0
"""A screen sends a pong and what it shows each 5 seconds."""
LARGEST_MESSAGE = 16 * 1024
"""Bytes a client may send at once; screens send a few dozen."""

_ENTERED, _LEFT = "40", "41"
_SOCKET, _EXTENSIONS = "gunicorn.socket", "HTTP_SEC_WEBSOCKET_EXTENSIONS"


class Presence:
    """Which namespaces a connection is in, told from the messages that pass; when it may no longer wait.

    Args:
        monotonic: seconds that never jump.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._asked: set[str] = set()
        self._entered: set[str] = set()
        self._entries = 0
        self._alone_since = monotonic()
        self._messages = Budget(MESSAGES_AT_ONCE, MESSAGES_PER_SECOND, monotonic)

    def patience(self) -> float:
        """Seconds to wait for the next bytes; none or less: this connection came for nothing."""
        if self._entered:
            return SILENT_SECONDS
        return min(SILENT_SECONDS, self._alone_since + ENTER_SECONDS - self._monotonic())

    def allows(self, message: Judged) -> bool:
        """Take note of a message from the client; whether it may still say it."""
        if not self._messages.spend():
            return False
        if message.kind is Kind.ENTER:
            self._entries += 1
            twice = message.space in self._asked
            self._asked.add(message.space)
            return self._entries <= MOST_ENTRIES and not twice
        if message.kind is Kind.LEAVE:
            self._leave(message.space)
        return True

    def answered(self, message: str) -> None:
        """Take note of a message to the client."""
        kind, space = message[:2], message[2:].partition(",")[0]
        if kind == _ENTERED:
            self._entered.add(space)
        elif kind == _LEFT:
            self._leave(space)

    def _leave(self, space: str) -> None:
        self._asked.discard(space)
        self._entered.discard(space)
        if not self._entered:
            self._alone_since = self._monotonic()


class Wire:
    """One client's websocket, as Engine.IO uses it.

    Args:
        brought: the class that python-engineio brings.
        handler: called with this once the handshake is over; returns when the connection is.
        engine: the Engine.IO server.
    """

    def __init__(self, brought: Any, handler: Callable[["Wire"], Any], engine: Any) -> None:
        self._inner = brought(lambda _inner: handler(self), engine)
        self._inner.server_args["max_message_size"] = LARGEST_MESSAGE
        self._presence = Presence()
        self._line: Line | None = None

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        """Take the connection over from the web server, and serve it to its end."""
        environ = {name: value for name, value in environ.items() if name != _EXTENSIONS}
        if _SOCKET in environ:  # werkzeug's, for one's own desk, is left as it is
            self._line = Line(environ[_SOCKET], self._presence.patience)
            environ[_SOCKET] = self._line
        return self._inner(environ, start_response)

    def wait(self) -> object:
        """The next message that may pass; None when there will be none."""
        while True:
            message = self._inner.wait()
            judged = None if message is None else judge(message)
            if judged is None or not self._presence.allows(judged):
                return None
            if judged.kind is not Kind.UNKNOWN:
                return message

    def send(self, message: object) -> None:
        """Send a message to the client.

        Raises:
            OSError: the connection has ended.
        """
        if isinstance(message, str):
            self._presence.answered(message)
        self._inner.send(message)

    def close(self) -> None:
        """Close, and wake whoever waits for bytes here: simple-websocket alone would let it wait for ever."""
        with suppress(OSError):  # nobody reads the farewell
            self._inner.close()
        if self._line is not None:
            self._line.hang_up()
        self._inner.ws.event.set()


def harden(server: Any) -> None:
    """Give an Engine.IO server this websocket and bounded queues, before its first client.

    Args:
        server: an engineio.Server, which ships no types.
    """
    brought = server._async
    server._async = brought | {
        "websocket": partial(Wire, brought["websocket"]),
        "queue": bounded(brought["queue"], brought["queue_empty"]),
    }
