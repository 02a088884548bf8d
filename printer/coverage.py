"""Which characters a font file has a shape for.

Pillow draws an empty box for a missing character and says nothing, so the choice of a font for a line needs
the font's own character map. Reads that one table and knows nothing about lines or tickets.
"""

import struct
from pathlib import Path

_UNICODE_TABLES = {(0, 3), (0, 4), (0, 6), (3, 1), (3, 10)}


def characters(path: Path) -> frozenset[int]:
    """Code points that have a glyph in a TrueType or OpenType file.

    Args:
        path: the font file.

    Returns:
        Code points of all Unicode subtables in format 4 or 12 of the `cmap` table (OpenType 1.9, cmap).

    Raises:
        OSError: the file cannot be read.
        ValueError: the file has no `cmap` table.
    """
    data = path.read_bytes()
    start = _table(data, b"cmap", path)
    (count,) = struct.unpack_from(">H", data, start + 2)
    found: set[int] = set()
    for index in range(count):
        platform, encoding, offset = struct.unpack_from(">HHL", data, start + 4 + 8 * index)
        if (platform, encoding) in _UNICODE_TABLES:
            found |= _subtable(data, start + offset)
    return frozenset(found)


def _table(data: bytes, tag: bytes, path: Path) -> int:
    (count,) = struct.unpack_from(">H", data, 4)
    for index in range(count):
        name, _, offset, _ = struct.unpack_from(">4sLLL", data, 12 + 16 * index)
        if name == tag:
            return int(offset)
    raise ValueError(f"{path} is not a font with a character map")


def _subtable(data: bytes, start: int) -> set[int]:
    (version,) = struct.unpack_from(">H", data, start)
    if version == 4:
        return _segments(data, start)
    if version == 12:
        return _groups(data, start)
    return set()


def _segments(data: bytes, start: int) -> set[int]:
    (doubled,) = struct.unpack_from(">H", data, start + 6)
    segments = doubled // 2
    table = f">{segments}H"
    lasts = struct.unpack_from(table, data, start + 14)
    firsts = struct.unpack_from(table, data, start + 16 + doubled)
    deltas = struct.unpack_from(table, data, start + 16 + 2 * doubled)
    offsets = struct.unpack_from(table, data, start + 16 + 3 * doubled)
    found: set[int] = set()
    for index, (first, last) in enumerate(zip(firsts, lasts, strict=True)):
        place = start + 16 + 3 * doubled + 2 * index + offsets[index]
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code + deltas[index]
            if offsets[index]:
                (glyph,) = struct.unpack_from(">H", data, place + 2 * (code - first))
            if glyph % 0x10000:
                found.add(code)
    return found


def _groups(data: bytes, start: int) -> set[int]:
    (count,) = struct.unpack_from(">L", data, start + 12)
    found: set[int] = set()
    for index in range(count):
        first, last, _ = struct.unpack_from(">LLL", data, start + 16 + 12 * index)
        found.update(range(first, last + 1))
    return found
