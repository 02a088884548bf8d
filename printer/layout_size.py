"""How large everything is on each width of paper, in dots.

Knows what kinds of text there are, and nothing of what they say.
"""

from dataclasses import dataclass

from config.ticket import Paper, Size
from printer.layout import Role

# 72 mm and 48 mm of ink at 203 dpi: paper of 80 and of 58 mm.
WIDTHS = (576, 384)
PAPER = {576: Paper.WIDE, 384: Paper.NARROW}
DOTS_PER_MILLIMETRE = 203 / 25.4

BOLD = frozenset({Role.NUMBER, Role.TITLE, Role.LEAD, Role.HEAD})
# The usual number nearly fills the narrow paper already, so it grows less than other texts.
_FACTOR = {Size.SMALL: 0.8, Size.NORMAL: 1.0, Size.LARGE: 1.3}
_NUMBER_FACTOR = {Size.SMALL: 0.6, Size.NORMAL: 1.0, Size.LARGE: 1.2}


@dataclass(frozen=True)
class Sizes:
    """Dots of one paper width: the em of each kind of text, the side of the QR code, the room between."""

    em: dict[Role, int]
    code: dict[Size, int]
    gap: int
    rule: int = 3
    frame: int = 4

    def em_of(self, role: Role, size: Size) -> int:
        """The em of a text in dots."""
        factors = _NUMBER_FACTOR if role is Role.NUMBER else _FACTOR
        return round(self.em[role] * factors[size])

    def gap_before(self, role: Role) -> int:
        """Blank rows that a text of that kind always has above it."""
        return {Role.NUMBER: self.gap, Role.TITLE: self.gap // 2, Role.LEAD: self.gap // 2}.get(role, 0)


SIZES = {
    576: Sizes(
        em={
            Role.NUMBER: 246,
            Role.TITLE: 46,
            Role.LEAD: 38,
            Role.BODY: 30,
            Role.HEAD: 32,
            Role.SMALL: 26,
        },
        code={Size.SMALL: 0, Size.NORMAL: 210, Size.LARGE: 300},
        gap=18,
    ),
    384: Sizes(
        em={
            Role.NUMBER: 192,
            Role.TITLE: 40,
            Role.LEAD: 34,
            Role.BODY: 29,
            Role.HEAD: 26,
            Role.SMALL: 24,
        },
        code={Size.SMALL: 0, Size.NORMAL: 210, Size.LARGE: 300},
        gap=18,
    ),
}


def sizes_for(width: int) -> Sizes:
    """The sizes for paper of so many dots.

    Raises:
        ValueError: there is no such paper.
    """
    if width not in SIZES:
        raise ValueError(f"paper is {' or '.join(map(str, WIDTHS))} dots wide, not {width}")
    return SIZES[width]
