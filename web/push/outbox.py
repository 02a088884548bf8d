"""Messages on their way: bounded, in order for each visitor, and forgotten when they are worth nothing.

Knows neither the database nor a push service.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

ATTEMPTS = 4
_PAUSES = (2.0, 8.0, 30.0)
"""Seconds before each further attempt, where the service named none."""


@dataclass
class Message:
    """One message and how far it is.

    Attributes:
        ticket: id of the ticket; a visitor's messages go one after another.
        call: number of the call; None: the turn comes next.
        endpoint: where it goes.
        body: sealed for the browser there.
        topic: what it replaces at the service while it waits there (RFC 8030, 5.4).
        until: by the outbox's clock, when it is worth nothing.
        due: when it may go.
        attempts: how many were made.
    """

    ticket: int
    call: int | None
    endpoint: str
    body: bytes
    topic: str
    until: float
    due: float = 0.0
    attempts: int = 0


class Outbox:
    """What waits to be sent.

    Args:
        most: how many messages, with those that are being sent.
        monotonic: seconds that never jump.
    """

    def __init__(self, most: int, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self.now = monotonic
        self._waiting: list[Message] = []
        self._busy: set[int] = set()
        self._changed = threading.Condition()
        self._closed = False

    @property
    def room(self) -> int:
        """How many more there is room for."""
        with self._changed:
            return self._most - len(self._waiting) - len(self._busy)

    @property
    def empty(self) -> bool:
        """Whether nothing waits and nothing is being sent."""
        return self.room == self._most

    def put(self, message: Message) -> None:
        """A new message; what waits for the same visitor is replaced by it."""
        with self._changed:
            self._waiting = [other for other in self._waiting if other.ticket != message.ticket]
            self._waiting.append(message)
            self._changed.notify()

    def take(self) -> Message | None:
        """The message that has been due longest, once there is one; None when the outbox was closed.

        Whoever takes a message must say `done` or `again`.
        """
        with self._changed:
            while not self._closed:
                now = self.now()
                self._waiting = [message for message in self._waiting if message.until > now]
                free = [message for message in self._waiting if message.ticket not in self._busy]
                first = min(free, key=lambda message: message.due, default=None)
                if first is not None and first.due <= now:
                    self._waiting.remove(first)
                    self._busy.add(first.ticket)
                    return first
                self._changed.wait(None if first is None else first.due - now)
            return None

    def done(self, message: Message) -> None:
        """It was delivered, or is given up."""
        with self._changed:
            self._busy.discard(message.ticket)
            self._changed.notify()

    def again(self, message: Message, after: float | None) -> bool:
        """It did not go: once more, after the seconds that the service named; whether that is worth it."""
        with self._changed:
            self._busy.discard(message.ticket)
            self._changed.notify()
            newer = any(other.ticket == message.ticket for other in self._waiting)
            message.attempts += 1
            if newer or message.attempts >= ATTEMPTS:
                return False
            message.due = self.now() + max(after or 0.0, _PAUSES[message.attempts - 1])
            if message.due >= message.until:
                return False
            self._waiting.append(message)
            return True

    def close(self) -> None:
        """Let whoever waits for a message go; nothing is taken any more."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
