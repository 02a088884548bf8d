"""The bundled fonts: which files, at which size, and what they can show.

Three families, because none holds all scripts; each also has Latin letters and digits. Knows no layout.
"""

from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont, features

from printer.coverage import characters

FOLDER = Path(__file__).with_name("fonts")


class Family(StrEnum):
    """The bundled families, in the order in which they are tried for a character."""

    SANS = "NotoSans"
    ARABIC = "NotoSansArabic"
    ETHIOPIC = "NotoSansEthiopic"


class ShapingMissingError(RuntimeError):
    """Right-to-left text cannot be drawn: Pillow found no text shaping on this machine."""

    def __init__(self) -> None:
        super().__init__(
            "text shaping (raqm) is not available, so Arabic and Farsi cannot be printed: "
            "install the system library libfribidi0"
        )


def font_file(family: Family, *, bold: bool) -> Path:
    """Path of a bundled font file."""
    return FOLDER / f"{family}-{'Bold' if bold else 'Regular'}.ttf"


@lru_cache(maxsize=128)
def face(family: Family, size: int, *, bold: bool) -> ImageFont.FreeTypeFont:
    """A font ready to draw with, loaded once.

    Args:
        family: which of the bundled families.
        size: size of the em in dots.
        bold: the heavy weight.

    Raises:
        OSError: the file is missing or damaged.
    """
    engine = ImageFont.Layout.RAQM if shaping_available() else ImageFont.Layout.BASIC
    return ImageFont.truetype(str(font_file(family, bold=bold)), size, layout_engine=engine)


@lru_cache(maxsize=8)
def covered(family: Family) -> frozenset[int]:
    """Code points that both weights of a family can show."""
    return characters(font_file(family, bold=False)) & characters(font_file(family, bold=True))


@lru_cache(maxsize=1)
def shaping_available() -> bool:
    """Whether Pillow can join and order right-to-left text here.

    Pillow's wheel loads the system's libfribidi at run time; without, it draws broken Arabic and only warns.
    """
    return bool(features.check("raqm"))


def missing_parts() -> tuple[str, ...]:
    """What this machine lacks to draw every ticket, one sentence each; empty when nothing is missing."""
    files = [font_file(family, bold=bold) for family in Family for bold in (False, True)]
    absent = [path for path in files if not path.is_file()]
    problems = [f"font file {path} is missing: restore it from the repository" for path in absent]
    if not shaping_available():
        problems.append(str(ShapingMissingError()))
    return tuple(problems)
