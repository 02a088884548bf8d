"""One line of text as runs that a single font can draw, in the order in which they stand on paper.

Pillow has no font fallback and orders right-to-left text only within one call. A line that one font covers
is left whole and ordered by the shaping library; only a line that mixes scripts of several fonts is taken
apart here, by the essentials of the Unicode bidirectional algorithm (UAX 9): strong letters, and the neutrals
between them. Knows nothing of the page.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from printer.font import Family, ShapingMissingError, covered, face, shaping_available

_RIGHT_TO_LEFT = {"R", "AL"}
_BLANKED = frozenset({"Cc", "Cs", "Zl", "Zp"})
_DIRECTION_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True)
class Style:
    """How a line is set: size of the em in dots, weight, and the language that chooses letter forms."""

    size: int
    bold: bool = False
    language: str = "nl"


@dataclass(frozen=True)
class Run:
    """Consecutive characters in one font and paragraph direction; `width` is in dots.

    `direction` and `language` are what Pillow's text calls take; both are None where Pillow cannot shape,
    because it refuses them there.
    """

    text: str
    family: Family
    direction: str | None
    language: str | None
    width: float


class _Part(NamedTuple):
    text: str
    family: Family
    rtl: bool


@dataclass(frozen=True)
class Line:
    """Runs from left to right as they stand on paper; `width` is in dots."""

    runs: tuple[Run, ...]
    width: float

    @property
    def families(self) -> frozenset[Family]:
        """The fonts that the line needs."""
        return frozenset(run.family for run in self.runs)


@lru_cache(maxsize=1024)
def clean(text: str) -> str:
    """Text fit for one paragraph: composed characters, single spaces, nothing that commands.

    Control characters and half characters become spaces; what would turn around the text after it (the
    embeddings, overrides and isolates of UAX 9) is left out. Joiners and direction marks stay: spelling.
    """
    composed = unicodedata.normalize("NFC", text)
    visible = "".join(
        " " if unicodedata.category(char) in _BLANKED else char
        for char in composed
        if char not in _DIRECTION_CONTROLS
    )
    return " ".join(visible.split())


def set_line(text: str, style: Style, *, rtl: bool) -> Line:
    """Choose fonts and order for one line and measure it.

    Args:
        text: one line, as from `clean`.
        style: size, weight and language.
        rtl: direction of the paragraph; a line without any right-to-left letter is set left to right anyway.

    Raises:
        ShapingMissingError: the line needs shaping and this machine has none.
        OSError: a font file is missing.
    """
    base = rtl and _has_rtl(text)
    runs = tuple(_measured(part, style) for part in _parts(text, base))
    return Line(runs, sum(run.width for run in runs))


def _measured(part: _Part, style: Style) -> Run:
    if not shaping_available():
        if _has_rtl(part.text):
            raise ShapingMissingError
        direction = language = None
    else:
        direction, language = "rtl" if part.rtl else "ltr", style.language
    return _run(part.text, part.family, style, direction, language)


@lru_cache(maxsize=2048)
def _run(text: str, family: Family, style: Style, direction: str | None, language: str | None) -> Run:
    font = face(family, style.size, bold=style.bold)
    return Run(
        text, family, direction, language, font.getlength(text, direction=direction, language=language)
    )


def _parts(text: str, base: bool) -> list[_Part]:
    whole = _family_of(text)
    if whole is not None:
        return [_Part(text, whole, base)]
    ordered: list[_Part] = []
    segments = _segments(text, base)
    for piece, rtl in reversed(segments) if base else segments:
        by_family = _split_by_family(piece)
        ordered += [_Part(part, family, rtl) for part, family in (reversed(by_family) if rtl else by_family)]
    return ordered


@lru_cache(maxsize=2048)
def _family_of(text: str) -> Family | None:
    needed = {ord(char) for char in text if _needs_glyph(char)}
    return next((family for family in Family if needed <= covered(family)), None)


def _split_by_family(text: str) -> list[tuple[str, Family]]:
    whole = _family_of(text)
    if whole is not None:
        return [(text, whole)]
    parts: list[tuple[str, Family]] = []
    for char in text:
        family = parts[-1][1] if parts else Family.SANS
        if _needs_glyph(char) and ord(char) not in covered(family):
            family = next((other for other in Family if ord(char) in covered(other)), Family.SANS)
        if parts and parts[-1][1] is family:
            parts[-1] = (parts[-1][0] + char, family)
        else:
            parts.append((char, family))
    return parts


def _segments(text: str, base: bool) -> list[tuple[str, bool]]:
    """Cut where the direction changes: letters against the paragraph's direction and what lies between."""
    classes = "".join(_class_of(char) for char in text)
    against = "l" if base else "r"
    pattern = f"{against}(?:[{against}dn]*[{against}d])?"
    marks = [0, *(edge for match in re.finditer(pattern, classes) for edge in match.span()), len(text)]
    pieces = [(text[left:right], classes[left:right]) for left, right in pairwise(marks) if left < right]
    return [(piece, base != kinds.startswith(against)) for piece, kinds in pieces]


def _class_of(char: str) -> str:
    kind = unicodedata.bidirectional(char)
    if kind in _RIGHT_TO_LEFT:
        return "r"
    return {"L": "l", "EN": "d", "AN": "d"}.get(kind, "n")


def _has_rtl(text: str) -> bool:
    return any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in text)


def _needs_glyph(char: str) -> bool:
    # Joiners and direction marks are instructions to the shaper, not shapes.
    return unicodedata.category(char) != "Cf"
