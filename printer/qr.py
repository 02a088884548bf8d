"""A QR code as a picture, dot for dot.

Level M and a border of four modules, as ISO/IEC 18004 asks. Knows nothing of what the code leads to.
"""

import qrcode
from PIL import Image
from qrcode.constants import ERROR_CORRECT_M
from qrcode.exceptions import DataOverflowError

BORDER = 4
SMALLEST_DOTS = 5


def draw_qr(text: str, *, wanted: int, room: int) -> Image.Image:
    """Draw a QR code, border included.

    Args:
        text: what it holds.
        wanted: side in dots to stay within if modules of five dots allow it.
        room: side in dots that must not be exceeded.

    Returns:
        A square mode "1" picture, white border included, with at least five dots (0.6 mm at 203 dpi) a
        module, which phones read from worn paper.

    Raises:
        ValueError: the text is too long for five dots a module within the room.
    """
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=BORDER)
    code.add_data(text)
    try:
        rows = code.get_matrix()
    except (DataOverflowError, ValueError) as error:
        raise ValueError(f"{len(text)} characters do not fit a QR code") from error
    modules = len(rows)
    dots = max(SMALLEST_DOTS, wanted // modules)
    if modules * dots > room:
        raise ValueError(f"{len(text)} characters do not fit a QR code of {room} dots: shorten the address")
    pixels = bytes(0 if dark else 255 for row in rows for dark in row)
    small = Image.frombytes("L", (modules, modules), pixels)
    return small.resize((modules * dots, modules * dots), Image.Resampling.NEAREST).convert("1")
