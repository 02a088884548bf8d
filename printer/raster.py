"""A black-and-white picture as ESC/POS bytes.

An encoder of our own: `Escpos.image()` of python-escpos 3.1 takes 12 to 28 ms for a ticket, sends every
blank row as dots and defaults to strips of 960 rows, which overflow the buffer of cheap printers; this takes
about one millisecond and half the bytes. Importing python-escpos for the six bytes that start and cut a
ticket would cost 26 MB in a server that prints over the network; a test holds them equal to what it sends.

Knows nothing of tickets, devices or connections.
"""

import re
from collections.abc import Iterator

from PIL import Image

INITIALISE = b"\x1b@"
# GS P: ESC J counts in 1/203 inch. Left alone, printers count in 1/360, 1/408 or whole dots.
ROWS_AS_UNITS = b"\x1dP\xcb\xcb"
JUSTIFY_RIGHT = b"\x1ba\x02"
FEED = b"\x1bJ"
RASTER = b"\x1dv0\x00"
FEED_AND_CUT = b"\x1dVB\x00"
# GS r 1: answered in its turn, once everything before it has been processed.
ASK_PAPER = b"\x1dr\x01"

STRIP_ROWS = 128
LONGEST_FEED = 255
# A new strip costs eleven bytes, and some printers halt for a moment between strips.
SHORTEST_FEED = 4
# A picture is set against the right side of the paper only if that saves more than this share of the bytes.
_WORTH_IT = 0.1

# DLE EOT, DLE ENQ, DLE DC4: a printer obeys these at once wherever they stand, even among a picture's dots.
REAL_TIME = re.compile(rb"\x10(?=[\x04\x05\x14])")

_Strip = list[bytes]


def encode(picture: Image.Image, strip_rows: int = STRIP_ROWS) -> bytes:
    """Bytes that print a picture and cut the paper below it.

    Blank rows become feed, and the blank ends of rows at one side are not sent: the side where lines end.

    Args:
        picture: mode "1", white background, as wide as the paper prints: a multiple of eight dots.
        strip_rows: rows of dots in one command, 1 to `STRIP_ROWS`; fewer for a printer with little memory.

    Returns:
        A job that contains no real-time sequence. Where eight dots and the eight after them would make one,
        the single black dot of the first is left out: no new sequence can arise from that.

    Raises:
        ValueError: another mode, a width that is not a positive multiple of eight dots, or other strips.
    """
    return INITIALISE + ROWS_AS_UNITS + picture_commands(picture, strip_rows) + FEED_AND_CUT


def picture_commands(picture: Image.Image, strip_rows: int = STRIP_ROWS) -> bytes:
    """What `encode` puts between the start of a job and its cut; see there.

    It may leave the printer setting to the right, so that nothing but a cut or a new start should follow.
    """
    if not 1 <= strip_rows <= STRIP_ROWS:
        raise ValueError(f"a strip has 1 to {STRIP_ROWS} rows, not {strip_rows}")
    if picture.mode != "1" or not picture.width or picture.width % 8:
        raise ValueError(
            f"a printable picture is mode 1 and n x 8 dots wide, not {picture.mode} {picture.size}"
        )
    # The raw mode "1;I" has black as 1, as printers have it.
    dots, across = picture.tobytes("raw", "1;I"), picture.width // 8
    bands = _bands([dots[start : start + across] for start in range(0, len(dots), across)], strip_rows)
    left = b"".join(_command(band, right=False) for band in bands)
    right = b"".join(_command(band, right=True) for band in bands)
    return left if len(right) > (1 - _WORTH_IT) * len(left) else JUSTIFY_RIGHT + right


def _bands(rows: list[bytes], strip_rows: int) -> list[_Strip | int]:
    """Strips of rows with ink, and between them numbers of blank rows."""
    bands: list[_Strip | int] = []
    inked = 0
    for first, last in _blank_runs(rows):
        bands += _strips(rows[inked:first], strip_rows)
        bands += _feeds(last - first)
        inked = last
    return bands + _strips(rows[inked:], strip_rows)


def _blank_runs(rows: list[bytes]) -> Iterator[tuple[int, int]]:
    start = None
    for index, row in enumerate([*rows, b"end"]):
        if not row.strip(b"\x00"):
            start = index if start is None else start
            continue
        if start is not None and index - start >= SHORTEST_FEED:
            yield start, index
        start = None


def _strips(rows: _Strip, most: int) -> list[_Strip | int]:
    return [rows[start : start + most] for start in range(0, len(rows), most)]


def _feeds(count: int) -> list[_Strip | int]:
    return [min(LONGEST_FEED, count - fed) for fed in range(0, count, LONGEST_FEED)]


def _command(band: _Strip | int, *, right: bool) -> bytes:
    if isinstance(band, int):
        return FEED + bytes([band])
    across = max(1, *(len(row.lstrip(b"\x00") if right else row.rstrip(b"\x00")) for row in band))
    kept = b"".join(row[-across:] if right else row[:across] for row in band)
    size = across.to_bytes(2, "little") + len(band).to_bytes(2, "little")
    return RASTER + size + REAL_TIME.sub(b"\x00", kept)
