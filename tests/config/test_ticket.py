"""The layout of a ticket as a region writes it down, right and wrong."""

import base64
from typing import Any

import pytest
from pydantic import ValidationError

from config.ticket import DEFAULT_LAYOUT, Paper, Part, PartName, TicketLayout
from config.ticket_logo import logo_picture
from tests.printer.cast import RICH, logo_uri


def refusals(layout: Any) -> list[tuple[tuple[int | str, ...], str]]:
    with pytest.raises(ValidationError) as refused:
        TicketLayout.model_validate(layout)
    return [(error["loc"], error["msg"]) for error in refused.value.errors()]


def test_a_bare_name_is_a_part_without_wishes() -> None:
    layout = TicketLayout.model_validate({"parts": ["number", {"part": "qr", "size": "large"}]})
    assert [part.part for part in layout.parts] == [PartName.NUMBER, PartName.QR]
    assert layout.parts[0] == Part(part=PartName.NUMBER)
    assert (layout.copies, layout.logo) == (1, None)


@pytest.mark.parametrize("layout", [DEFAULT_LAYOUT, RICH])
def test_a_layout_survives_being_written_down(layout: TicketLayout) -> None:
    assert TicketLayout.model_validate_json(layout.model_dump_json()) == layout
    assert TicketLayout.model_validate(layout.model_dump(mode="json", exclude_defaults=True)) == layout


def test_the_usual_ticket_has_every_part_but_free_lines_and_space_on_both_papers() -> None:
    for paper in Paper:
        parts = [part for part in DEFAULT_LAYOUT.parts if part.stands_on(paper)]
        named = {part.part for part in parts} | {name for part in parts for name in part.beside}
        assert named == set(PartName) - {PartName.LINE, PartName.SPACE}


def test_a_line_is_in_the_visitors_language_or_in_dutch() -> None:
    line = Part.model_validate({"part": "line", "text": {"nl": "Welkom", "pl": "Witamy"}})
    assert line.words("pl") == ("Witamy", "pl")
    assert line.words("ti") == ("Welkom", "nl")


@pytest.mark.parametrize(
    ("parts", "place", "said"),
    [
        (["qr", "footer"], ("parts",), 'has no number on paper of 80 mm: add "number"'),
        ([{"part": "number", "paper": "80"}], ("parts",), "has no number on paper of 58 mm"),
        (["number", "qr", "qr"], ("parts",), 'has "qr" twice on paper of 80 mm: take one away'),
        (["number", "issued", {"part": "qr", "beside": ["issued"]}], ("parts",), 'has "issued" twice'),
        (["number"] + ["space"] * 40, ("parts",), "at most 40"),
        (["number", "code"], ("parts", 1, "part"), '"code" is no part of a ticket: write one of logo, '),
        (["number", {"part": []}], ("parts", 1, "part"), "is no part of a ticket"),
        (["number", 7], ("parts", 1), "valid dictionary"),
        (["number", "line"], ("parts", 1, "text"), "is missing in Dutch"),
        ([{"part": "line", "text": {"en": "Hello"}}], ("parts", 0, "text"), "is missing in Dutch"),
        ([{"part": "number", "text": {"nl": "x"}}], ("parts", 0, "text"), 'text only for a "line"'),
        ([{"part": "number", "beside": ["wait"]}], ("parts", 0, "beside"), 'only a "qr" has room beside'),
        ([{"part": "qr", "beside": ["logo"]}], ("parts", 0, "beside"), '"logo" cannot stand beside'),
        ([{"part": "number", "size": "huge"}], ("parts", 0, "size"), "'small', 'normal' or 'large'"),
        ([{"part": "number", "align": "end"}], ("parts", 0, "align"), "'start' or 'centre'"),
        ([{"part": "number", "bold": True}], ("parts", 0, "bold"), "not permitted"),
    ],
)
def test_parts_that_make_no_ticket_are_refused_with_their_place(
    parts: list[Any], place: tuple[int | str, ...], said: str
) -> None:
    ((found, message),) = refusals({"parts": parts})
    assert found == place
    assert said in message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ({"nl": "Koffie\x1dV"}, "invisible character U+001D"),
        ({"nl": "Koffie \u202eeeht"}, "invisible character U+202E"),
        ({"nl": " "}, "at least 1 character"),
        ({"nl": "x" * 161}, "at most 160 characters"),
        ({"nl": "Hoi", "xx": "?"}, '"xx" is no language of Inloop: write one of nl, en, '),
    ],
)
def test_a_line_that_cannot_be_printed_is_refused(text: dict[str, str], said: str) -> None:
    ((place, message),) = refusals({"parts": ["number", {"part": "line", "text": text}]})
    assert place[:3] == ("parts", 1, "text")
    assert said in message


@pytest.mark.parametrize(
    ("logo", "said"),
    [
        ("logo.png", 'is no PNG as text: write "data:image/png;base64,"'),
        ("data:image/png;base64,?", "cannot be read as a PNG"),
        ("data:image/png;base64," + base64.b64encode(b"GIF89a").decode(), "cannot be read as a PNG"),
        (logo_uri()[:-60], "cannot be read as a PNG"),
        ("data:image/png;base64," + "A" * 100_000, "is too big, 100022 characters"),
        (logo_uri(2400, 20), "is larger than 2000 pixels: make it smaller"),
        (logo_uri(colour="#ffee88"), "is too light to print"),
    ],
)
def test_a_logo_that_cannot_be_printed_is_refused(logo: str, said: str) -> None:
    ((place, message),) = refusals({"logo": logo, "parts": ["logo", "number"]})
    assert place == ("logo",)
    assert said in message


def test_a_damaged_logo_is_refused_wherever_it_is_damaged() -> None:
    data = bytearray(base64.b64decode(logo_uri(60, 20).partition(",")[2]))
    for place in range(len(data)):
        damaged = data.copy()
        damaged[place] ^= 0x55
        try:
            picture = logo_picture("data:image/png;base64," + base64.b64encode(damaged).decode())
        except ValueError:
            continue
        assert picture.mode == "L"


def test_a_logo_without_a_place_is_refused() -> None:
    ((_, message),) = refusals({"logo": logo_uri(), "parts": ["number"]})
    assert 'has a logo without a place: add "logo" to parts' in message


def test_there_are_one_or_two_copies() -> None:
    ((place, _),) = refusals({"copies": 3, "parts": ["number"]})
    assert place == ("copies",)
