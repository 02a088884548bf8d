"""What waits to be sent to one client: bounded, so that who does not read costs memory for a while only.

python-engineio 4.15.1 keeps a queue per client without an end.
"""

from collections.abc import Callable
from typing import Any

MOST_WAITING = 64
"""At five states a second and a beat each three seconds ten seconds' worth; who reads has none waiting."""


class Outgoing:
    """A queue of packets as Engine.IO uses it; None in it ends the connection.

    Args:
        queue: of the async mode.
        empty: what that queue raises when there is nothing in it.
    """

    def __init__(self, queue: Any, empty: type[Exception]) -> None:
        self._queue = queue
        self._empty = empty
        self._over = False

    def put(self, packet: object) -> None:
        """Add a packet; where too many wait, they are dropped, and the connection ends."""
        if self._over and packet is not None:
            return
        if packet is not None and self._queue.qsize() >= MOST_WAITING:
            self._over = True
            self._drop()
            packet = None
        self._queue.put(packet)

    def get(self, block: bool = True, timeout: float | None = None) -> Any:
        """The next packet, as the queue gives it."""
        return self._queue.get(block=block, timeout=timeout)

    def task_done(self) -> None:
        """A packet that was taken is dealt with."""
        self._queue.task_done()

    def join(self) -> None:
        """Wait until all packets are dealt with."""
        self._queue.join()

    def _drop(self) -> None:
        while True:
            try:
                self._queue.get(block=False)
            except self._empty:
                return
            self._queue.task_done()


def bounded(make: Callable[[], Any], empty: type[Exception]) -> Callable[[], Outgoing]:
    """A maker of bounded queues, from the async mode's maker of endless ones."""
    return lambda: Outgoing(make(), empty)
