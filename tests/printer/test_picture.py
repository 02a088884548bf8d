"""The ticket as it comes out: readable by people and by phones, in every language, on both papers."""

from dataclasses import replace

import pytest
from PIL import Image
from pyzbar.pyzbar import ZBarSymbol
from pyzbar.pyzbar import decode as read_codes

from printer import line
from printer.font import ShapingMissingError
from printer.layout_size import DOTS_PER_MILLIMETRE, WIDTHS
from printer.picture import draw_ticket
from tests.printer.cast import LANGUAGES, URL, ticket_in

EVERY_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
BOTH_WIDTHS = pytest.mark.parametrize("width", WIDTHS)


def ink_box(picture: Image.Image) -> tuple[int, int, int, int]:
    box = picture.convert("L").point(lambda value: 255 - value).getbbox()
    assert box is not None
    return box


@EVERY_LANGUAGE
@BOTH_WIDTHS
def test_a_phone_reads_the_way_to_the_visitors_own_page(language: str, width: int) -> None:
    picture = draw_ticket(ticket_in(language), width)
    (code,) = read_codes(picture.convert("L"), symbols=[ZBarSymbol.QRCODE])
    assert code.data.decode() == URL


@EVERY_LANGUAGE
def test_a_ticket_of_80_millimetres_is_at_most_nine_centimetres_long(language: str) -> None:
    assert draw_ticket(ticket_in(language), 576).height <= 90 * DOTS_PER_MILLIMETRE


@EVERY_LANGUAGE
@BOTH_WIDTHS
def test_a_ticket_is_black_and_white_and_as_wide_as_the_paper(language: str, width: int) -> None:
    picture = draw_ticket(ticket_in(language), width)
    assert (picture.mode, picture.width) == ("1", width)


@BOTH_WIDTHS
def test_the_number_is_by_far_the_largest_thing(width: int) -> None:
    picture = draw_ticket(ticket_in("nl"), width)
    rows = [picture.crop((0, top, width, top + 1)).getextrema()[0] == 0 for top in range(picture.height)]
    stretches = "".join("x" if row else " " for row in rows).split()
    code, number, *text = sorted((len(stretch) for stretch in stretches), reverse=True)
    assert number >= 17 * DOTS_PER_MILLIMETRE
    assert number >= 3 * text[0]
    assert code < 1.5 * number


@pytest.mark.parametrize("label", ["A07", "B107", "C1234"])
@BOTH_WIDTHS
def test_a_longer_number_becomes_smaller_and_is_never_cut(label: str, width: int) -> None:
    picture = draw_ticket(ticket_in("nl", label), width)
    shorter = draw_ticket(ticket_in("nl", "A07"), width)
    assert ink_box(picture)[2] <= width
    assert picture.height <= shorter.height


def test_a_right_to_left_ticket_is_mirrored() -> None:
    left_to_right, right_to_left = (draw_ticket(ticket_in(language), 576) for language in ("ti", "ar"))
    # The upper part without the rule: organisation, place, number and question.
    head = (0, 0, 576, 300)
    assert ink_box(left_to_right.crop((0, 40, 576, 300)))[0] < 20
    assert ink_box(right_to_left.crop((0, 40, 576, 300)))[2] > 556
    assert ink_box(left_to_right.crop(head)) != ink_box(right_to_left.crop(head))


def test_long_texts_are_wrapped_and_lengthen_the_paper() -> None:
    ticket = ticket_in("nl")
    long = replace(
        ticket,
        organisation="Werkcentrum " * 5,
        question="Arbeidsongeschiktheidsverzekeringsmaatschappijen " * 2,
        instruction=ticket.instruction * 4,
        qr_hint=ticket.qr_hint * 6,
        footer="Werkcentrum Zuid-Holland Centraal, Stadshart 1, Zoetermeer, telefoon 079 000 00 00",
    )
    for width in WIDTHS:
        assert draw_ticket(long, width).height > draw_ticket(ticket, width).height + 200


def test_a_long_address_stands_alone_and_is_still_read() -> None:
    url = URL + "?from=" + "x" * 120
    picture = draw_ticket(ticket_in("pl", url=url), 384)
    (code,) = read_codes(picture.convert("L"), symbols=[ZBarSymbol.QRCODE])
    assert code.data.decode() == url


@pytest.mark.parametrize("length", [1000, 4000])
def test_an_address_too_long_for_the_paper_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match="do not fit a QR code"):
        draw_ticket(ticket_in("nl", url="x" * length), 384)


def test_another_width_is_refused() -> None:
    with pytest.raises(ValueError, match="576 or 384 dots wide, not 512"):
        draw_ticket(ticket_in("nl"), 512)


def test_a_ticket_without_a_number_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a number"):
        draw_ticket(ticket_in("nl", label=" \n"), 576)


def test_without_shaping_arabic_is_refused_and_dutch_still_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line, "shaping_available", lambda: False)
    with pytest.raises(ShapingMissingError, match="install the system library libfribidi0"):
        draw_ticket(ticket_in("ar"), 576)
    (code,) = read_codes(draw_ticket(ticket_in("nl"), 576).convert("L"), symbols=[ZBarSymbol.QRCODE])
    assert code.data.decode() == URL
