"""A picture that is handed in: drawn anew or refused, whatever its bytes are."""

import io
import struct
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image

from models.refusal import Refusal
from tests.depth import times
from web.drawing import LONGEST_SIDE, redrawn


def photograph(form: str, orientation: int = 6, size: tuple[int, int] = (48, 32)) -> bytes:
    """The left third is red; what a camera adds says how it is to be turned."""
    picture = Image.new("RGB", size, "white")
    picture.paste("red", (0, 0, size[0] // 3, size[1]))
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Model] = "camera"
    out = io.BytesIO()
    picture.save(out, form, exif=exif)
    return out.getvalue()


FILES = [photograph(form) for form in ("JPEG", "PNG", "WEBP")]


RED = ["left", "right", "right", "left", "top", "top", "bottom", "bottom"]
"""Where it is when it stands upright, for the orientations 1 to 8."""


@pytest.mark.parametrize(("orientation", "red"), list(enumerate(RED, 1)))
def test_a_photograph_stands_as_its_camera_says(orientation: int, red: str) -> None:
    drawn = redrawn(photograph("PNG", orientation))
    shown = Image.open(io.BytesIO(drawn.shown)).convert("RGB")
    wide, high = shown.size
    assert (wide > high) == (red in {"left", "right"})
    across, down = wide // 2, high // 2
    places = {"left": (2, down), "right": (wide - 3, down), "top": (across, 2), "bottom": (across, high - 3)}
    lightness = {name: shown.getpixel(place)[1] for name, place in places.items()}  # type: ignore[index]
    assert min(lightness, key=lambda name: lightness[name]) == red


@settings(max_examples=times(150, 5000), deadline=None)
@given(
    data=st.sampled_from(FILES),
    changes=st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=12),
    cut=st.integers(0, 400),
)
def test_a_broken_file_is_drawn_or_refused_and_nothing_else(
    data: bytes, changes: list[tuple[int, int]], cut: int
) -> None:
    broken = bytearray(data)
    for place, value in changes:
        broken[place % len(broken)] = value
    with suppress(Refusal):
        redrawn(bytes(broken[: len(broken) - cut]))


def test_a_word_where_the_camera_should_say_a_number_is_refused_or_drawn() -> None:
    exif = b"Exif\0\0MM\0*" + struct.pack(">IH", 8, 2)
    exif += struct.pack(">HHIHH", ExifTags.Base.Orientation, 3, 1, 6, 0)
    exif += struct.pack(">HHI4s", ExifTags.Base.XResolution, 2, 4, b"abc\0") + struct.pack(">I", 0)
    plain = io.BytesIO()
    Image.new("RGB", (48, 32), "teal").save(plain, "JPEG")
    data = plain.getvalue()
    data = data[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + data[2:]
    drawn = redrawn(data)
    assert (drawn.width, drawn.height) == (32, 48)


def test_a_long_picture_is_made_small_and_keeps_its_shape() -> None:
    drawn = redrawn(photograph("JPEG", 6, (4000, 100)))
    assert (drawn.width, drawn.height) == (48, LONGEST_SIDE)
