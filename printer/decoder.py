"""ESC/POS bytes back into the picture that a printer would leave on paper.

As strict as a printer is forgiving: anything that our own jobs do not contain is an error that names its
place. Knows nothing of how the bytes were made or came here.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from PIL import Image

from printer.raster import (
    ASK_PAPER,
    FEED,
    FEED_AND_CUT,
    INITIALISE,
    JUSTIFY_RIGHT,
    RASTER,
    REAL_TIME,
    ROWS_AS_UNITS,
)


class UndecodableError(ValueError):
    """The bytes are not a job: `offset` is the place of the first byte that cannot be understood."""

    def __init__(self, problem: str, offset: int) -> None:
        super().__init__(f"{problem} at offset {offset}")
        self.offset = offset


@dataclass
class _Reader:
    """Position in the stream, the printer's settings, and the paper since the last cut.

    `paper` is the printing width in bytes.
    """

    data: bytes
    paper: int
    offset: int = 0
    unit_set: bool = False
    right: bool = False
    dots: bytearray = field(default_factory=bytearray)
    sheets: list[Image.Image] = field(default_factory=list)

    def take(self, count: int) -> bytes:
        piece = self.data[self.offset : self.offset + count]
        if len(piece) < count:
            raise UndecodableError(f"the job ends where {count} bytes were expected", self.offset)
        self.offset += count
        return piece


def decode(job: bytes, width: int) -> list[Image.Image]:
    """Play a job on a printer.

    Args:
        job: a complete byte stream, one or more tickets.
        width: how wide the printer prints, in dots; a multiple of eight.

    Returns:
        One mode "1" picture of that width for each sheet that was cut off, in order.

    Raises:
        UndecodableError: an unknown or incomplete command, a real-time sequence among the data, a feed before
            its unit was set, a strip wider than the paper, or print that was never cut off.
    """
    hazard = REAL_TIME.search(job)
    if hazard:
        raise UndecodableError("real-time sequence", hazard.start())
    reader = _Reader(job, width // 8)
    while reader.offset < len(job):
        _command(reader)
    if reader.dots:
        raise UndecodableError("the job ends without a cut", len(job))
    return reader.sheets


def _command(reader: _Reader) -> None:
    for prefix, act in _COMMANDS.items():
        if reader.data.startswith(prefix, reader.offset):
            start = reader.offset
            reader.offset += len(prefix)
            act(reader, start)
            return
    raise UndecodableError(
        f"unknown command {reader.data[reader.offset : reader.offset + 4].hex(' ')}", reader.offset
    )


def _initialise(reader: _Reader, _start: int) -> None:
    reader.unit_set = reader.right = False


def _set_unit(reader: _Reader, _start: int) -> None:
    reader.unit_set = True


def _justify_right(reader: _Reader, _start: int) -> None:
    reader.right = True


def _feed(reader: _Reader, start: int) -> None:
    if not reader.unit_set:
        raise UndecodableError("feed before its unit was set", start)
    (rows,) = reader.take(1)
    reader.dots += bytes(rows * reader.paper)


def _raster(reader: _Reader, start: int) -> None:
    across = int.from_bytes(reader.take(2), "little")
    rows = int.from_bytes(reader.take(2), "little")
    if not across or not rows:
        raise UndecodableError("empty strip", start)
    if across > reader.paper:
        raise UndecodableError(f"strip of {8 * across} dots on paper of {8 * reader.paper}", start)
    blank = bytes(reader.paper - across)
    for _ in range(rows):
        row = reader.take(across)
        reader.dots += blank + row if reader.right else row + blank


def _cut(reader: _Reader, start: int) -> None:
    if not reader.dots:
        raise UndecodableError("cut of an empty sheet", start)
    size = (8 * reader.paper, len(reader.dots) // reader.paper)
    reader.sheets.append(Image.frombytes("1", size, bytes(reader.dots), "raw", "1;I"))
    reader.dots = bytearray()


def _answer(_reader: _Reader, _start: int) -> None:
    """A question about paper leaves nothing on it."""


_COMMANDS: dict[bytes, Callable[[_Reader, int], None]] = {
    INITIALISE: _initialise,
    ROWS_AS_UNITS: _set_unit,
    JUSTIFY_RIGHT: _justify_right,
    FEED: _feed,
    RASTER: _raster,
    FEED_AND_CUT: _cut,
    ASK_PAPER: _answer,
}
