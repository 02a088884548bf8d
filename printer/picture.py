"""One ticket as a black-and-white picture, exactly as it leaves the printer.

One way of drawing for every script and every printer: what the preview shows is what is on paper, and no
typed text can become a printer command. Knows nothing of bytes, devices or where the text came from.
"""

from dataclasses import dataclass, field

from PIL import Image, ImageDraw

from printer.flow import BLACK, WHITE, Column, ink
from printer.line import Style, clean
from printer.qr import draw_qr
from printer.ticket_text import TicketText

# 72 mm and 48 mm of ink at 203 dpi: paper of 80 and of 58 mm.
WIDTHS = (576, 384)
ROWS_PER_MILLIMETRE = 203 / 25.4
_RULE = 3
# In ems: a strip narrower than this beside the code would break every word.
_NARROWEST = 5


@dataclass(frozen=True)
class Layout:
    """Sizes of one paper width in dots: the em of each kind of line, the QR code, the space between.

    `stamp_in_head` says whether the time of issue stands under the location; beside the code otherwise.
    """

    number: int
    question: int
    ahead: int
    body: int
    organisation: int
    small: int
    qr: int
    gap: int
    stamp_in_head: bool


_LAYOUTS = {
    576: Layout(
        number=246,
        question=46,
        ahead=38,
        body=30,
        organisation=32,
        small=26,
        qr=210,
        gap=18,
        stamp_in_head=False,
    ),
    384: Layout(
        number=192,
        question=40,
        ahead=34,
        body=29,
        organisation=26,
        small=24,
        qr=210,
        gap=18,
        stamp_in_head=True,
    ),
}


def draw_ticket(ticket: TicketText, width: int) -> Image.Image:
    """Draw a ticket.

    Args:
        ticket: what it says.
        width: 576 or 384 dots.

    Returns:
        A mode "1" picture of that width, white background, as high as its content.

    Raises:
        ValueError: another width, an empty label, or a QR address too long for the paper.
        ShapingMissingError: a right-to-left ticket on a machine without text shaping.
        OSError: a font file is missing.
    """
    if width not in _LAYOUTS:
        raise ValueError(f"a ticket is {' or '.join(map(str, WIDTHS))} dots wide, not {width}")
    if not clean(ticket.label):
        raise ValueError("a ticket needs a number")
    page = _Page(ticket, _LAYOUTS[width], Column(0, width, ticket.rtl))
    _head(page)
    _wait(page)
    _qr(page)
    _foot(page)
    return _drawn(page)


@dataclass
class _Page:
    """What has been placed so far: the main column, what stands beside it, rules and the code."""

    ticket: TicketText
    layout: Layout
    column: Column
    beside: list[Column] = field(default_factory=list)
    rules: list[int] = field(default_factory=list)
    codes: list[tuple[Image.Image, tuple[int, int]]] = field(default_factory=list)

    def style(self, size: int, *, bold: bool = False) -> Style:
        return Style(size, bold, self.ticket.language)

    def rule(self, gap: int) -> None:
        self.rules.append(self.column.bottom + gap)
        self.column.bottom += gap + _RULE


def _head(page: _Page) -> None:
    ticket, layout, column = page.ticket, page.layout, page.column
    small = page.style(layout.small)
    column.add(ticket.organisation, page.style(layout.organisation, bold=True))
    column.add(ticket.location, small)
    if layout.stamp_in_head:
        column.add(ticket.issued, small)
    column.add_number(ticket.label, page.style(layout.number, bold=True), layout.gap)
    column.add(ticket.question, page.style(layout.question, bold=True), layout.gap // 2)
    if ticket.second:
        column.add(ticket.second[0], Style(layout.body))


def _wait(page: _Page) -> None:
    ticket, layout, column = page.ticket, page.layout, page.column
    page.rule(layout.gap // 2)
    column.add(ticket.ahead, page.style(layout.ahead, bold=True), layout.gap // 2)
    column.add(ticket.instruction, page.style(layout.body))


def _qr(page: _Page) -> None:
    """The code at the side where lines end, so that all text keeps one edge; what it is for beside it."""
    ticket, layout, column = page.ticket, page.layout, page.column
    code = draw_qr(ticket.qr_url, wanted=layout.qr, room=column.width)
    top, side = column.bottom, code.width
    page.codes.append((code, (0 if ticket.rtl else column.width - side, top)))
    room = column.width - side
    if room < _NARROWEST * layout.small:
        column.bottom = top + side
        _hint(page, column)
        return
    text = Column(side if ticket.rtl else 0, room, ticket.rtl, top)
    _hint(page, text)
    text.shift(max(0, (side - (text.bottom - top)) // 2))
    page.beside.append(text)
    column.bottom = max(top + side, text.bottom)


def _hint(page: _Page, column: Column) -> None:
    ticket, layout = page.ticket, page.layout
    column.add(ticket.qr_hint, page.style(layout.body))
    if not layout.stamp_in_head:
        column.add(ticket.issued, page.style(layout.small), layout.gap // 2)


def _foot(page: _Page) -> None:
    ticket, layout, column = page.ticket, page.layout, page.column
    for text in ticket.second[1:]:
        column.add(text, Style(layout.small))
    column.add(ticket.footer, page.style(layout.small))


def _drawn(page: _Page) -> Image.Image:
    width = page.column.width
    picture = Image.new("1", (width, page.column.bottom), WHITE)
    draw = ImageDraw.Draw(picture)
    for top in page.rules:
        draw.rectangle((0, top, width - 1, top + _RULE - 1), fill=BLACK)
    for code, place in page.codes:
        picture.paste(code, place)
    for column in (page.column, *page.beside):
        for placed in column.placed:
            ink(placed, draw)
    return picture
