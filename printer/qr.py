"""A QR code as a picture, dot for dot.

Level M and a border of four modules, as ISO/IEC 18004 asks. Knows nothing of what the code leads to.
"""

from functools import lru_cache

import qrcode
from PIL import Image
from qrcode.constants import ERROR_CORRECT_M
from qrcode.exceptions import DataOverflowError

BORDER = 4
SMALLEST_DOTS = 5
_MASKS = 8
_GREY = bytes.maketrans(b"01", b"\xff\x00")


def draw_qr(text: str, *, wanted: int, room: int) -> Image.Image:
    """Draw a QR code, border included.

    Args:
        text: what it holds.
        wanted: side in dots to stay within if modules of five dots allow it.
        room: side in dots that must not be exceeded; no less than `wanted`.

    Returns:
        A square mode "1" picture, white border included, with at least five dots (0.6 mm at 203 dpi) a
        module, which phones read from worn paper.

    Raises:
        ValueError: the text is too long for five dots a module within the room.
    """
    plain, side = _fitting(text, room)
    modules, dots = side + 2 * BORDER, _dots(side, wanted)
    flips = min(_flips(side), key=lambda flip: _penalty(plain ^ flip, side))
    pixels = f"{plain ^ flips:0{modules * modules}b}".encode()[::-1].translate(_GREY)
    code = Image.frombytes("L", (modules, modules), pixels)
    return code.resize((modules * dots, modules * dots), Image.Resampling.NEAREST).convert("1")


def dots_a_module(text: str, *, wanted: int, room: int) -> int:
    """How large `draw_qr` draws each module, in dots; its arguments and errors."""
    _, side = _fitting(text, room)
    return _dots(side, wanted)


def _fitting(text: str, room: int) -> tuple[int, int]:
    try:
        plain, side = _symbol(text, mask=0)
    except (DataOverflowError, ValueError) as error:
        raise ValueError(f"{len(text)} characters do not fit a QR code") from error
    if (side + 2 * BORDER) * SMALLEST_DOTS > room:
        raise ValueError(f"{len(text)} characters do not fit a QR code of {room} dots: shorten the address")
    return plain, side


def _dots(side: int, wanted: int) -> int:
    return max(SMALLEST_DOTS, wanted // (side + 2 * BORDER))


def _symbol(text: str, *, mask: int, version: int | None = None) -> tuple[int, int]:
    """A symbol as one number and the modules at its side.

    Bit 0 is the upper left corner of the border, a row is the side and both borders long, and a set bit is
    dark. One number, because its runs and squares can then be counted with a few operations.
    """
    code = qrcode.QRCode(version, error_correction=ERROR_CORRECT_M, border=0, mask_pattern=mask)
    code.add_data(text)
    rows = code.get_matrix()
    blank = "0" * BORDER
    bits = "".join(blank + "".join("1" if dark else "0" for dark in row) + blank for row in rows)
    return int(bits[::-1], 2) << BORDER * (len(rows) + 2 * BORDER), len(rows)


@lru_cache(maxsize=40)
def _flips(side: int) -> tuple[int, ...]:
    """For each mask, what it turns around in a symbol with the first mask; the same whatever that holds."""
    version = (side - 17) // 4
    first, _ = _symbol("0", mask=0, version=version)
    return tuple(first ^ _symbol("0", mask=mask, version=version)[0] for mask in range(_MASKS))


def _penalty(symbol: int, side: int) -> int:
    """How hard a symbol is to read: ISO/IEC 18004, evaluation of data masking results.

    The library evaluates too, but takes three times as long for it as for everything else.
    """
    row = side + 2 * BORDER
    across = _crowding(symbol, 1, _inside(side, 1))
    down = _crowding(symbol, row, _inside(side, row))
    same = ~(symbol ^ symbol >> 1) & _inside(side, 1)
    squares = same & same >> row & ~(symbol ^ symbol >> row)
    uneven = abs(20 * symbol.bit_count() - 10 * side * side) // (side * side)
    return across + down + 3 * squares.bit_count() + 10 * uneven


def _crowding(symbol: int, step: int, inside: int) -> int:
    """Points for five and more alike in a row, and for what looks like a corner of the symbol."""
    same = ~(symbol ^ symbol >> step) & inside
    five = same & same >> step & same >> 2 * step & same >> 3 * step
    runs = five & ~(five << step)
    light = ~symbol
    corner = symbol & light >> step & symbol >> 2 * step & symbol >> 3 * step & symbol >> 4 * step
    corner &= light >> 5 * step & symbol >> 6 * step
    before = light << step & light << 2 * step & light << 3 * step & light << 4 * step
    after = light >> 7 * step & light >> 8 * step & light >> 9 * step & light >> 10 * step
    corners = (corner & before).bit_count() + (corner & after).bit_count()
    return five.bit_count() + 2 * runs.bit_count() + 40 * corners


@lru_cache(maxsize=80)
def _inside(side: int, step: int) -> int:
    """The modules that have a neighbour within the symbol, one to the right or one below."""
    row = side + 2 * BORDER
    strip = ((1 << side - (step == 1)) - 1) << BORDER
    return sum(strip << row * (BORDER + index) for index in range(side - (step != 1)))
