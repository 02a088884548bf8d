"""Which questions have a drawing of their own; the others keep their icon. Knows no page and no colours."""

import re
from functools import cache
from pathlib import Path

SPRITE = Path(__file__).resolve().parents[1] / "web" / "static" / "img" / "pictograms" / "pictograms.svg"


@cache
def pictograms() -> tuple[str, ...]:
    """The names of the drawings; that of a question is the name of its icon in config/icons.txt."""
    return tuple(re.findall(r'<symbol id="([a-z-]+)"', SPRITE.read_text(encoding="utf-8")))
