"""The test page: what a helper sees on it at a glance."""

import pytest
from PIL import Image
from pyzbar.pyzbar import ZBarSymbol
from pyzbar.pyzbar import decode as read_codes

from config.languages import LANGUAGES
from printer.decoder import decode
from printer.layout_size import DOTS_PER_MILLIMETRE, WIDTHS
from printer.paper import bytes_of
from printer.test_page import SAMPLES, TestPage
from tests.printer.cast import ticket_in

PAGE = TestPage("Kiosk A", "tcp://192.0.2.7:9100", "zaterdag 21 november 2026, 14:05")
BOTH_WIDTHS = pytest.mark.parametrize("width", WIDTHS)


def paper_of(page: TestPage, width: int) -> Image.Image:
    (paper,) = decode(bytes_of(page, width), width)
    return paper


def column(paper: Image.Image, left: int) -> list[bool]:
    return [value == 0 for value in paper.crop((left, 0, left + 1, paper.height)).convert("L").tobytes()]


def black_rows(paper: Image.Image) -> list[int]:
    rows = (paper.crop((0, top, paper.width, top + 1)).convert("L").tobytes() for top in range(paper.height))
    return [top for top, row in enumerate(rows) if not any(row)]


@BOTH_WIDTHS
def test_both_edges_of_the_paper_are_marked_to_the_last_dot(width: int) -> None:
    paper = paper_of(PAGE, width)
    for left in (0, width - 1):
        marked = "".join("x" if black else " " for black in column(paper, left)).split()
        assert max(len(mark) for mark in marked) == 64


@BOTH_WIDTHS
def test_the_ruler_has_a_tick_for_every_millimetre(width: int) -> None:
    paper = paper_of(PAGE, width)
    top = column(paper, width - 1).index(True)
    row = paper.crop((0, top + 1, width, top + 2)).convert("L").tobytes()
    ticks = [left for left in range(width) if row[left] == 0 and (left == 0 or row[left - 1])]
    for millimetre in range(1, int(width / DOTS_PER_MILLIMETRE)):
        assert round(millimetre * DOTS_PER_MILLIMETRE) in ticks


@BOTH_WIDTHS
def test_a_bar_over_the_whole_head_shows_dots_that_do_not_burn(width: int) -> None:
    rows = black_rows(paper_of(PAGE, width))
    assert rows == list(range(rows[0], rows[0] + 24))


def test_greys_go_from_light_to_black() -> None:
    paper = paper_of(PAGE, 576)
    side, below = 576 // 7, black_rows(paper)[-1] + 1
    # The last step is all black, so it shows where the band stands.
    top = below + column(paper, 6 * side + side // 2)[below:].index(True)
    while not all(column(paper, 6 * side + side // 2)[top : top + 40]):
        top += 1
    steps = paper.crop((0, top, 576, top + 40)).convert("L")
    darkness = [
        steps.crop((index * side, 0, (index + 1) * side - 4, 40)).tobytes().count(0) / (40 * (side - 4))
        for index in range(7)
    ]
    assert darkness == sorted(darkness)
    assert darkness[0] < 0.1
    assert darkness[-1] > 0.95


def test_every_language_of_inloop_has_a_line_and_it_is_a_tickets_own() -> None:
    assert [code for code, _ in SAMPLES] == [language.code for language in LANGUAGES]
    assert all(text == ticket_in(code).instruction for code, text in SAMPLES)


@BOTH_WIDTHS
def test_a_phone_reads_which_printer_it_is_and_when(width: int) -> None:
    (code,) = read_codes(paper_of(PAGE, width).convert("L"), symbols=[ZBarSymbol.QRCODE])
    assert code.data.decode() == f"inloop test {PAGE.name} {PAGE.moment}"


def test_name_address_and_moment_are_on_the_page() -> None:
    plain = paper_of(PAGE, 576).tobytes()
    for other in (
        TestPage("Balie", PAGE.address, PAGE.moment),
        TestPage(PAGE.name, "virtual:", PAGE.moment),
        TestPage(PAGE.name, PAGE.address, "zondag"),
    ):
        assert paper_of(other, 576).tobytes() != plain


def test_a_long_name_does_not_make_the_code_too_large() -> None:
    page = TestPage("Printer " * 20, "usb://04b8:0e28", PAGE.moment)
    assert read_codes(paper_of(page, 384).convert("L"), symbols=[ZBarSymbol.QRCODE])
