"""The raw socket under a websocket: sends whole messages or ends, and closes when the other end is gone.

simple-websocket 1.1.0 calls `send` once and believes that all of it went (its issue 45), so a slow reader's
stream is torn under gevent; and it waits for bytes without an end, so a dead peer keeps its socket and
greenlet for as long as its TCP connection lasts. It knows no limit of bytes either. This stands between.
"""

import socket
import time
from collections.abc import Callable
from contextlib import suppress
from threading import Lock
from typing import Any

from realtime.budget import Budget

SEND_SECONDS = 10.0
"""A message that has not left by then never will: nobody reads."""
SILENT_SECONDS = 15.0
"""Ping and its time-out are 5 seconds each (realtime/server.py); who is silent for longer is gone."""
BYTES_AT_ONCE = 64 * 1024
BYTES_PER_SECOND = 8 * 1024
"""A screen sends some hundred bytes each 5 seconds."""
KERNEL_BYTES = 32 * 1024
"""What the kernel may hold for who does not read; by itself it takes megabytes for each."""


class Line:
    """A socket that keeps its promises.

    Args:
        raw: as the server accepted it.
        most_wait: seconds to wait for the next bytes, asked before each wait; none or less ends the line.
        monotonic: seconds that never jump.
    """

    def __init__(
        self,
        raw: Any,
        most_wait: Callable[[], float] = lambda: SILENT_SECONDS,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._raw = raw
        self._most_wait = most_wait
        self._sending = Lock()
        self._over = False
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, KERNEL_BYTES)
        self._bytes = Budget(BYTES_AT_ONCE, BYTES_PER_SECOND, monotonic)

    def send(self, data: bytes) -> None:
        """Send all of *data*; two who send at once take turns.

        Raises:
            OSError: the line ended, or ends now because nobody reads.
        """
        with self._sending:
            if self._over:
                raise BrokenPipeError("the line has ended")
            try:
                self._raw.settimeout(SEND_SECONDS)
                self._raw.sendall(data)
            except OSError:
                self.hang_up()
                raise

    def recv(self, size: int) -> bytes:
        """The next bytes; none when the other end has gone.

        Raises:
            OSError: nothing came for too long, or too much.
        """
        wait = self._most_wait()
        if wait <= 0:
            self.hang_up()
            raise TimeoutError("this line was open for long enough")
        self._raw.settimeout(wait)
        data: bytes = self._raw.recv(size)
        if not self._bytes.spend(len(data)):
            self.hang_up()
            raise ConnectionAbortedError("that was too much at once")
        return data

    def hang_up(self) -> None:
        """End both directions now; whoever waits for bytes wakes, and closes."""
        self._over = True
        with suppress(OSError):  # the other end was first
            self._raw.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Give the file handle back."""
        self._over = True
        self._raw.close()
