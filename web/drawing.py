"""A picture that somebody hands in becomes one that screens get: small, with nothing of the camera in it.

Knows bytes and pixels, no request and no location. Holds the processor for a second or two.
"""

import io
import threading
import warnings

from PIL import ExifTags, Image

from models.actions.picture import Drawn
from models.refusal import Code, Refusal

LARGEST_FILE = 8 * 1024 * 1024
"""Bytes of what is handed in."""
LONGEST_SIDE = 1920
"""Pixels of what screens get."""
MOST_PIXELS = 40_000_000
"""Of what is handed in: a file of a few kilobytes can claim thousands of millions, and each takes memory."""
FORMATS = ("PNG", "JPEG", "WEBP")
_KIND, _SAVED_AS, _QUALITY = "image/webp", "WEBP", 86
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What makes a picture upright, by its orientation in EXIF (CIPA DC-008, 4.6.4)."""
_one_at_a_time = threading.Lock()
_PAPER = (255, 255, 255)
"""What shows through where a picture is transparent."""


def redrawn(data: bytes) -> Drawn:
    """The first frame of a PNG, JPEG or WebP file, upright, drawn anew.

    Args:
        data: the file.

    Raises:
        Refusal: `no_picture`.
    """
    if len(data) > LARGEST_FILE:
        raise Refusal(Code.NO_PICTURE, f"the file is larger than {LARGEST_FILE // 1024**2} MB")
    try:
        with _one_at_a_time, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _drawn(data)
    except Refusal:
        raise
    except Exception as error:  # noqa: BLE001  (a broken file makes Pillow 13 raise TypeError or IndexError too)
        raise Refusal(Code.NO_PICTURE, f"no PNG, JPEG or WebP file that can be read ({error})") from None


def _drawn(data: bytes) -> Drawn:
    with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
        width, height = opened.size
        if width * height > MOST_PIXELS:
            raise Refusal(
                Code.NO_PICTURE, f"{width} × {height} pixels are more than {MOST_PIXELS // 10**6} million"
            )
        opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        turn = _TURNS.get(opened.getexif().get(ExifTags.Base.Orientation, 1))
        # Made small before anything is copied: a whole one may take some hundred megabytes.
        opened.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
        upright = opened if turn is None else opened.transpose(turn)
        plain = Image.new("RGB", upright.size, _PAPER)
        layered = upright.convert("RGBA")
        plain.paste(layered, mask=layered)
    out = io.BytesIO()
    plain.save(out, _SAVED_AS, quality=_QUALITY)
    return Drawn(out.getvalue(), _KIND, *plain.size)
