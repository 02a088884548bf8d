"""The test page as a picture: a helper sees at a glance that width, print head and scripts are right.

Knows nothing of bytes or devices.
"""

from functools import lru_cache

from PIL import Image, ImageDraw

from config.languages import LANGUAGE_BY_CODE
from config.ticket import HOUSE_LANGUAGE
from printer.flow import BLACK, WHITE, Column
from printer.font import Family, face
from printer.layout import Role, Words
from printer.layout_page import Page
from printer.layout_size import DOTS_PER_MILLIMETRE, sizes_for
from printer.qr import draw_qr
from printer.test_page import SAMPLES, TestPage

_RULER_ROWS = 64
_LABEL = 22
_BAR_ROWS = 24
_GREY_ROWS = 40
# Of sixteen dots, how many are black in each step.
_GREYS = (1, 2, 4, 8, 12, 14, 16)
# Which dot of four by four turns black first: the ordered dither of Bayer (1973).
_ORDER = (0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5)
_CODE_COLUMN = 52


def draw_test_page(page: TestPage, width: int) -> Image.Image:
    """Draw the test page.

    Args:
        page: what it says.
        width: 576 or 384 dots.

    Returns:
        A mode "1" picture of that width; its outermost dots are black beside the ruler.

    Raises:
        ValueError: another width.
        ShapingMissingError: this machine cannot shape Arabic, so no ticket in it would be right either.
        OSError: a font file is missing.
    """
    sheet = Page(width, sizes_for(width), rtl=False)
    _say(sheet, "Proefpagina", Role.TITLE)
    _say(sheet, "Test page", Role.BODY)
    _say(sheet, page.name, Role.LEAD)
    _say(sheet, page.address, Role.SMALL)
    _say(sheet, page.moment, Role.SMALL)
    millimetres = int(width / DOTS_PER_MILLIMETRE)
    sheet.show(_ruler(width), centred=False)
    _say(sheet, f"{millimetres} mm: beide randen zichtbaar?", Role.SMALL)
    _say(sheet, "Are both edges there?", Role.SMALL)
    sheet.show(Image.new("1", (width, _BAR_ROWS), BLACK), centred=False)
    _say(sheet, "Witte strepen? Maak de kop schoon.", Role.SMALL)
    _say(sheet, "White lines? Clean the head.", Role.SMALL)
    sheet.show(_greys(width), centred=False)
    _samples(sheet)
    sheet.paste(
        draw_qr(f"inloop test {page.name[:80]} {page.moment[:80]}", wanted=0, room=width), centred=True
    )
    return sheet.drawn()


def _say(sheet: Page, text: str, role: Role) -> None:
    sheet.write(sheet.column, Words(text, role, HOUSE_LANGUAGE))


@lru_cache(maxsize=2)
def _ruler(width: int) -> Image.Image:
    """A tick for every millimetre, a longer one for five, a number for ten; a bar at either edge."""
    ruler = Image.new("1", (width, _RULER_ROWS), WHITE)
    draw = ImageDraw.Draw(ruler)
    font = face(Family.SANS, _LABEL, bold=False)
    for millimetre in range(int(width / DOTS_PER_MILLIMETRE) + 1):
        left = round(millimetre * DOTS_PER_MILLIMETRE)
        rows = 34 if millimetre % 10 == 0 else 24 if millimetre % 5 == 0 else 14
        draw.line((left, 0, left, rows), fill=BLACK, width=2 if millimetre % 10 == 0 else 1)
        if millimetre % 10 == 0 and 0 < left < width - 2 * _LABEL:
            draw.text((left, _RULER_ROWS - 4), str(millimetre), fill=BLACK, font=font, anchor="ms")
    for left in (0, width - 3):
        draw.rectangle((left, 0, left + 2, _RULER_ROWS - 1), fill=BLACK)
    return ruler


@lru_cache(maxsize=2)
def _greys(width: int) -> Image.Image:
    steps = Image.new("1", (width, _GREY_ROWS), WHITE)
    side = width // len(_GREYS)
    for index, black in enumerate(_GREYS):
        tile = Image.new("1", (4, 4), WHITE)
        tile.putdata([BLACK if order < black else WHITE for order in _ORDER])
        for left in range(index * side, (index + 1) * side - 4, 4):
            for top in range(0, _GREY_ROWS, 4):
                steps.paste(tile, (left, top))
    return steps


def _samples(sheet: Page) -> None:
    """One line in each language, from its own side of the paper."""
    sheet.column.bottom += sheet.sizes.gap // 2
    for code, text in SAMPLES:
        top, rtl = sheet.column.bottom, LANGUAGE_BY_CODE[code].right_to_left
        name = sheet.place(Column(0, _CODE_COLUMN, rtl=False, bottom=top))
        sheet.write(name, Words(code, Role.SMALL, code))
        line = sheet.place(Column(_CODE_COLUMN, sheet.width - _CODE_COLUMN, rtl, top))
        sheet.write(line, Words(text, Role.SMALL, code))
        sheet.column.bottom = max(name.bottom, line.bottom)
