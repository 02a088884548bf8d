"""Pictures inside the page itself, for a phone that should not fetch all of them to show four."""

import re
from functools import cache
from pathlib import Path

from markupsafe import Markup

_SPRITE = Path(__file__).resolve().parent.parent / "web" / "static" / "vendor" / "icons.svg"
_SYMBOL = re.compile(r'<symbol id="([\w-]+)".*?</symbol>')


@cache
def _symbols() -> dict[str, str]:
    """All pictures of the sprite, one a line there, by name."""
    return {found[1]: found[0] for found in _SYMBOL.finditer(_SPRITE.read_text("utf-8"))}


def pictures(*names: str) -> Markup:
    """The named pictures as one hidden drawing, to be used by `<use href="#name">`.

    Raises:
        KeyError: the sprite has no such picture.
    """
    drawn = "".join(_symbols()[name] for name in dict.fromkeys(names))
    # The sprite is our own file, checked against its manifest.
    return Markup('<svg hidden xmlns="http://www.w3.org/2000/svg">{}</svg>').format(Markup(drawn))  # noqa: S704  # nosec B704 # our own file
