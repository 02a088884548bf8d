"""What a layout does to the paper."""

from dataclasses import replace

import pytest
from PIL import Image, ImageChops
from pyzbar.pyzbar import ZBarSymbol
from pyzbar.pyzbar import decode as read_codes

from config.ticket import DEFAULT_LAYOUT, Paper, Size, TicketLayout
from printer.layout import Code, Logo, Mark, Role, Words, ticket_blocks
from printer.layout_size import WIDTHS
from printer.logo import draw_logo
from printer.picture import draw_ticket
from tests.printer.cast import COFFEE, DUTCH, LANGUAGES, RICH, URL, logo_uri, ticket_in

BOTH_WIDTHS = pytest.mark.parametrize("width", WIDTHS)


def layout_of(*parts: object, logo: str | None = None) -> TicketLayout:
    return TicketLayout.model_validate({"parts": parts, "logo": logo})


def said(language: str, layout: TicketLayout, paper: Paper = Paper.WIDE) -> list[str]:
    blocks = ticket_blocks(ticket_in(language), layout, paper)
    return [block.text for block in blocks if isinstance(block, Words)]


def ink_box(picture: Image.Image) -> tuple[int, int, int, int]:
    box = picture.convert("L").point(lambda value: 255 - value).getbbox()
    assert box is not None
    return box


def test_parts_stand_in_the_order_of_the_layout() -> None:
    ticket = ticket_in("nl")
    layout = layout_of("footer", "instruction", "number", "organisation")
    assert said("nl", layout) == [ticket.instruction, ticket.label, ticket.organisation]


def test_the_usual_ticket_says_when_it_was_issued_once_on_each_paper() -> None:
    ticket = ticket_in("nl")
    for paper in Paper:
        blocks = ticket_blocks(ticket, DEFAULT_LAYOUT, paper)
        (code,) = (block for block in blocks if isinstance(block, Code))
        texts = [block.text for block in (*blocks, *code.beside) if isinstance(block, Words)]
        assert texts.count(ticket.issued) == 1


def test_the_wait_takes_room_only_where_it_is_known() -> None:
    ticket = ticket_in("nl")
    with_wait = replace(ticket, wait="Ongeveer 20 minuten")
    blocks = ticket_blocks(with_wait, DEFAULT_LAYOUT, Paper.WIDE)
    assert [block for block in blocks if isinstance(block, Words) and block.text == with_wait.wait]
    assert draw_ticket(with_wait, 576).height > draw_ticket(ticket, 576).height
    assert draw_ticket(replace(ticket, wait=" "), 576).height == draw_ticket(ticket, 576).height


def test_dutch_words_stand_where_the_layout_names_them() -> None:
    first, rest = DUTCH
    assert said("pl", layout_of("second", "number", "second")) == [first, "A07", rest]
    assert said("pl", layout_of("second", "number")) == [first, rest, "A07"]
    assert said("pl", layout_of("number", "second", "second", "second")) == ["A07", first, rest]
    assert said("pl", layout_of("number")) == ["A07"]


@pytest.mark.parametrize(("language", "text"), [("ar", COFFEE["ar"]), ("ti", COFFEE["nl"])])
def test_a_free_line_is_in_the_visitors_language_or_in_dutch(language: str, text: str) -> None:
    assert text in said(language, RICH)


@BOTH_WIDTHS
def test_a_large_number_is_larger_and_a_small_one_smaller(width: int) -> None:
    heights = [
        ink_box(draw_ticket(ticket_in("nl"), width, layout_of({"part": "number", "size": size})))[3]
        for size in Size
    ]
    assert heights[0] < 0.7 * heights[1] < 0.7 * heights[2]


@pytest.mark.parametrize("language", ["nl", "ar"])
@BOTH_WIDTHS
def test_what_is_centred_has_as_much_room_at_either_side(language: str, width: int) -> None:
    for part in ("number", "question", "location", "instruction"):
        picture = draw_ticket(
            ticket_in(language),
            width,
            layout_of({"part": "number", "align": "centre"}, {"part": part, "align": "centre"})
            if part != "number"
            else layout_of({"part": "number", "align": "centre"}),
        )
        left, _, right, _ = ink_box(picture)
        assert abs(left - (width - right)) <= 0.05 * width


@pytest.mark.parametrize("language", LANGUAGES)
@BOTH_WIDTHS
def test_a_region_with_a_will_of_its_own_gets_a_readable_code(language: str, width: int) -> None:
    picture = draw_ticket(ticket_in(language), width, RICH)
    (code,) = read_codes(picture.convert("L"), symbols=[ZBarSymbol.QRCODE])
    assert code.data.decode() == URL
    assert abs(code.rect.left + code.rect.width / 2 - width / 2) < 10


def test_text_beside_the_code_goes_below_where_there_is_no_room() -> None:
    layout = layout_of("number", {"part": "qr", "size": "large", "beside": ["issued"]})
    narrow, wide = (draw_ticket(ticket_in("nl"), width, layout) for width in (384, 576))
    (code,) = read_codes(narrow.convert("L"), symbols=[ZBarSymbol.QRCODE])
    assert ink_box(narrow)[3] > code.rect.top + code.rect.height + 30
    (code,) = read_codes(wide.convert("L"), symbols=[ZBarSymbol.QRCODE])
    assert ink_box(wide)[3] < code.rect.top + code.rect.height + 10


@BOTH_WIDTHS
def test_a_mark_stands_in_a_box_above_everything_else(width: int) -> None:
    ticket = ticket_in("nl")
    marked = replace(ticket, mark="Opnieuw geprint (kopie 2)")
    assert isinstance(ticket_blocks(marked, RICH, Paper.WIDE)[0], Mark)
    plain, picture = draw_ticket(ticket, width), draw_ticket(marked, width)
    assert not picture.crop((0, 0, width, 4)).getextrema()[1]
    assert picture.height > plain.height + 40
    # Below the box and the room under it, the ticket is the same.
    below = picture.crop((0, picture.height - plain.height, width, picture.height))
    assert ImageChops.difference(below.convert("L"), plain.convert("L")).getbbox() is None


def test_each_line_of_a_mark_begins_anew() -> None:
    ticket = ticket_in("ar")
    one, two = (replace(ticket, mark=mark) for mark in ("Oefenen تدريب", "تدريب\nOefenen"))
    assert draw_ticket(two, 576).height > draw_ticket(one, 576).height + 20


def test_a_logo_is_black_or_white_and_never_wider_or_higher_than_its_share() -> None:
    for size, share in zip(Size, (1 / 3, 2 / 3, 1), strict=True):
        logo = draw_logo(logo_uri(1900, 200), size, 576)
        assert (logo.mode, logo.width) == ("1", round(576 * share))
        assert logo.getextrema() == (0, 255)
    assert draw_logo(logo_uri(200, 1900), Size.LARGE, 384).height == 384 // 3
    assert draw_logo(logo_uri(40, 20), Size.LARGE, 384).size == (40, 20)


def test_a_logo_stands_at_the_side_where_lines_begin() -> None:
    layout = layout_of("logo", "number", logo=logo_uri(100, 40))
    assert [block for block in ticket_blocks(ticket_in("nl"), layout, Paper.WIDE) if isinstance(block, Logo)]
    left, right = (draw_ticket(ticket_in(language), 576, layout) for language in ("nl", "ar"))
    assert ink_box(left.crop((0, 0, 576, 40)))[2] == 100
    assert ink_box(right.crop((0, 0, 576, 40)))[0] == 476


def test_the_number_is_the_loudest_of_all_roles() -> None:
    blocks = ticket_blocks(ticket_in("nl"), DEFAULT_LAYOUT, Paper.WIDE)
    assert [block.text for block in blocks if isinstance(block, Words) and block.role is Role.NUMBER] == [
        "A07"
    ]


@BOTH_WIDTHS
def test_a_number_that_is_none_is_broken_into_lines_and_never_cut(width: int) -> None:
    endless = draw_ticket(ticket_in("nl", "A07" * 30), width, layout_of("number"))
    assert ink_box(endless)[2] <= width
    assert 60 < endless.height < 400


@BOTH_WIDTHS
def test_letters_with_marks_piled_up_do_not_run_over_the_lines_above(width: int) -> None:
    plain, piled = (
        draw_ticket(
            replace(ticket_in("nl"), question=text), width, layout_of("organisation", "number", "question")
        )
        for text in ("Werk", "W" + "e\u0301" + "\u0302" * 40 + "rk")
    )
    above = (0, 0, width, 100)
    assert piled.crop(above).tobytes() == plain.crop(above).tobytes()
