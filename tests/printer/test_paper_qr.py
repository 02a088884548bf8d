"""The QR code as it is drawn, beside what the library and two readers think of it."""

import pytest
import qrcode
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from qrcode.constants import ERROR_CORRECT_M

from printer.qr import BORDER, dots_a_module, draw_qr

TEXTS = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=200)


def modules_of(code: Image.Image, dots: int) -> list[list[bool]]:
    side = code.width // dots
    return [[code.getpixel((dots * x, dots * y)) == 0 for x in range(side)] for y in range(side)]


@given(TEXTS)
@settings(deadline=None, max_examples=30)
def test_a_code_is_one_of_the_eight_that_the_library_makes(text: str) -> None:
    drawn = modules_of(draw_qr(text, wanted=0, room=2000), dots_a_module(text, wanted=0, room=2000))
    possible = []
    for mask in range(8):
        code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=BORDER, mask_pattern=mask)
        code.add_data(text)
        possible.append(code.get_matrix())
    assert drawn in possible


@given(TEXTS)
@settings(deadline=None, max_examples=30)
def test_a_code_is_of_level_m_and_read_by_another_reader(text: str) -> None:
    (found,) = zxingcpp.read_barcodes(draw_qr(text, wanted=210, room=2000).convert("L"))
    assert (found.text, found.ec_level) == (text, "M")


@pytest.mark.parametrize("wanted", [0, 210, 300])
def test_there_are_four_white_modules_on_each_side(wanted: int) -> None:
    text = "https://inloop.werkcentrum.example/t/q3fT9xLm2VbK8sYw0ZcRdA"
    code, dots = draw_qr(text, wanted=wanted, room=576), dots_a_module(text, wanted=wanted, room=576)
    left, top, right, bottom = code.convert("L").point(lambda value: 255 - value).getbbox() or (0, 0, 0, 0)
    margins = (left, top, code.width - right, code.height - bottom)
    assert margins == (BORDER * dots,) * 4
    assert dots >= 5
    assert code.width <= max(wanted, 41 * 5)


def test_an_even_code_is_preferred_to_one_full_of_stripes() -> None:
    from printer.qr import _flips, _penalty, _symbol  # the judgement itself, which nothing else shows

    plain, side = _symbol("0" * 60, mask=0)
    points = [_penalty(plain ^ flip, side) for flip in _flips(side)]
    assert min(points) < 0.9 * max(points)
    row = side + 2 * BORDER
    solid = sum(((1 << side) - 1) << BORDER << row * (BORDER + line) for line in range(side))
    # ISO/IEC 18004: in each row and column 3 for five alike and 1 for each more, 3 for each square of four,
    # 10 for each twentieth away from half dark.
    assert _penalty(solid, side) == 2 * side * (3 + side - 5) + 3 * (side - 1) ** 2 + 10 * 10
