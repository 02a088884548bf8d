"""A provider of one's own, for what an honest one never does: it signs whatever it is told to."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

from joserfc import jwt
from joserfc.jwk import RSAKey

KEY = RSAKey.generate_key(2048, {"kid": "1", "use": "sig", "alg": "RS256"})


@dataclass
class Liar:
    """What it says.

    Attributes:
        issuer: its address.
        about: of itself, over what is usual.
        keys: that it shows.
        token: makes the ID token.
        userinfo: its second answer.
        asked: the paths that were asked for.
        asked_for_token: the last form, and whether its client proved itself beside it.
    """

    issuer: str = ""
    about: dict[str, Any] = field(default_factory=dict)
    keys: list[dict[str, Any]] = field(default_factory=lambda: [KEY.as_dict(private=False)])
    token: Callable[[], str] = lambda: ""
    userinfo: dict[str, Any] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    asked_for_token: tuple[dict[str, str], bool] = ({}, False)

    def signed(self, claims: dict[str, Any], header: dict[str, Any] | None = None, key: Any = KEY) -> None:
        """Its next ID token."""
        made = jwt.encode(header or {"alg": "RS256", "kid": "1"}, claims, key, algorithms=["RS256", "HS256"])
        self.token = lambda: made

    def answer(self, path: str) -> dict[str, Any] | None:
        """The JSON at a path."""
        self.asked.append(path)
        usual = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
        }
        return {
            "/.well-known/openid-configuration": usual | self.about,
            "/jwks": {"keys": self.keys},
            "/token": {"access_token": "a", "token_type": "Bearer", "id_token": self.token()},
            "/userinfo": self.userinfo,
        }.get(path)


@contextmanager
def liar() -> Iterator[Liar]:
    """The provider, on loopback, for the length of the block."""
    told = Liar()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = told.answer(self.path)
            self.send_response(200 if found is not None else 302)
            if found is None:
                self.send_header("Location", f"{told.issuer}/jwks")
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(found).encode())

        def do_POST(self) -> None:
            form = dict(parse_qsl(self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()))
            told.asked_for_token = (form, "Authorization" in self.headers)
            self.do_GET()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (its name in the library)
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.issuer = f"http://127.0.0.1:{server.server_port}"
    serving = threading.Thread(target=server.serve_forever, daemon=True)
    serving.start()
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()
        serving.join()
