"""Bodies that are small and become large, and requests that two servers would read as different ones."""

import base64
import gzip
import json
import socket
import struct
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from models.access.principal import Role
from tests.attacks.target import HERE, Target
from tests.attacks.wire import HOST, JSON

pytestmark = pytest.mark.stress

MOST_MB = 120.0
"""That an attack may take on top, for a moment; what it claims is thousands."""


def _worker(found: Target) -> int:
    """The process that listens: it holds the port, as a child of the first."""
    for status in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            told = status.read_bytes()
        except OSError:
            continue
        if f"--port\0{found.port}".encode() in told:
            children = (
                Path(f"/proc/{status.parent.name}/task/{status.parent.name}/children").read_text().split()
            )
            if children:
                return int(children[0])
    raise AssertionError("no worker")


def _peak_mb(found: Target) -> float:
    status = Path(f"/proc/{_worker(found)}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1000


def png(width: int, height: int) -> bytes:
    """A PNG of a few kilobytes that claims to be so large, all of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack("!I", len(data)) + kind + data + struct.pack("!I", zlib.crc32(kind + data))

    head = struct.pack("!IIBBBBB", width, height, 8, 2, 0, 0, 0)
    packed = zlib.compress(b"\0" * 10_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def texts_of_png() -> bytes:
    """A small PNG with a text in it that unpacks to a hundred megabytes."""
    text = b"k\0\0" + zlib.compress(b"x" * 100_000_000, 9)
    chunk = struct.pack("!I", len(text)) + b"zTXt" + text + struct.pack("!I", zlib.crc32(b"zTXt" + text))
    plain = png(8, 8)
    return plain[:33] + chunk + plain[33:]


def jpeg(width: int, height: int) -> bytes:
    """The head of a JPEG of that size."""
    frame = (
        b"\xff\xc0\x00\x11\x08"
        + struct.pack("!HH", height, width)
        + b"\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01"
    )
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + frame + b"\xff\xd9"


def webp() -> bytes:
    """The head of a WebP of 16383 × 16383."""
    frame = b"VP8X" + struct.pack("<I", 10) + b"\0\0\0\0" + b"\xfe\x3f\x00" * 2
    return b"RIFF" + struct.pack("<I", 4 + len(frame)) + b"WEBP" + frame


@pytest.mark.parametrize(
    "make",
    [
        lambda: png(60_000, 60_000),
        lambda: png(2**31 - 1, 2**31 - 1),
        texts_of_png,
        lambda: jpeg(65_500, 65_500),
        webp,
    ],
    ids=["png", "largest png", "text in a png", "jpeg", "webp"],
)
def test_a_picture_that_claims_to_be_enormous_costs_little(found: Target, make: Callable[[], bytes]) -> None:
    bomb = make()
    key, before = found.key(Role.COORDINATOR), _peak_mb(found)
    body = {"image": base64.b64encode(bomb).decode(), "describes": "groot"}
    begun = time.monotonic()
    answer = found.api(key, "POST", f"/locations/{HERE}/pictures", body, press=f"bomb {len(bomb)}")
    assert (answer.status, answer.code) == (422, "no_picture")
    assert time.monotonic() - begun < 20
    assert _peak_mb(found) - before < MOST_MB


def test_a_body_that_is_packed_is_not_unpacked(found: Target) -> None:
    key, before = found.key(Role.ADMINISTRATOR), _peak_mb(found)
    packed = gzip.compress(b'{"a": "' + b"x" * 60_000_000 + b'"}')
    for encoding in ("gzip", "deflate", "br", "gzip, gzip", "zstd"):
        heads = {
            "Authorization": f"Bearer {key}",
            "Content-Encoding": encoding,
            "Idempotency-Key": "g",
            **JSON,
        }
        answer = found.ask("POST", f"/api/v1/locations/{HERE}/messages", packed[:60_000], heads)
        assert answer.status in {400, 413, 415, 422}
    assert _peak_mb(found) - before < MOST_MB


@pytest.mark.parametrize(
    "deep", ['{"a":' * 12_000 + "1" + "}" * 12_000, "[" * 60_000, '{"text": ' + "9" * 60_000 + "}"]
)
def test_json_that_nests_or_counts_without_end_is_malformed(found: Target, deep: str) -> None:
    key = found.key(Role.ADMINISTRATOR)
    heads = {"Authorization": f"Bearer {key}", "Idempotency-Key": "d", **JSON}
    begun = time.monotonic()
    answer = found.ask("POST", f"/api/v1/locations/{HERE}/messages", deep.encode(), heads)
    assert answer.status in {400, 413}
    assert time.monotonic() - begun < 10


SMUGGLED = b"GET /healthz?smuggled HTTP/1.1\r\nHost: inloop.test\r\n\r\n"
_LENGTH = str(len(SMUGGLED)).encode()
TWO_WAYS: dict[str, bytes] = {
    "a length and chunks": b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "chunks and a length": b"Transfer-Encoding: chunked\r\nContent-Length: "
    + _LENGTH
    + b"\r\n\r\n0\r\n\r\n"
    + SMUGGLED,
    "two lengths": b"Content-Length: 0\r\nContent-Length: " + _LENGTH + b"\r\n\r\n" + SMUGGLED,
    "two lengths in one": b"Content-Length: 0, " + _LENGTH + b"\r\n\r\n" + SMUGGLED,
    "a length with a sign": b"Content-Length: +0\r\n\r\n" + SMUGGLED,
    "a length in letters": b"Content-Length: 0x0\r\n\r\n" + SMUGGLED,
    "a negative length": b"Content-Length: -1\r\n\r\n" + SMUGGLED,
    "a space before the colon": b"Content-Length : 0\r\nTransfer-Encoding : chunked\r\n\r\n" + SMUGGLED,
    "a folded line": b"X-A: b\r\n Transfer-Encoding: chunked\r\n\r\n" + SMUGGLED,
    "another coding": b"Transfer-Encoding: xchunked\r\n\r\n" + SMUGGLED,
    "chunked twice": b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "a tab before chunked": b"Transfer-Encoding:\x0bchunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "a bare line end": b"X-A: b\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "a bare carriage return": b"X-A: b\rTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "a NUL in a header": b"X-A: b\0c\r\nContent-Length: 0\r\n\r\n",
    "a size that is none": b"Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n" + SMUGGLED,
    "a size with an underscore": b"Transfer-Encoding: chunked\r\n\r\n0_0\r\n\r\n" + SMUGGLED,
}
"""After the first line of a request: what servers have read in two ways, with a request hidden behind it."""
HONEST = b"Content-Length: 0\r\n\r\n" + SMUGGLED


def _answers(found: Target, rest: bytes) -> list[str]:
    """The status lines that came back on one connection."""
    with socket.create_connection(("127.0.0.1", found.port), timeout=10) as line:
        line.sendall(b"POST /staff/sign-in HTTP/1.1\r\nHost: " + HOST.encode() + b"\r\n" + rest)
        line.settimeout(1.5)
        came = b""
        try:
            while more := line.recv(65536):
                came += more
        except TimeoutError:
            pass
    return [part.split("\r\n")[0] for part in came.decode("latin-1").split("HTTP/1.1 ")[1:]]


@pytest.mark.parametrize("way", TWO_WAYS)
def test_a_request_that_can_be_read_in_two_ways_hides_no_second_one(found: Target, way: str) -> None:
    """A proxy would send it on as one; were it two here, the next would get the answer of the other."""
    answers = _answers(found, TWO_WAYS[way])
    assert len([answer for answer in answers if answer.startswith("2")]) == 0, answers
    assert [answer for answer in answers[1:] if not answer.startswith("400")] == [], answers


def test_two_requests_that_are_two_are_answered_as_two(found: Target) -> None:
    answers = _answers(found, HONEST)
    assert len(answers) == 2
    assert answers[1].startswith("200")


def test_json_of_a_bomb_is_what_it_says() -> None:
    assert len(json.dumps({"image": base64.b64encode(png(60_000, 60_000)).decode()})) < 64 * 1024
