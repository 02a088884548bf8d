"""A request to a push service: one deadline for all of it, little of the answer read, TLS that is checked."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from models.push.address import Address
from web.push.post import MOST_BYTES, NotConnected, Reply, post

ENOUGH = 60.0
"""Seconds that are never needed."""


@contextmanager
def answering(how: Callable[[socket.socket], None]) -> Iterator[Address]:
    """A server that treats each connection in its own way, until the block ends."""

    def serve() -> None:
        while True:
            try:
                line, _ = listener.accept()
            except OSError:
                return
            with line, suppress(OSError):
                line.recv(65536)
                how(line)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield Address(f"http://127.0.0.1:{port}", "127.0.0.1", port, "/x", secure=False)
        listener.shutdown(socket.SHUT_RDWR)
    thread.join(ENOUGH)


def saying(text: bytes) -> Callable[[socket.socket], None]:
    return lambda line: line.sendall(text)


@pytest.mark.parametrize(
    ("head", "reply"),
    [
        (b"HTTP/1.1 201 Created\r\nLocation: /m\r\n\r\n", Reply(201)),
        (b"HTTP/1.1 429 Too Many\r\nretry-after:  7 \r\n\r\nbody", Reply(429, 7.0)),
        (b"HTTP/1.0 503 \r\nRetry-After: Wed, 21 Oct 2026 07:28:00 GMT\r\n\r\n", Reply(503)),
        (b"HTTP/1.1 410\r\n\r\n", Reply(410)),
        (b"HTTP/1.1 429 x\r\nRetry-After: 99999999999\r\n\r\n", Reply(429)),
    ],
)
def test_status_and_pause_are_read(head: bytes, reply: Reply) -> None:
    with answering(saying(head)) as address:
        assert post(address, {}, b"body", ENOUGH) == reply


@pytest.mark.parametrize(
    "head", [b"", b"SSH-2.0-x\r\n\r\n", b"HTTP/1.1\r\n\r\n", b"HTTP/1.1 +20 x\r\n\r\n", b"\xff"]
)
def test_what_is_no_http_is_no_answer(head: bytes) -> None:
    with answering(saying(head)) as address, pytest.raises(OSError, match=r"no answer by HTTP|reset"):
        post(address, {}, b"body", ENOUGH)


def test_an_answer_without_end_is_read_a_little() -> None:
    sent = [0]
    over = threading.Event()

    def endlessly(line: socket.socket) -> None:
        line.sendall(b"HTTP/1.1 201 Created\r\n")
        with suppress(OSError):
            while True:
                line.sendall(b"X-Filler: " + b"x" * 1000 + b"\r\n")
                sent[0] += 1
        over.set()

    with answering(endlessly) as address:
        assert post(address, {}, b"body", ENOUGH) == Reply(201)
        assert over.wait(ENOUGH)
    assert MOST_BYTES <= 4096


def test_a_service_that_answers_drop_by_drop_has_no_longer_than_one_that_is_dead() -> None:
    ended = threading.Event()

    def slowly(line: socket.socket) -> None:
        while not ended.wait(0.01):
            line.sendall(b"H")

    with answering(slowly) as address:
        with pytest.raises(TimeoutError):
            post(address, {}, b"body", 0.5)
        ended.set()


def test_nothing_is_said_to_a_service_without_a_certificate_that_is_trusted(tmp_path: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(_certificate(tmp_path))
    heard: list[bytes] = []

    def serve(listener: socket.socket) -> None:
        line, _ = listener.accept()
        with line, suppress(OSError), context.wrap_socket(line, server_side=True) as secure:
            heard.append(secure.recv(65536))

    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        thread = threading.Thread(target=serve, args=(listener,), daemon=True)
        thread.start()
        with pytest.raises(NotConnected, match="SSLCertVerificationError"):
            post(Address("https://localhost", "localhost", port, "/x"), {}, b"body", ENOUGH)
        thread.join(ENOUGH)
    assert b"".join(heard) == b""


def _certificate(folder: Path) -> Path:
    """A certificate for `localhost` that nobody but itself vouches for, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = folder / "certificate.pem"
    text = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(text + made.public_bytes(Encoding.PEM))
    return path
