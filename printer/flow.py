"""A column of text that grows downwards, and the ink it leaves on a picture.

Places lines at dots; what the lines say and in which sizes is decided elsewhere.
"""

from dataclasses import dataclass, field, replace

from PIL import ImageDraw

from printer.font import Family, face
from printer.line import Line, Style, clean
from printer.paragraph import fitted, set_paragraph

BLACK, WHITE = 0, 1

# Room above and below the baseline in thousandths of the em: what the letters of each family take up, vowel
# signs included, with a little air. The fonts' own figures are for screens and would lengthen the paper.
_RISE = {Family.SANS: 960, Family.ETHIOPIC: 960, Family.ARABIC: 920}
_FALL = {Family.SANS: 270, Family.ETHIOPIC: 290, Family.ARABIC: 430}
_CAPITAL = 714


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

    def add(self, text: str, style: Style, gap: int = 0) -> None:
        """Append a paragraph below `gap` free rows; an empty text appends nothing, no gap either."""
        paragraph = set_paragraph(text, self.width, style, rtl=self.rtl)
        if paragraph.lines:
            self.bottom += gap
        for line in paragraph.lines:
            families = {run.family for run in line.runs}
            self._place(line, paragraph.style, rise=max(_RISE[family] for family in families))
            self.bottom += max(_FALL[family] for family in families) * paragraph.style.size // 1000

    def add_number(self, label: str, style: Style, gap: int = 0) -> None:
        """Append the number in one line, in the given size or the largest smaller one that fits the width."""
        self.bottom += gap
        style, line = fitted(clean(label), self.width, style, rtl=False)
        self._place(line, style, rise=_CAPITAL)

    def shift(self, rows: int) -> None:
        """Move everything in the column down."""
        self.bottom += rows
        self.placed = [replace(placed, baseline=placed.baseline + rows) for placed in self.placed]

    def _place(self, line: Line, style: Style, *, rise: int) -> None:
        self.bottom += rise * style.size // 1000
        left = self.left + (self.width - int(line.width) - 1 if self.rtl else 0)
        self.placed.append(Placed(line, style, left, self.bottom))


def ink(placed: Placed, draw: ImageDraw.ImageDraw) -> None:
    """Draw one placed line in black."""
    left = float(placed.left)
    for run in placed.line.runs:
        draw.text(
            (left, placed.baseline),
            run.text,
            fill=BLACK,
            font=face(run.family, placed.style.size, bold=placed.style.bold),
            anchor="ls",
            direction=run.direction,
            language=run.language,
        )
        left += run.width
