"""Scripts, fonts and directions within one line, and the breaking of lines."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printer.font import Family, covered
from printer.line import Style, clean, set_line
from printer.paragraph import set_paragraph
from tests.printer.cast import LANGUAGES, ticket_in

STYLE = Style(30)
WORDS = st.sampled_from(
    ["werk", "zoeken", "Zuid-Holland", "قائمة", "العمل", "ስራሕ", "робота", "ę", "12", "A07", "(x)"]
)


def runs_of(text: str, *, rtl: bool) -> list[tuple[str, Family]]:
    return [(run.text, run.family) for run in set_line(text, STYLE, rtl=rtl).runs]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_character_of_every_ticket_has_a_glyph(language: str) -> None:
    ticket = ticket_in(language)
    for text in (ticket.question, ticket.issued, ticket.ahead, ticket.instruction, ticket.qr_hint):
        for run in set_line(text, STYLE, rtl=ticket.rtl).runs:
            visible = {ord(char) for char in run.text if char != "\u200c"}
            assert visible <= covered(run.family)


def test_one_font_draws_a_line_that_it_covers() -> None:
    assert runs_of("انظر إلى الشاشة. سوف ننادي A07.", rtl=True) == [
        ("انظر إلى الشاشة. سوف ننادي A07.", Family.ARABIC)
    ]


def test_a_left_to_right_line_of_two_fonts_keeps_its_order() -> None:
    assert runs_of("Пошук ስራሕ", rtl=False) == [("Пошук ", Family.SANS), ("ስራሕ", Family.ETHIOPIC)]


def test_a_right_to_left_line_of_two_fonts_runs_from_the_right() -> None:
    assert runs_of("مكتب Пошук роботи هنا", rtl=True) == [
        (" هنا", Family.ARABIC),
        ("Пошук роботи", Family.SANS),
        ("مكتب ", Family.ARABIC),
    ]


def test_a_foreign_word_keeps_its_own_direction_within_a_right_to_left_line() -> None:
    line = set_line("من Пошук.", STYLE, rtl=True)
    assert [run.direction for run in line.runs] == ["rtl", "ltr", "rtl"]
    assert "".join(run.text for run in line.runs) == ".Пошукمن "


def test_a_right_to_left_word_within_a_left_to_right_line_stays_in_its_place() -> None:
    assert runs_of("Пошук عمل тут", rtl=False) == [
        ("Пошук ", Family.SANS),
        ("عمل", Family.ARABIC),
        (" тут", Family.SANS),
    ]


def test_a_line_without_right_to_left_letters_reads_left_to_right_on_any_ticket() -> None:
    (run,) = set_line("Kijk op het scherm.", STYLE, rtl=True).runs
    assert run.direction == "ltr"


def test_arabic_letters_are_joined() -> None:
    alone = set_line("ه", STYLE, rtl=True).width
    assert set_line("ههه", STYLE, rtl=True).width < 2.7 * alone


def test_control_characters_never_reach_the_paper() -> None:
    assert clean("A\x1dV\x00\n07\u2028 e\u0301 \ud800") == "A V 07 é"


def test_nobody_can_turn_around_the_text_of_others() -> None:
    assert clean("A\u202e07\u2066 x\u2069") == "A07 x"
    assert clean("می\u200cزنیم\u200f") == "می\u200cزنیم\u200f"


@given(st.lists(WORDS, min_size=1, max_size=14), st.integers(90, 576), st.booleans())
@settings(deadline=None, max_examples=60)
def test_wrapping_loses_nothing_and_stays_within_the_width(words: list[str], width: int, rtl: bool) -> None:
    text = " ".join(words)
    paragraph = set_paragraph(text, width, STYLE, rtl=rtl)
    assert all(line.width <= width + 1 for line in paragraph.lines)
    drawn = "".join(run.text for line in paragraph.lines for run in line.runs)
    assert sorted(drawn.replace(" ", "")) == sorted(text.replace(" ", ""))


def test_lines_of_a_paragraph_are_about_equally_long() -> None:
    first, second = set_paragraph("Werkcentrum Zuid-Holland Centraal", 384, Style(30), rtl=False).lines
    assert 0.5 < first.width / second.width < 2


def test_a_text_slightly_too_long_is_set_a_little_smaller_instead_of_breaking() -> None:
    width = int(set_line("We roepen A07.", STYLE, rtl=False).width)
    paragraph = set_paragraph("We roepen A07.", width - 5, STYLE, rtl=False)
    assert len(paragraph.lines) == 1
    assert 27 <= paragraph.style.size < 30


def test_a_word_wider_than_the_paper_is_broken_after_a_hyphen_first() -> None:
    lines = set_paragraph("Leidschendam-Voorburg-Wassenaar", 240, STYLE, rtl=False).lines
    assert next(run.text for line in lines for run in line.runs).endswith("-")


def test_an_endless_word_is_broken_anywhere() -> None:
    lines = set_paragraph("x" * 60, 200, STYLE, rtl=False).lines
    assert len(lines) > 3
    assert sum(len(run.text) for line in lines for run in line.runs) == 60


def test_an_empty_text_has_no_lines() -> None:
    assert set_paragraph(" \n", 200, STYLE, rtl=False).lines == ()
