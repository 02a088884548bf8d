"""The pictograms of all screens, as one sprite.

Which ones is written in LIST, one name a line, where the reader of region files finds them too: add a name
there and run `sync`. The drawings are Tabler's, 24 by 24 units, outline; a name that ends in `-filled` is
taken from the filled set. It must not know which screen shows which pictogram.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from web.vendoring.error import VendoringError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LIST = "config/icons.txt"

_OUTLINE = (
    'fill="none" stroke="currentColor" stroke-width="var(--icon-stroke, 2)" '
    'stroke-linecap="round" stroke-linejoin="round"'
)
_FILLED = 'fill="currentColor" stroke="none"'
_BODY = re.compile(r'<svg\b[^>]*\bviewBox="0 0 24 24"[^>]*>(.*)</svg>', re.DOTALL)
_ATTRIBUTE = (
    r'\s+(?:(?:d|cx|cy|r|rx|ry|x|x1|x2|y|y1|y2|width|height|points|transform)="[^"<>&]*"'
    r'|(?:fill|stroke)="(?:none|currentColor)")'
)
_SHAPE = re.compile(rf"<(?:path|circle|ellipse|line|polyline|polygon|rect)(?:{_ATTRIBUTE})+\s*/>")
_FRAME = re.compile(r'<path stroke="none" d="M0 0h24v24H0z" fill="none" ?/>')


class IconError(VendoringError):
    """A drawing is not of the plain form that a sprite may hold."""


def names(root: Path) -> list[str]:
    """The names in LIST below `root`, each once, by alphabet; IconError when it cannot be read."""
    try:
        return sorted(set((root / LIST).read_text("ascii").split()))
    except (OSError, UnicodeDecodeError) as error:
        raise IconError(f"{LIST}: cannot be read") from error


def sprite(wanted: list[str], drawing: Callable[[str], str]) -> str:
    """One SVG with a `<symbol>` for each name of `wanted`.

    `drawing` gives the SVG text of a file such as `outline/home.svg`. Line width is 2 units unless the
    page sets `--icon-stroke`. Raises IconError for a drawing that holds more than plain shapes.
    """
    symbols = "\n".join(symbol(name, drawing(source(name))) for name in wanted)
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n'


def source(name: str) -> str:
    """The file of Tabler's that draws `name`."""
    if name.endswith("-filled"):
        return f"filled/{name.removesuffix('-filled')}.svg"
    return f"outline/{name}.svg"


def symbol(name: str, svg: str) -> str:
    """The drawing `svg` as a symbol with the id `name`; IconError if it is more than plain shapes."""
    body = _BODY.search(svg)
    if body is None:
        raise IconError(f"{name}: no drawing of 24 by 24 units")
    inside = _FRAME.sub("", body[1])
    if _SHAPE.sub("", inside).strip():
        raise IconError(f"{name}: holds more than plain shapes")
    shapes = "".join(re.sub(r"\s+", " ", shape).replace(" />", "/>") for shape in _SHAPE.findall(inside))
    pen = _FILLED if name.endswith("-filled") else _OUTLINE
    return f'<symbol id="{name}" viewBox="0 0 24 24" {pen}>{shapes}</symbol>'
