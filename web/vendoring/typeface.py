"""The fonts of the screens: which file of which package, cut down to which characters, under which name.

Each script has a family of its own, so that a style sheet says in which order they are tried. It must not
know how a font is cut.
"""

from __future__ import annotations

from dataclasses import dataclass

WEIGHTS = (400, 700)
"""The lightest and the heaviest that the style sheets use; what lies outside would be 100 kB for nothing."""


@dataclass(frozen=True, slots=True)
class Face:
    """One `@font-face`: a variable font for part of a script.

    `ranges` is the CSS `unicode-range`, to which the file is reduced too.
    """

    name: str
    family: str
    package: str
    file: str
    ranges: str

    @property
    def path(self) -> str:
        """Where the file goes, relative to the style sheet."""
        return f"fonts/{self.name}.woff2"


def _face(name: str, package: str, ranges: str) -> Face:
    """The face `name` of a package whose files are called after it."""
    subset = name.removeprefix("noto-sans-")
    family = " ".join(word.capitalize() for word in package.split("-"))
    return Face(
        name=name,
        family=family,
        package=f"@fontsource-variable/{package}",
        file=f"files/{package}-{subset}-wght-normal.woff2",
        ranges=ranges,
    )


FACES = (
    _face(
        "noto-sans-latin",
        "noto-sans",
        "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+0304, U+0308, U+0329, "
        "U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD",
    ),
    # Latin Extended-A (Polish, Turkish, Czech, Baltic …), Azeri schwa, Romanian commas, capital sharp s.
    _face("noto-sans-latin-ext", "noto-sans", "U+0100-017F, U+018F, U+0218-021B, U+0259, U+1E9E"),
    # Ukrainian ґ (U+0490, U+0491) is in here; the package's cyrillic-ext is not needed.
    _face("noto-sans-cyrillic", "noto-sans", "U+0301, U+0400-045F, U+0490-0491, U+04B0-04B1, U+2116"),
    # Letters only: the forms by place in the word are reached through the font's own tables.
    _face(
        "noto-sans-arabic",
        "noto-sans-arabic",
        "U+0600-06FF, U+0750-077F, U+200C-200F, U+204F, U+FD3E-FD3F, U+FDF2, U+FDFC",
    ),
    _face("noto-sans-ethiopic", "noto-sans-ethiopic", "U+1200-137F"),
)


def codepoints(ranges: str) -> frozenset[int]:
    """All code points of a `unicode-range`, such as "U+0041-005A, U+00DF"."""
    points: set[int] = set()
    for part in ranges.split(","):
        first, _, last = part.strip().removeprefix("U+").partition("-")
        points.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(points)


def style_sheet() -> str:
    """The `@font-face` rules of all FACES; addresses relative to the sheet, text shown while a font loads."""
    return "\n".join(_rule(face) for face in FACES)


def _rule(face: Face) -> str:
    return (
        "@font-face {\n"
        f'  font-family: "{face.family}";\n'
        "  font-style: normal;\n"
        f"  font-weight: {WEIGHTS[0]} {WEIGHTS[1]};\n"
        "  font-display: swap;\n"
        f'  src: url("{face.path}") format("woff2");\n'
        f"  unicode-range: {face.ranges};\n"
        "}\n"
    )
