"""The bytes a printer gets, one command at a time.

Knows how long each ESC/POS command is, also of those that our own jobs do not hold, and which are obeyed at
once; nothing of what they do. After Epson's ESC/POS reference.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from printer.raster import RASTER

ASK_STATUS, FORGET = b"\x10\x04", b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
# A printer obeys these as they come in, even among the dots of a picture.
_REAL_TIME = re.compile(rb"\x10\x04[\x01-\x04]|" + re.escape(FORGET))
_HALF = re.compile(rb"\x10(?:\x04|\x14(?:\x08(?:\x01(?:\x03(?:\x14(?:\x01(?:\x06(?:\x02)?)?)?)?)?)?)?)?\Z")

_LEADING = frozenset(b"\x10\x1b\x1c\x1d")
# Bytes that follow the head of a command.
_FIXED = {
    b"\x1b@": 0, b"\x1bJ": 1, b"\x1bd": 1, b"\x1ba": 1, b"\x1bE": 1, b"\x1bG": 1, b"\x1b!": 1, b"\x1bM": 1,
    b"\x1bt": 1, b"\x1bR": 1, b"\x1b-": 1, b"\x1b2": 0, b"\x1b3": 1, b"\x1b ": 1, b"\x1b$": 2, b"\x1b{": 1,
    b"\x1bp": 3, b"\x1dP": 2, b"\x1d!": 1, b"\x1dB": 1, b"\x1dL": 2, b"\x1dW": 2, b"\x1da": 1, b"\x1dr": 1,
    b"\x1dI": 1, b"\x1dh": 1, b"\x1dw": 1, b"\x1dH": 1, b"\x10\x04": 1, b"\x10\x05": 1, b"\x1c.": 0,
}  # fmt: skip


@dataclass(frozen=True)
class Command:
    """One command or one run of text: its head (empty for text) and all its bytes."""

    head: bytes
    raw: bytes

    @property
    def body(self) -> bytes:
        """What follows the head."""
        return self.raw[len(self.head) :]


def real_time(data: bytes) -> tuple[list[bytes], bytes]:
    """The real-time commands in bytes just received, and the half of one they may end with."""
    half = _HALF.search(data)
    return _REAL_TIME.findall(data), half[0] if half else b""


def commands(data: bytes) -> Iterator[Command]:
    """The complete commands at the start of *data*, in order; what follows is not complete yet."""
    at = 0
    while at < len(data):
        found = _next(data, at)
        if found is None:
            return
        at += len(found.raw)
        yield found


def _next(data: bytes, at: int) -> Command | None:
    if data[at] >= 0x20 or data[at] == 0x0A:
        end = at + 1
        while end < len(data) and (data[end] >= 0x20 or data[end] == 0x0A):
            end += 1
        return Command(b"", data[at:end])
    if data[at] not in _LEADING:
        end = at + 1
        while end < len(data) and data[end] < 0x20 and data[end] not in _LEADING and data[end] != 0x0A:
            end += 1
        return Command(data[at:end], data[at:end])
    for head, measure in _HEADS:
        if data.startswith(head, at):
            length = measure(data, at + len(head))
            end = at + len(head) + (length or 0)
            return None if length is None or end > len(data) else Command(head, data[at:end])
    # Two bytes that begin nothing known are skipped, once there are enough to know that.
    rest = data[at : at + len(RASTER)]
    if any(len(rest) < len(head) and head.startswith(rest) for head, _ in _HEADS):
        return None
    return Command(data[at : at + 2], data[at : at + 2])


def _fixed(length: int) -> Callable[[bytes, int], int | None]:
    return lambda _data, _at: length


def _raster(data: bytes, at: int) -> int | None:
    size = data[at : at + 4]
    if len(size) < 4:
        return None
    return 4 + int.from_bytes(size[:2], "little") * int.from_bytes(size[2:], "little")


def _counted(data: bytes, at: int) -> int | None:
    # GS ( x pL pH: the length stands behind the letter.
    size = data[at + 1 : at + 3]
    return None if len(size) < 2 else 3 + int.from_bytes(size, "little")


def _cut(data: bytes, at: int) -> int | None:
    return None if at >= len(data) else 1 + (data[at] in (65, 66, 97, 98))


def _pulse(data: bytes, at: int) -> int | None:
    return None if at >= len(data) else 1 + {1: 2, 2: 2, 3: 5, 7: 1, 8: 7}.get(data[at], 0)


_HEADS: list[tuple[bytes, Callable[[bytes, int], int | None]]] = [
    (RASTER, _raster),
    (b"\x1d(", _counted),
    (b"\x1dV", _cut),
    (b"\x10\x14", _pulse),
    *((head, _fixed(length)) for head, length in _FIXED.items()),
]
