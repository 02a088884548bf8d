"""A coordinator's commands by API at the practice location: what happens in a house without a screen."""

import json
import urllib.request
from itertools import count
from typing import Any

from tests.e2e.server import Server


class Commands:
    """Sends commands; the answers are plain JSON."""

    def __init__(self, server: Server, name: str) -> None:
        self._api = f"{server.url}/api/v1"
        self._key = server.command("key", "add", name, "--role", "coordinator")
        self._named = (f"{name}-{number}" for number in count(1))

    def __call__(self, path: str, **body: Any) -> Any:
        """A command about the location."""
        return self._ask(f"/locations/oefen/{path}", body)

    def visit(self, visit: int, action: str, **body: Any) -> Any:
        """A command about one visit."""
        return self._ask(f"/visits/{visit}/{action}", body)

    def view(self) -> Any:
        """What the consoles see."""
        return self._ask("/locations/oefen/queue", None)["view"]

    def _ask(self, path: str, body: dict[str, Any] | None) -> Any:
        request = urllib.request.Request(  # noqa: S310  (loopback only)
            self._api + path,
            None if body is None else json.dumps(body).encode(),
            {
                "Authorization": f"Bearer {self._key}",
                "Content-Type": "application/json",
                "Idempotency-Key": next(self._named),
            },
        )
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
            return json.loads(answer.read() or b"null")
