"""Requests that no browser sends, over a real socket to a real server: bounded, and answered curtly."""

import re
import time
from contextlib import suppress

import pytest

from tests.realtime.besieged import SLACK_SECONDS, Besieged
from tests.realtime.raw import Raw, raw

pytestmark = [pytest.mark.stress, pytest.mark.usefixtures("still_serving")]

SIGN_IN = "POST /staff/sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
ISSUE = "POST /api/v1/locations/druk/join HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"


def ask(client: Raw, request: str) -> tuple[int, str]:
    """Status and head of the answer."""
    client.socket.sendall(request.encode("latin-1"))
    head = client.head()
    return int(head.split()[1]), head


def assert_says_little(head: str) -> None:
    """The head names no version, and forbids what all our answers forbid."""
    assert "Content-Security-Policy" in head
    assert "nosniff" in head
    assert not re.search(r"gunicorn/|python|werkzeug|\d+\.\d+\.\d+", head, re.IGNORECASE), head


@pytest.mark.parametrize("request_line", [SIGN_IN, ISSUE])
@pytest.mark.parametrize(
    "length",
    [
        "Content-Length: 10000000000",
        "Content-Length: 70000",
        "Content-Length: " + "9" * 30,
    ],
)
def test_a_body_that_says_it_is_too_large_is_not_waited_for(
    server: Besieged, request_line: str, length: str
) -> None:
    with raw(server.port) as client:
        begun = time.monotonic()
        status, head = ask(client, f"{request_line}{length}\r\n\r\n")
        assert (status, time.monotonic() - begun < SLACK_SECONDS) == (413, True)
        assert_says_little(head)


@pytest.mark.parametrize("request_line", [SIGN_IN, ISSUE])
def test_a_body_that_does_not_say_how_long_it_is_is_not_read(server: Besieged, request_line: str) -> None:
    before = server.resident_mb()
    with raw(server.port) as client, suppress(BrokenPipeError, ConnectionResetError):
        client.socket.sendall(f"{request_line}Transfer-Encoding: chunked\r\n\r\n".encode())
        piece = b"8000\r\n" + b"a" * 0x8000 + b"\r\n"
        for _ in range(8):
            client.socket.sendall(piece)
        assert int(client.head().split()[1]) == 411
    assert server.resident_mb() - before < 20


@pytest.mark.parametrize(
    "lies",
    [
        "Content-Length: -1",
        "Content-Length: 10\r\nContent-Length: 11",
        "Content-Length: 5\r\nTransfer-Encoding: chunked",
        "Content-Length: 0x10",
        "Content-Length: 1_0",
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding: \x0bchunked",
    ],
)
def test_a_body_whose_length_is_in_doubt_is_refused(server: Besieged, lies: str) -> None:
    with raw(server.port) as client:
        status, head = ask(client, f"{SIGN_IN}{lies}\r\n\r\n0\r\n\r\n")
        assert status in {400, 413, 501}
        assert_says_little(head)


def test_a_body_shorter_than_it_said_is_no_body(server: Besieged) -> None:
    with raw(server.port) as client:
        client.socket.sendall(f"{SIGN_IN}Content-Length: 500\r\n\r\nname=x".encode())
        client.socket.shutdown(1)
        assert int(client.head().split()[1]) in {400, 401}


@pytest.mark.parametrize(
    ("request_head", "statuses"),
    [
        ("GET /" + "a" * 3000 + " HTTP/1.1\r\nHost: x\r\n\r\n", {400, 414}),
        ("GET /?" + "a=b&" * 500 + " HTTP/1.1\r\nHost: x\r\n\r\n", {200}),
        ("GET / HTTP/1.1\r\nHost: x\r\n" + "X: y\r\n" * 100 + "\r\n", {400, 431}),
        ("GET / HTTP/1.1\r\nHost: x\r\nCookie: " + "a" * 9000 + "\r\n\r\n", {400, 431}),
        ("GET / HTTP/9.9\r\nHost: x\r\n\r\n", {400, 505}),
        ("GET / HTTP/1.1\r\nHost: x\r\nBad Header: y\r\n\r\n", {400}),
        ("<script>alert(1)</script> / HTTP/1.1\r\nHost: x\r\n\r\n", {400, 405}),
        ("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n", {400}),
        ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {400, 505}),
        ("GET http://evil.test/ HTTP/1.1\r\nHost: evil.test\r\n\r\n", {200, 400, 404}),
        ("TRACE / HTTP/1.1\r\nHost: x\r\n\r\n", {405}),
        ("CONNECT x:443 HTTP/1.1\r\nHost: x\r\n\r\n", {400, 404, 405}),
    ],
)
def test_a_strange_head_is_refused_curtly(server: Besieged, request_head: str, statuses: set[int]) -> None:
    with raw(server.port) as client:
        status, head = ask(client, request_head)
        assert status in statuses, head
        assert_says_little(head)
        assert "<script>" not in head


def test_where_a_broken_request_came_from_is_not_written_down(server: Besieged) -> None:
    with raw(server.port) as client:
        ask(client, "rubbish\r\n\r\n")
        assert client.until_cut(SLACK_SECONDS) < SLACK_SECONDS
    assert "127.0.0.1" not in server.installation.log()
