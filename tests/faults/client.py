"""One screen of somebody: a connection that is kept, a token, and commands with a key each."""

import http.client
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

PATIENCE_SECONDS = 30.0
_IDLE_SECONDS = 0.5
"""After this a connection is made again: the server closes one that was silent for two seconds."""


class Unanswered(Exception):
    """The server went away before it answered; whether it did what was asked, nobody knows."""


@dataclass(frozen=True)
class Command:
    """One press of a button.

    Attributes:
        token: who pressed.
        key: made when the button was pressed.
        path: below `/api/v1`.
        body: what was asked.
    """

    token: str
    key: str
    path: str
    body: dict[str, Any] = field(hash=False, compare=False)


@dataclass(frozen=True)
class Reply:
    """An answer.

    Attributes:
        status: of HTTP.
        text: the body as it came.
        replayed: whether the server said that it had answered this before.
    """

    status: int
    text: str
    replayed: bool

    @property
    def body(self) -> dict[str, Any]:
        """The body's JSON; empty for none."""
        found: dict[str, Any] = json.loads(self.text or "{}")
        return found


class Line:
    """A connection to one server; made again where it broke."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
        self._used_at = 0.0

    def send(self, command: Command) -> Reply:
        """Send *command* once, and wait for its answer.

        Raises:
            Unanswered: there was none.
        """
        self.put(command)
        return self.take()

    def ask(self, command: Command) -> Reply:
        """As `send`, and again with the same key where the connection broke: as our own screens do.

        Raises:
            Unanswered: there was no answer three times.
        """
        for _ in range(2):
            try:
                return self.send(command)
            except Unanswered:
                continue
        return self.send(command)

    def put(self, command: Command) -> None:
        """Send *command*; `take` waits for the answer.

        Raises:
            Unanswered: there was nobody to take it.
        """
        headers = {
            "Authorization": f"Bearer {command.token}",
            "Idempotency-Key": command.key,
            "Content-Type": "application/json",
        }
        if time.monotonic() - self._used_at > _IDLE_SECONDS:
            self._connection.close()
        with self._or_unanswered():
            self._connection.request("POST", f"/api/v1{command.path}", json.dumps(command.body), headers)

    def take(self) -> Reply:
        """The answer to what was put.

        Raises:
            Unanswered: there was none.
        """
        with self._or_unanswered():
            answer = self._connection.getresponse()
            text = answer.read().decode()
        self._used_at = time.monotonic()
        return Reply(answer.status, text, answer.headers["Idempotent-Replayed"] == "true")

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    @contextmanager
    def _or_unanswered(self) -> Iterator[None]:
        try:
            yield
        except (OSError, http.client.HTTPException) as error:
            self._connection.close()
            raise Unanswered(repr(error)) from error


def twice(lines: tuple[Line, Line], command: Command) -> tuple[Reply, Reply]:
    """Send one press twice, over two connections, before either is answered."""
    sent = []
    for line in lines:
        with suppress(Unanswered):
            line.put(command)
            sent.append(line)
    first, second = (_taken(line, command, line in sent) for line in lines)
    return first, second


def _taken(line: Line, command: Command, sent: bool) -> Reply:
    if sent:
        with suppress(Unanswered):
            return line.take()
    return line.ask(command)
