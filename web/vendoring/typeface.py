"""The fonts of the screens: which file of which package, cut down to which characters, under which name.

Each script has a family of its own, so that a style sheet says in which order they are tried. It must not
know how a font is cut.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

WEIGHTS = (400, 700)
"""The lightest and the heaviest that the style sheets use; what lies outside would be 100 kB for nothing."""


@dataclass(frozen=True, slots=True)
class Face:
    """One `@font-face`: a variable font for part of a script.

    `ranges` is the CSS `unicode-range`, to which the file is reduced too; `weights` the lightest and the
    heaviest, the same for a font that does not vary.
    """

    name: str
    family: str
    package: str
    file: str
    ranges: str
    weights: tuple[int, int] = WEIGHTS

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


_REGULAR, _BOLD = (400, 400), (700, 700)

PHONE_FACES = (
    # The number looks as on kiosk, paper and board; all other Latin and Cyrillic is the phone's own.
    Face(
        "phone-number",
        "Phone Number",
        "@fontsource-variable/noto-sans",
        "files/noto-sans-latin-wght-normal.woff2",
        "U+0030-0039, U+0041-005A",
        _BOLD,
    ),
    Face(
        "phone-arabic",
        "Phone Arabic",
        "@fontsource-variable/noto-sans-arabic",
        "files/noto-sans-arabic-arabic-wght-normal.woff2",
        "U+060C, U+061B, U+061F, U+0621-063A, U+0641-0654, U+0660-0669, U+067E, U+0686, U+0698, U+06A9, "
        "U+06AF, U+06CC, U+06F0-06F9, U+200C-200F",
        _REGULAR,
    ),
    # The whole script is fetched only for what a region writes with other syllables than these: of two faces
    # that have a character, a browser takes the one that is named last.
    Face(
        "phone-ethiopic-all",
        "Phone Ethiopic",
        "@fontsource-variable/noto-sans-ethiopic",
        "files/noto-sans-ethiopic-ethiopic-wght-normal.woff2",
        "U+1200-137F",
        _REGULAR,
    ),
    Face(
        "phone-ethiopic",
        "Phone Ethiopic",
        "@fontsource-variable/noto-sans-ethiopic",
        "files/noto-sans-ethiopic-ethiopic-wght-normal.woff2",
        "U+1203, U+1205, U+1208-120E, U+1210-1213, U+1215-1216, U+1218-121D, U+1228-122E, U+1230-1233, "
        "U+1235, U+1238, U+123B, U+123D, U+1240-1241, U+1245, U+124B, U+1250-1252, U+1255, U+1260-1266, "
        "U+1268, U+1270-1273, U+1275-1276, U+1290-1293, U+1295, U+129B, U+12A0-12A3, U+12A5-12A6, "
        "U+12A8-12AB, U+12AD-12AE, U+12B8-12BA, U+12BD, U+12C8-12CB, U+12CD-12CE, U+12D1, U+12D3, U+12D5, "
        "U+12D8-12DD, U+12E8-12EB, U+12ED-12EE, U+12F0-12F3, U+12F5-12F6, U+1300, U+1302, U+1305, U+1308, "
        "U+130A-130E, U+1320-1322, U+1325-1326, U+132B, U+1338-133B, U+133D, U+1348-134B, U+134D-134E, "
        "U+1361-1363, U+1366",
        _REGULAR,
    ),
)
"""A visitor's phone gets no more than this: on a poor line every 10 kB is a second (docs/phone.md)."""


def codepoints(ranges: str) -> frozenset[int]:
    """All code points of a `unicode-range`, such as "U+0041-005A, U+00DF"."""
    points: set[int] = set()
    for part in ranges.split(","):
        first, _, last = part.strip().removeprefix("U+").partition("-")
        points.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(points)


def style_sheet(faces: Iterable[Face] = FACES) -> str:
    """The `@font-face` rules of `faces`; addresses relative to the sheet, text shown while a font loads."""
    return "\n".join(_rule(face) for face in faces)


def _rule(face: Face) -> str:
    return (
        "@font-face {\n"
        f'  font-family: "{face.family}";\n'
        "  font-style: normal;\n"
        f"  font-weight: {_shown(face.weights)};\n"
        "  font-display: swap;\n"
        f'  src: url("{face.path}") format("woff2");\n'
        f"  unicode-range: {face.ranges};\n"
        "}\n"
    )


def _shown(weights: tuple[int, int]) -> str:
    return " ".join(str(weight) for weight in sorted(set(weights)))
