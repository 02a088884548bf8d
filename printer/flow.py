"""A column of text that grows downwards, and the ink it leaves on a picture.

Places lines at dots; what the lines say and in which sizes is decided elsewhere.
"""

from dataclasses import dataclass, field, replace
from functools import lru_cache

from PIL import Image, ImageDraw

from printer.font import Family, face
from printer.line import Line, Run, Style, clean
from printer.paragraph import fitted, set_paragraph

BLACK, WHITE = 0, 1

# Room above and below the baseline in thousandths of the em: what the letters of each family take up, vowel
# signs included, with a little air. The fonts' own figures are for screens and would lengthen the paper.
_RISE = {Family.SANS: 960, Family.ETHIOPIC: 960, Family.ARABIC: 920}
_FALL = {Family.SANS: 270, Family.ETHIOPIC: 290, Family.ARABIC: 430}
_CAPITAL = 714
_SMALLEST_NUMBER = 30


@dataclass(frozen=True)
class Placed:
    """One line with the dot at which it begins and the row of its baseline."""

    line: Line
    style: Style
    left: int
    baseline: int


@dataclass
class Column:
    """Text set under each other in a strip of the paper.

    Args:
        left: first dot of the strip.
        width: its width in dots.
        rtl: lines stand against its right side, as the script asks.
        bottom: the next free row.
    """

    left: int
    width: int
    rtl: bool
    bottom: int = 0
    placed: list[Placed] = field(default_factory=list)

    def add(self, text: str, style: Style, gap: int = 0, *, centred: bool = False) -> None:
        """Append a paragraph below `gap` free rows; an empty text appends nothing, no gap either."""
        paragraph = set_paragraph(text, self.width, style, rtl=self.rtl)
        if paragraph.lines:
            self.bottom += gap
        for line in paragraph.lines:
            families = {run.family for run in line.runs}
            rise = max(_RISE[family] for family in families)
            self._place(line, paragraph.style, rise=rise, centred=centred)
            self.bottom += max(_FALL[family] for family in families) * paragraph.style.size // 1000

    def add_number(self, label: str, style: Style, gap: int = 0, *, centred: bool = False) -> None:
        """Append the number in one line, in the given size or the largest smaller one that fits the width.

        A text that only fits in letters smaller than `_SMALLEST_NUMBER` is no number: it becomes a paragraph.
        """
        fitting, line = fitted(clean(label), self.width, style, rtl=False, smallest=_SMALLEST_NUMBER)
        if line.width > self.width:
            self.add(label, fitting, gap, centred=centred)
            return
        self.bottom += gap
        self._place(line, fitting, rise=_CAPITAL, centred=centred)

    def shift(self, rows: int) -> None:
        """Move everything in the column down."""
        self.bottom += rows
        self.placed = [replace(placed, baseline=placed.baseline + rows) for placed in self.placed]

    def _place(self, line: Line, style: Style, *, rise: int, centred: bool) -> None:
        self.bottom += rise * style.size // 1000
        free = self.width - int(line.width) - 1
        if centred:
            free //= 2
        left = self.left + (max(0, free) if centred or self.rtl else 0)
        self.placed.append(Placed(line, style, left, self.bottom))


def ink(placed: Placed, sheet: Image.Image) -> None:
    """Draw one placed line in black on a mode "1" picture."""
    left = float(placed.left)
    for run in placed.line.runs:
        shape, (over, up) = _shape(run, placed.style.size, placed.style.bold, left % 1)
        sheet.paste(BLACK, (int(left) + over, placed.baseline + up), shape)
        left += run.width


@lru_cache(maxsize=160)
def _shape(run: Run, size: int, bold: bool, offset: float) -> tuple[Image.Image, tuple[int, int]]:
    """A run as a mask, and where its corner lies from the beginning of the baseline.

    Kept, because most lines of a ticket are the same for every visitor and drawing letters takes longest.
    Marks piled up higher than an em and a half are cut off there: they would run over the lines above.
    """
    width, height, base = int(run.width) + 2 * size + 2, 5 * size // 2 + 2, 3 * size // 2
    mask = Image.new("1", (width, height), 0)
    ImageDraw.Draw(mask).text(
        (size + offset, base),
        run.text,
        fill=1,
        font=face(run.family, size, bold=bold),
        anchor="ls",
        direction=run.direction,
        language=run.language,
    )
    box = mask.getbbox() or (0, 0, 1, 1)
    return mask.crop(box), (box[0] - size, box[1] - base)
