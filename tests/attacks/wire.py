"""What an attacker sends: any method, path, header and body, as written, and what came back of it.

Knows two ways to the product: over the wire to a real server, and straight into an application of the test,
in which a hole was planted. An attack that is written once runs by either.
"""

import http.client
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask

HOST = "inloop.test"
OWN = f"http://{HOST}"
"""By a name that is not this machine's own, so that nobody is taken for its operator."""
PATIENCE = 60.0


@dataclass(frozen=True)
class Answer:
    """What came back.

    Attributes:
        status: of HTTP.
        heads: headers in their order, names in small letters.
        body: as it came.
    """

    status: int
    heads: list[tuple[str, str]]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode(errors="replace")

    @property
    def told(self) -> Any:
        """The body as JSON; None where it is none."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None

    @property
    def code(self) -> str:
        """The code of the problem, if it is one."""
        told = self.told
        return str(told.get("code", "")) if isinstance(told, dict) else ""

    def head(self, name: str) -> str:
        """The first header of that name; empty without one."""
        return next((value for known, value in self.heads if known == name.lower()), "")


Ask = Callable[[str, str, bytes | None, Mapping[str, str]], Answer]
"""Method, path as written, body, headers."""


def over_the_wire(port: int) -> Ask:
    """To a server on this machine; one connection for each request."""

    def ask(method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            sent = {"Host": HOST} | dict(headers)
            line.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in sent.items():
                line.putheader(name, value.encode("latin-1", "replace"))
            if body is not None or method not in {"GET", "HEAD"}:
                line.putheader("Content-Length", str(len(body or b"")))
            line.endheaders(body)
            got = line.getresponse()
            heads = [(name.lower(), value) for name, value in got.getheaders()]
            return Answer(got.status, heads, got.read())
        finally:
            line.close()

    return ask


def straight_into(app: Flask) -> Ask:
    """To an application of this process."""

    def ask(method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
        sent = {"Host": HOST} | dict(headers)
        got = app.test_client(use_cookies=False).open(
            path,
            method=method,
            data=body,
            headers=sent,
            environ_base={"REMOTE_ADDR": "192.168.1.20"},
            buffered=True,
        )
        return Answer(got.status_code, [(n.lower(), v) for n, v in got.headers], got.data)

    return ask


def as_json(value: object) -> bytes:
    """A body; lone surrogates and NUL are written as JSON has them."""
    return json.dumps(value).encode()


JSON = {"Content-Type": "application/json"}
