"""Text broken into lines that fit a width: wrapped, never cut.

Knows fonts only through the measuring of a line, and nothing of where the lines will stand.
"""

import re
import unicodedata
from dataclasses import dataclass, replace

from printer.line import Line, Style, clean, set_line

# Where a word that is too long may be parted: after a hyphen, a slash, the Ethiopic word space.
_PART = re.compile(r"[^/\u1361-]*[/\u1361-]+|[^/\u1361-]+")


# How far a paragraph may shrink to save a line, and to keep a word in one piece.
_FOR_A_LINE = 0.9
_FOR_A_WORD = 0.75


@dataclass(frozen=True)
class Paragraph:
    """Lines under each other and the style they were set in, a little smaller than asked if that helped."""

    lines: tuple[Line, ...]
    style: Style


@dataclass(frozen=True)
class _Piece:
    text: str
    width: float
    space: float


def set_paragraph(text: str, width: int, style: Style, *, rtl: bool) -> Paragraph:
    """Break a text into lines of about equal length.

    Args:
        text: any text; control characters become spaces.
        width: room in dots.
        style: size, weight and language.
        rtl: direction of the paragraph.

    Returns:
        Lines no wider than `width`; as few as possible, and none of them much shorter than the others. They
        are up to a tenth smaller where that makes one line of two, and up to a quarter where that keeps a
        long word whole; beyond that, the word is broken. Empty for an empty text.

    Raises:
        ShapingMissingError: the text needs shaping and this machine has none.
    """
    text = clean(text)
    if not text:
        return Paragraph((), style)
    whole = set_line(text, style, rtl=rtl)
    if whole.width <= width:
        return Paragraph((whole,), style)
    smaller = _scaled(style, width / whole.width)
    if smaller.size >= _FOR_A_LINE * style.size:
        smaller, line = fitted(text, width, smaller, rtl=rtl)
        return Paragraph((line,), smaller)
    style = _kept_whole(text, width, style)
    lines = _balanced(_pieces(text, width, style), width)
    return Paragraph(tuple(set_line(line, style, rtl=rtl) for line in lines), style)


def fitted(text: str, width: int, style: Style, *, rtl: bool, smallest: int = 1) -> tuple[Style, Line]:
    """One line in the given style, or in the largest smaller size in which it fits the width.

    With nothing larger than `smallest` that fits, the line in that size, too wide as it is.
    """
    line = set_line(text, style, rtl=rtl)
    while line.width > width and style.size > smallest:
        # Hinting rounds every letter to whole dots, so one division does not always hit the mark.
        style = _scaled(style, min(width / line.width, 1 - 1 / style.size))
        style = replace(style, size=max(style.size, smallest))
        line = set_line(text, style, rtl=rtl)
    return style, line


def _scaled(style: Style, factor: float) -> Style:
    return replace(style, size=int(style.size * factor))


def _kept_whole(text: str, width: int, style: Style) -> Style:
    widest = max(_width(word, style) for word in text.split())
    smaller = _scaled(style, min(1.0, width / widest))
    return smaller if smaller.size >= _FOR_A_WORD * style.size else style


def _pieces(text: str, width: int, style: Style) -> list[_Piece]:
    space = _width("n n", style) - _width("nn", style)
    pieces: list[_Piece] = []
    for word in text.split():
        gap = space
        for part in _broken(word, width, style):
            pieces.append(_Piece(part, _width(part, style), gap))
            gap = 0.0
    return pieces


def _width(text: str, style: Style) -> float:
    return set_line(text, style, rtl=True).width


def _broken(word: str, width: int, style: Style) -> list[str]:
    if _width(word, style) <= width:
        return [word]
    parts: list[str] = []
    for part in _PART.findall(word):
        parts += [part] if _width(part, style) <= width else _broken_anywhere(part, width, style)
    return parts


def _broken_anywhere(word: str, width: int, style: Style) -> list[str]:
    parts = [word[0]]
    for char in word[1:]:
        if unicodedata.combining(char) or _width(parts[-1] + char, style) <= width:
            parts[-1] += char
        else:
            parts.append(char)
    return parts


def _balanced(pieces: list[_Piece], width: float) -> list[str]:
    """The narrowest setting that needs no more lines than the widest one does."""
    lines = _greedy(pieces, width)
    narrow, wide = max(piece.width for piece in pieces), width
    while wide - narrow > 1:
        middle = (narrow + wide) / 2
        attempt = _greedy(pieces, middle)
        if len(attempt) <= len(lines):
            lines, wide = attempt, middle
        else:
            narrow = middle
    return lines


def _greedy(pieces: list[_Piece], width: float) -> list[str]:
    lines: list[str] = []
    used = 0.0
    for piece in pieces:
        if lines and used + piece.space + piece.width <= width:
            lines[-1] += (" " if piece.space else "") + piece.text
            used += piece.space + piece.width
        else:
            lines.append(piece.text)
            used = piece.width
    return lines
