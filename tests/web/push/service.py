"""A push service that is a program, and browsers that get its messages: HTTP, signatures and seals are real.

It refuses what a real one would: no signature or a wrong one, another audience, no TTL. What it takes it
opens with the browser's private key, in a way of its own, so that a fault of ours is not made twice.
"""

import base64
import json
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from models.tables import PushWish
from tests.cast import World

PATIENCE = 60.0
"""Seconds; what comes does so much sooner, on any machine."""


def shown(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def read(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _mac(key: bytes, data: bytes) -> bytes:
    made = hmac.HMAC(key, hashes.SHA256())
    made.update(data)
    return made.finalize()


@dataclass
class Phone:
    """A browser that subscribed.

    Attributes:
        endpoint: its address at the service.
        answers: statuses and headers that the service gives to its messages; then 201.
        got: the messages that arrived, opened.
        heads: the headers of each.
        asked: how many requests there were for it.
    """

    endpoint: str
    answers: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    got: list[dict[str, Any]] = field(default_factory=list)
    heads: list[dict[str, str]] = field(default_factory=list)
    asked: int = 0
    private: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    auth: bytes = field(default_factory=lambda: os.urandom(16))

    @property
    def public(self) -> bytes:
        return self.private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    @property
    def body(self) -> dict[str, str]:
        """What its page posts."""
        return {"endpoint": self.endpoint, "key": shown(self.public), "auth": shown(self.auth)}

    def opened(self, sealed: bytes) -> dict[str, Any]:
        """The message in a request's body (RFC 8291, 3.4, and RFC 8188, 2), by AES in counter mode."""
        salt, length, theirs = sealed[:16], sealed[20], sealed[21 : 21 + sealed[20]]
        assert length == 65
        assert int.from_bytes(sealed[16:20]) >= len(sealed) - 86
        point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs)
        first = _mac(self.auth, self.private.exchange(ec.ECDH(), point))
        secret = _mac(first, b"WebPush: info\0" + self.public + theirs + b"\1")
        second = _mac(salt, secret)
        content = _mac(second, b"Content-Encoding: aes128gcm\0\1")[:16]
        nonce = _mac(second, b"Content-Encoding: nonce\0\1")[:12]
        text, tag = sealed[86:-16], sealed[-16:]
        open_ = Cipher(algorithms.AES128(content), modes.GCM(nonce, tag)).decryptor()
        plain = (open_.update(text) + open_.finalize()).rstrip(b"\0")
        assert plain.endswith(b"\2")
        told: dict[str, Any] = json.loads(plain[:-1])
        return told


class PushService:
    """The service.

    Attributes:
        url: its origin.
        phones: by the path of their address.
        held: while set, no request is answered.
        refused: what was wrong with requests that it did not take.
    """

    def __init__(self) -> None:
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status, headers = service.answer(self.path, dict(self.headers), body)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()

            def log_message(self, *_: object) -> None:  # the library's own would write to the test's output
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self.phones: dict[str, Phone] = {}
        self.refused: list[str] = []
        self.free = threading.Event()
        self.free.set()
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def phone(self, *answers: int | tuple[int, dict[str, str]]) -> Phone:
        """A new browser, and what the service says to its first messages."""
        path = f"/push/{len(self.phones) + 1}"
        said = [(each, dict[str, str]()) if isinstance(each, int) else each for each in answers]
        self.phones[path] = Phone(self.url + path, said)
        return self.phones[path]

    def close(self) -> None:
        self.free.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, path: str, headers: dict[str, str], body: bytes) -> tuple[int, dict[str, str]]:
        phone = self.phones[path]
        phone.asked += 1
        self.free.wait(PATIENCE)
        try:
            self._check(headers)
            told = phone.opened(body)
        except (AssertionError, InvalidSignature, KeyError, ValueError) as wrong:
            self.refused.append(f"{type(wrong).__name__}: {wrong}")
            return 400, {}
        if phone.answers:
            return phone.answers.pop(0)
        phone.heads.append(headers)
        phone.got.append(told)
        return 201, {"Location": f"{self.url}/message/1"}

    def _check(self, headers: dict[str, str]) -> None:
        scheme, _, rest = headers["Authorization"].partition(" ")
        parts = dict(part.strip().split("=", 1) for part in rest.split(","))
        assert scheme == "vapid"
        signed, _, signature = parts["t"].rpartition(".")
        head, claims = (json.loads(read(part)) for part in signed.split("."))
        public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), read(parts["k"]))
        pair = read(signature)
        assert len(pair) == 64
        whole = encode_dss_signature(int.from_bytes(pair[:32]), int.from_bytes(pair[32:]))
        public.verify(whole, signed.encode(), ec.ECDSA(hashes.SHA256()))
        assert head["alg"] == "ES256"
        assert claims["aud"] == self.url
        assert claims["sub"].startswith(("mailto:", "https://"))
        assert isinstance(claims["exp"], int)
        assert headers["Content-Encoding"] == "aes128gcm"
        assert 0 <= int(headers["TTL"]) <= 300
        assert headers["Urgency"] == "high"
        assert len(headers["Topic"]) <= 32


@contextmanager
def push_service() -> Iterator[PushService]:
    """A service for the length of the block, that refused nothing."""
    service = PushService()
    try:
        yield service
    finally:
        service.close()
    assert service.refused == []


def until(condition: Any, what: str) -> None:
    """Wait until *condition* holds."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"it never comes: {what}"
        time.sleep(0.02)


def wishes(world: World) -> int:
    """How many browsers want to be told."""
    with world.database.read() as session:
        return session.query(PushWish).count()
