"""One sheet while it is being filled: the main column, what stands beside it, and the ink of all of it.

Places what it is given; which blocks there are is decided elsewhere.
"""

from dataclasses import dataclass, field

from PIL import Image, ImageDraw

from printer.flow import BLACK, WHITE, Column, ink
from printer.layout import Mark, Role, Words
from printer.layout_size import BOLD, Sizes
from printer.line import Style

_Box = tuple[int, int, int, int]


@dataclass
class Page:
    """A sheet of paper of so many dots.

    Args:
        width: of the paper in dots.
        sizes: of everything on paper of that width.
        rtl: whether it is read from the right; everything stands mirrored then.
    """

    width: int
    sizes: Sizes
    rtl: bool
    column: Column = field(init=False)
    _beside: list[Column] = field(default_factory=list)
    _bars: list[_Box] = field(default_factory=list)
    _frames: list[_Box] = field(default_factory=list)
    _pictures: list[tuple[Image.Image, tuple[int, int]]] = field(default_factory=list)
    _after_line: int = -1

    def __post_init__(self) -> None:
        self.column = Column(0, self.width, self.rtl)

    def write(self, column: Column, words: Words) -> None:
        """Append a paragraph to a column of this page, with the room above it that its kind asks for."""
        style = Style(self.sizes.em_of(words.role, words.size), words.role in BOLD, words.language)
        gap = self.sizes.gap // 2 if words.apart else self.sizes.gap_before(words.role)
        if column.bottom == self._after_line:
            gap = max(gap, self.sizes.gap // 2)
        if not column.placed and column.bottom == 0:
            gap = 0
        if words.role is Role.NUMBER:
            column.add_number(words.text, style, gap, centred=words.centred)
        else:
            column.add(words.text, style, gap, centred=words.centred)

    def strip(self, width: int, top: int) -> Column:
        """A column of its own from row `top` on, `width` dots wide, at the side where lines begin."""
        return self.place(Column(self.width - width if self.rtl else 0, width, self.rtl, top))

    def place(self, column: Column) -> Column:
        """Take a column into the page, beside the main one, and hand it back to be filled."""
        self._beside.append(column)
        return column

    def rule(self, rows: int) -> None:
        """A bar across the paper, `rows` high."""
        top = self.column.bottom + (self.sizes.gap // 2 if self.column.bottom else 0)
        self._bars.append((0, top, self.width - 1, top + rows - 1))
        self.column.bottom = self._after_line = top + rows

    def box(self, mark: Mark) -> None:
        """A text in the middle of a frame as wide as the paper; each line of it begins anew."""
        top, frame = self.column.bottom, self.sizes.frame
        edge = frame + self.sizes.gap // 2
        inner = self.place(Column(edge, self.width - 2 * edge, self.rtl, top + edge))
        style = Style(self.sizes.em[Role.LEAD], bold=True, language=mark.language)
        for line in mark.text.splitlines():
            inner.add(line, style, centred=True)
        self.column.bottom = inner.bottom + edge
        self._frames.append((0, top, self.width - 1, self.column.bottom - 1))
        self._after_line = self.column.bottom

    def show(self, picture: Image.Image, *, centred: bool) -> None:
        """A picture with a little room around it, where lines begin or in the middle."""
        self.column.bottom += self.sizes.gap // 2 if self.column.bottom else 0
        self.paste(picture, centred=centred)
        self._after_line = self.column.bottom

    def paste(self, picture: Image.Image, *, centred: bool = False, at_end: bool = False) -> None:
        """A picture directly below everything else: where lines begin, in the middle, or where lines end."""
        free = self.width - picture.width
        left = free // 2 if centred else (free if at_end != self.rtl else 0)
        self._pictures.append((picture, (left, self.column.bottom)))
        self.column.bottom += picture.height

    def drawn(self) -> Image.Image:
        """Everything as one mode "1" picture."""
        sheet = Image.new("1", (self.width, self.column.bottom), WHITE)
        draw = ImageDraw.Draw(sheet)
        for box in self._bars:
            draw.rectangle(box, fill=BLACK)
        for box in self._frames:
            draw.rectangle(box, outline=BLACK, width=self.sizes.frame)
        for picture, place in self._pictures:
            sheet.paste(picture, place)
        for column in (self.column, *self._beside):
            for placed in column.placed:
                ink(placed, sheet)
        return sheet
