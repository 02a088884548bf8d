"""From what is to be said to what a printer is sent, and to what is then on paper.

The one door to all kinds of paper. Knows which kind is drawn by what; nothing of devices and spoolers.
"""

import io

from PIL import Image

from config.ticket import DEFAULT_LAYOUT, TicketLayout
from printer.decoder import decode
from printer.layout import slip_blocks, ticket_blocks
from printer.layout_size import PAPER, sizes_for
from printer.native import native_job
from printer.picture import draw_slip, draw_ticket
from printer.raster import STRIP_ROWS, encode
from printer.slip_text import SlipText
from printer.test_page import TestPage
from printer.test_page_picture import draw_test_page
from printer.ticket_text import TicketText

PaperText = TicketText | SlipText | TestPage
_DOTS_PER_INCH = (203, 203)


def draw(text: PaperText, width: int, layout: TicketLayout = DEFAULT_LAYOUT) -> Image.Image:
    """Draw one piece of paper.

    Args:
        text: what it says.
        width: 576 or 384 dots.
        layout: of the region's tickets.

    Returns:
        A mode "1" picture of that width, white background, as high as its content.

    Raises:
        ValueError: another width, no number or title, or a QR address too long for the paper.
        ShapingMissingError: a right-to-left text on a machine without text shaping.
        OSError: a font file is missing.
    """
    match text:
        case TicketText():
            return draw_ticket(text, width, layout)
        case SlipText():
            return draw_slip(text, width, layout)
        case TestPage():
            return draw_test_page(text, width)


def bytes_of(
    text: PaperText,
    width: int,
    layout: TicketLayout = DEFAULT_LAYOUT,
    manner_text: bool = False,
    strip_rows: int = STRIP_ROWS,
) -> bytes:
    """The job for one piece of paper.

    Args:
        text: what it says.
        width: 576 or 384 dots.
        layout: of the region's tickets.
        manner_text: whether the printer is to draw the letters itself, on a slow line. A text that it has no
            letters for is sent as a picture all the same, and so is a test page, which tests pictures.
        strip_rows: rows of dots in one command, 1 to `STRIP_ROWS`.

    Returns:
        Bytes that end with a cut and hold no real-time sequence.

    Raises:
        ValueError: as `draw`, or other strips.
        ShapingMissingError: as `draw`.
        OSError: as `draw`.
    """
    native = _native(text, width, layout, strip_rows) if manner_text else None
    return encode(draw(text, width, layout), strip_rows) if native is None else native


def preview(text: PaperText, width: int, layout: TicketLayout = DEFAULT_LAYOUT) -> bytes:
    """A PNG of the paper, decoded from the very bytes that a printer is sent as a picture.

    Args:
        text: what it says.
        width: 576 or 384 dots.
        layout: of the region's tickets.

    Raises:
        ValueError: as `draw`.
        ShapingMissingError: as `draw`.
        OSError: as `draw`.
    """
    (sheet,) = decode(bytes_of(text, width, layout), width)
    file = io.BytesIO()
    sheet.save(file, format="PNG", dpi=_DOTS_PER_INCH)
    return file.getvalue()


def _native(text: PaperText, width: int, layout: TicketLayout, strip_rows: int) -> bytes | None:
    sizes_for(width)
    match text:
        case TicketText():
            return native_job(ticket_blocks(text, layout, PAPER[width]), width, strip_rows)
        case SlipText():
            return native_job(slip_blocks(text, layout), width, strip_rows)
        case TestPage():
            return None
