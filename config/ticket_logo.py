"""A region's logo, kept as text within its ticket layout: a PNG as a data URI.

Knows what such a text may be and how dark a dot must be to be printed; nothing of paper.
"""

import base64
import io
import struct
import warnings
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

PNG_URI = "data:image/png;base64,"
LONGEST = 100_000
"""Characters of the data URI; a logo of one colour at full paper width is a few thousand."""
LARGEST_SIDE = 2000
"""Pixels; the widest paper has 576."""
DARK = 128
"""Grey below this is printed black, from 0 (black) to 255."""


def printable(uri: str) -> str:
    """Pass on a logo of which something is seen on paper.

    Raises:
        ValueError: see `logo_picture`, or nothing of it is dark enough.
    """
    darkest, _ = logo_picture(uri).getextrema()
    if not isinstance(darkest, int | float) or darkest >= DARK:
        raise ValueError("is too light to print: nothing of it is dark; choose a black logo on white")
    return uri


def logo_picture(uri: str) -> "Image.Image":
    """The picture in a data URI, in grey on white.

    Args:
        uri: `data:image/png;base64,` and the file.

    Returns:
        A mode "L" picture of the file's own size in pixels, 0 black.

    Raises:
        ValueError: it is no PNG, damaged, longer than `LONGEST` or wider or higher than
            `LARGEST_SIDE`; the message says what to write instead.
    """
    from PIL import Image

    if not uri.startswith(PNG_URI):
        raise ValueError(f'is no PNG as text: write "{PNG_URI}" and the file in base64')
    if len(uri) > LONGEST:
        raise ValueError(f"is too big, {len(uri)} characters: choose a picture below {LONGEST}")
    try:
        coloured = _read(base64.b64decode(uri.removeprefix(PNG_URI), validate=True))
    except (OSError, SyntaxError, ValueError, struct.error, zlib.error) as error:
        raise ValueError("cannot be read as a PNG: save it again as PNG") from error
    if coloured is None:
        raise ValueError(f"is larger than {LARGEST_SIDE} pixels: make it smaller")
    white = Image.new("RGBA", coloured.size, "white")
    return Image.alpha_composite(white, coloured).convert("L")


def _read(data: bytes) -> "Image.Image | None":
    """The picture in colour, None for one that is too large to be unpacked."""
    from PIL import Image

    with warnings.catch_warnings():
        # Pillow warns of a large picture before its size can be asked; we refuse a much smaller one.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            picture = Image.open(io.BytesIO(data), formats=["PNG"])
        except Image.DecompressionBombError:
            return None
    return picture.convert("RGBA") if max(picture.size) <= LARGEST_SIDE else None
