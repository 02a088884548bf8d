"""A ticket or slip as a black-and-white picture, exactly as it leaves the printer.

One way of drawing for every script and every printer: what the preview shows is what is on paper, and no
typed text can become a printer command. Knows nothing of bytes, devices or where the text came from.
"""

from collections.abc import Sequence
from dataclasses import replace

from PIL import Image

from config.ticket import DEFAULT_LAYOUT, Size, TicketLayout
from printer.layout import Block, Code, Logo, Mark, Role, Rule, Space, Words, slip_blocks, ticket_blocks
from printer.layout_page import Page
from printer.layout_size import PAPER, sizes_for
from printer.logo import draw_logo
from printer.qr import draw_qr
from printer.slip_text import SlipText
from printer.ticket_text import TicketText

# In ems of small print: a strip narrower than this beside the code would break every word.
_NARROWEST = 5
_SPACE = {Size.SMALL: 0.5, Size.NORMAL: 1.0, Size.LARGE: 3.0}
_RULE = {Size.SMALL: 1, Size.NORMAL: 3, Size.LARGE: 6}


def draw_ticket(ticket: TicketText, width: int, layout: TicketLayout = DEFAULT_LAYOUT) -> Image.Image:
    """Draw a ticket.

    Args:
        ticket: what it says.
        width: 576 or 384 dots.
        layout: which parts, in which order.

    Returns:
        A mode "1" picture of that width, white background, as high as its content.

    Raises:
        ValueError: another width, an empty label, or a QR address too long for the paper.
        ShapingMissingError: a right-to-left ticket on a machine without text shaping.
        OSError: a font file is missing.
    """
    sizes_for(width)
    return _drawn(ticket_blocks(ticket, layout, PAPER[width]), width, rtl=ticket.rtl)


def draw_slip(slip: SlipText, width: int, layout: TicketLayout = DEFAULT_LAYOUT) -> Image.Image:
    """Draw a slip.

    Args:
        slip: what it says.
        width: 576 or 384 dots.
        layout: of the region's tickets, for its logo.

    Returns:
        A mode "1" picture, as `draw_ticket`.

    Raises:
        ValueError: another width, an empty title, or a QR address too long for the paper.
        ShapingMissingError: a right-to-left slip on a machine without text shaping.
        OSError: a font file is missing.
    """
    return _drawn(slip_blocks(slip, layout), width, rtl=slip.rtl)


def _drawn(blocks: Sequence[Block], width: int, *, rtl: bool) -> Image.Image:
    page = Page(width, sizes_for(width), rtl=rtl)
    for block in blocks:
        match block:
            case Words():
                page.write(page.column, block)
            case Mark():
                page.box(block)
            case Rule():
                page.rule(_RULE[block.size])
            case Space():
                page.column.bottom += round(page.sizes.gap * _SPACE[block.size])
            case Code():
                _code(page, block)
            case Logo():
                page.show(draw_logo(block.uri, block.size, width), centred=block.centred)
    return page.drawn()


def _code(page: Page, block: Code) -> None:
    """The code at the side where lines end, so that all text keeps one edge; what it is for beside it."""
    code = draw_qr(block.url, wanted=page.sizes.code[block.size], room=page.width)
    side, top = code.width, page.column.bottom
    page.paste(code, centred=block.centred, at_end=True)
    room = page.width - side
    if block.centred or room < _NARROWEST * page.sizes.em[Role.SMALL]:
        for words in block.beside:
            page.write(page.column, replace(words, centred=block.centred))
        return
    text = page.strip(room, top)
    for words in block.beside:
        page.write(text, words)
    text.shift(max(0, (side - (text.bottom - top)) // 2))
    page.column.bottom = max(page.column.bottom, text.bottom)
