"""Tickets as text: the same content as the picture, in the printer's own letters."""

from dataclasses import replace
from pathlib import Path

import pytest

from config.ticket import DEFAULT_LAYOUT, TicketLayout
from printer.escpos_border import printer_classes, use_cache
from printer.layout import Words, ticket_blocks
from printer.layout_size import PAPER, WIDTHS
from printer.native import CODE_PAGES, native_job, plain
from printer.paper import bytes_of
from printer.qr import dots_a_module
from printer.raster import FEED_AND_CUT, INITIALISE, RASTER, REAL_TIME
from printer.slip_text import SlipLine, SlipText
from printer.test_page import TestPage
from printer.ticket_text import TicketText
from tests.printer.cast import RICH, URL, ticket_in
from tests.printer.read_back_text import printed

BOTH_WIDTHS = pytest.mark.parametrize("width", WIDTHS)
LATIN = pytest.mark.parametrize(
    ("language", "page"), [("nl", 19), ("en", 19), ("pl", 18), ("tr", 13)], ids=["nl", "en", "pl", "tr"]
)


def job_of(ticket: TicketText, width: int, layout: TicketLayout = DEFAULT_LAYOUT) -> bytes:
    job = native_job(ticket_blocks(ticket, layout, PAPER[width]), width)
    assert job is not None
    return job


@LATIN
@BOTH_WIDTHS
@pytest.mark.parametrize("layout", [DEFAULT_LAYOUT, RICH], ids=["usual", "rich"])
def test_a_ticket_as_text_says_all_that_the_picture_says(
    language: str, page: int, width: int, layout: TicketLayout
) -> None:
    ticket = replace(ticket_in(language), wait="20 min", mark="Oefenen\nTraining", footer="079 000 00 00")
    job = job_of(ticket, width, layout)
    assert job.startswith(INITIALISE + b"\x1dP\xcb\xcb\x1bt" + bytes([page]))
    out = printed(job, width)
    blocks = ticket_blocks(ticket, layout, PAPER[width])
    words = [block.text for block in blocks if isinstance(block, Words)]
    for text in (*words, ticket.qr_hint, ticket.issued, *ticket.mark.splitlines()):
        assert "".join(plain(text).split()) in out.text
    assert (out.codes, out.cuts) == ([URL], 1)
    assert (out.rows > 0) is (layout is RICH)


@pytest.mark.parametrize("language", ["uk", "ar", "fa", "ti"])
@BOTH_WIDTHS
def test_a_script_that_no_code_page_has_becomes_a_picture(language: str, width: int) -> None:
    ticket = ticket_in(language)
    assert native_job(ticket_blocks(ticket, DEFAULT_LAYOUT, PAPER[width]), width) is None
    assert bytes_of(ticket, width, manner_text=True) == bytes_of(ticket, width)


@pytest.mark.parametrize("language", ["nl", "en", "pl", "tr"])
def test_a_ticket_as_text_is_thirty_times_shorter(language: str) -> None:
    ticket = ticket_in(language)
    assert 30 * len(bytes_of(ticket, 576, manner_text=True)) < len(bytes_of(ticket, 576))


@BOTH_WIDTHS
def test_the_number_is_as_large_as_the_paper_allows(width: int) -> None:
    def times(label: str) -> int:
        out = printed(job_of(ticket_in("nl", label), width), width)
        return max(wide for text, wide, _ in out.lines if text == label)

    assert times("A07") == 8
    assert times("C1234567") == width // 12 // 8
    assert times("A07") * 3 <= width // 12


def test_words_are_never_parted_where_they_fit() -> None:
    out = printed(job_of(replace(ticket_in("nl"), instruction="Werkcentrum " * 9), 384), 384)
    assert [text for text, _, _ in out.lines].count("Werkcentrum Werkcentrum") == 4


def test_what_is_centred_in_the_layout_is_centred_as_text() -> None:
    out = printed(job_of(ticket_in("nl"), 576, RICH), 576)
    centred = [text for (text, _, _), middle in zip(out.lines, out.centred, strict=True) if middle]
    assert "A07" in centred
    assert "Nog 3 voor je" not in centred


@pytest.mark.parametrize(
    "typed",
    [
        "A\x1dV\x00B",
        "A\x10\x14\x01\x03\x14\x01\x06\x02\x08B",
        "A\x1bp\x00\x19\xfaB",
        "A\x10\x04\x01B",
        "A\x7f\x85B",
    ],
)
def test_typed_control_bytes_are_not_among_the_bytes(typed: str) -> None:
    ticket = replace(ticket_in("nl"), question=typed, footer=typed, mark=typed)
    job = job_of(ticket, 576)
    assert not REAL_TIME.search(job)
    assert "\x1bp" not in job.decode("latin-1")
    assert job.count(FEED_AND_CUT[:2]) == 1
    out = printed(job, 576)
    assert out.cuts == 1
    assert out.text.count("A") >= 3


def test_typographic_quotes_and_joiners_become_what_a_typewriter_has() -> None:
    assert plain("‘Zo’ – “of”…\u200e so\u200bo") == "'Zo' - \"of\"... soo"


@pytest.mark.parametrize("url", ["https://x.nl/é", "https://x.nl/a b", "https://x.nl/\x1d", "x" * 501])
def test_a_code_that_a_printer_may_misread_makes_the_ticket_a_picture(url: str) -> None:
    ticket = ticket_in("nl", url=url)
    assert native_job(ticket_blocks(ticket, DEFAULT_LAYOUT, PAPER[576]), 576) is None


def test_a_slip_as_text_says_all_its_lines() -> None:
    slip = SlipText("nl", False, "Doorverwijzing", (SlipLine("Loket Werk", "Waar", strong=True),), URL)
    out = printed(bytes_of(slip, 384, manner_text=True), 384)
    assert [text for text, _, _ in out.lines if "─" not in text] == ["Doorverwijzing", "Waar", "Loket Werk"]
    assert out.codes == [URL]


def test_a_test_page_is_always_a_picture() -> None:
    page = TestPage("Kiosk A", "serial:///dev/ttyUSB0", "zaterdag 14:05")
    assert RASTER in bytes_of(page, 576, manner_text=True)


def test_commands_are_what_python_escpos_sends(tmp_path: Path) -> None:
    use_cache(tmp_path / "escpos")
    job = job_of(ticket_in("nl"), 576)
    dummy = printer_classes().Dummy()
    dots = dots_a_module(URL, wanted=210, room=576)
    dummy.qr(URL, native=True, ec=1, size=dots)
    assert dummy.output in job
    for styled in ({"width": 8, "height": 8}, {"width": 2, "height": 2}):
        dummy = printer_classes().Dummy()
        dummy.set(custom_size=True, **styled)
        dummy.set(bold=True)
        assert dummy.output in job
    dummy = printer_classes().Dummy()
    dummy.set(align="center")
    assert dummy.output in job_of(ticket_in("nl"), 576, RICH)


@pytest.mark.parametrize(("codec", "number"), CODE_PAGES)
def test_code_pages_have_the_numbers_that_python_escpos_gives_them(
    codec: str, number: int, tmp_path: Path
) -> None:
    use_cache(tmp_path / "escpos")
    dummy = printer_classes().Dummy(profile="TM-T20II")
    dummy.charcode(codec.upper())
    assert dummy.output == b"\x1bt" + bytes([number])
