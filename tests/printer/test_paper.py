"""Whatever is typed and however it is laid out: the bytes print the picture and command nothing else."""

import io
from dataclasses import fields, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from config.ticket import DEFAULT_LAYOUT, TicketLayout
from printer.decoder import decode
from printer.layout import Words, ticket_blocks
from printer.layout_size import PAPER, WIDTHS
from printer.native import plain
from printer.paper import bytes_of, draw, preview
from printer.raster import RASTER, REAL_TIME
from printer.slip_text import SlipLine, SlipText
from printer.test_page import TestPage
from printer.ticket_text import TicketText
from tests.depth import times
from tests.printer.cast import LANGUAGES, RICH, logo_uri, ticket_in
from tests.printer.read_back_text import printed

# What people type, paste and try, between ordinary words of several scripts.
FRAGMENTS = st.sampled_from(
    [
        *(
            "Werk",
            "zoeken",
            "العمل",
            "می‌زنیم",
            "ስራሕ",
            "Пошук",
            "A07",
            "14:05",
            "Rijksdienst-voor/ondernemend",
            " ",
        ),
        *(
            "\x10\x04\x01",
            "\x10\x05\x02",
            "\x10\x14\x01\x00\x01",
            "\x1b@",
            "\x1dV\x00",
            "\x1bp\x00\x19\xfa",
            "\n",
        ),
        *(
            "\u202e",
            "\u2066",
            "\u2069",
            "\u200f",
            "\u200d",
            "\u200b",
            "\ufeff",
            "\u2028",
            "\ud800",
            "\U0010fffd",
        ),
        *("😀", "👩🏽‍💻", "漢字", "e\u0301\u0302\u0303", "¡€ß", "x" * 90, "ﷺ", "\u0300" * 6),
    ]
)
TEXTS = st.one_of(st.lists(FRAGMENTS, max_size=6).map("".join), st.text(max_size=40))
PLAIN_URL = st.from_regex(r"https://[a-z]{4,12}\.nl/t/[A-Za-z0-9_-]{22,60}", fullmatch=True)
ONCE = (
    "logo",
    "organisation",
    "location",
    "issued",
    "question",
    "ahead",
    "wait",
    "instruction",
    "qr",
    "footer",
)
OFTEN = ("rule", "space", "second", "line")


@st.composite
def tickets(draw_one: st.DrawFn) -> TicketText:
    """A ticket full of surprises, in one of the eight languages."""
    language = draw_one(st.sampled_from(LANGUAGES))
    ticket = ticket_in(
        language, draw_one(st.from_regex(r"[A-H][0-9]{2,4}", fullmatch=True)), draw_one(PLAIN_URL)
    )
    names = [field.name for field in fields(ticket) if field.type == "str" or field.type is str]
    typed = [name for name in names if name not in ("language", "label", "qr_url")]
    changed = draw_one(st.dictionaries(st.sampled_from(typed), TEXTS, max_size=5))
    # mypy cannot know that every name is one of a text.
    return replace(ticket, **changed)  # type: ignore[arg-type]


@st.composite
def layouts(draw_one: st.DrawFn) -> TicketLayout:
    """Any layout that is one: a number, each other part at most once, rules and lines at will."""
    names = draw_one(st.lists(st.sampled_from(ONCE), unique=True))
    names += draw_one(st.lists(st.sampled_from(OFTEN), max_size=6))
    parts: list[dict[str, object]] = [
        {"part": name} for name in draw_one(st.permutations([*names, "number"]))
    ]
    for part in parts:
        part["size"] = draw_one(st.sampled_from(["small", "normal", "large"]))
        part["align"] = draw_one(st.sampled_from(["start", "centre"]))
        if part["part"] == "line":
            part["text"] = {"nl": "Koffie staat klaar", "ar": "القهوة جاهزة"}
    logo = LOGO if "logo" in names and draw_one(st.booleans()) else None
    return TicketLayout.model_validate({"parts": parts, "logo": logo})


LOGO = logo_uri(333, 90)
LAYOUTS = st.one_of(st.sampled_from([DEFAULT_LAYOUT, RICH]), layouts())


def dots_of(picture: Image.Image) -> bytes:
    return picture.tobytes("raw", "1;I")


def holds_what_was_drawn(ticket: TicketText, width: int, layout: TicketLayout, strip_rows: int) -> None:
    picture = draw(ticket, width, layout)
    job = bytes_of(ticket, width, layout, strip_rows=strip_rows)
    assert not REAL_TIME.search(job)
    (paper,) = decode(job, width)
    assert paper.size == picture.size
    changed = {(was, now) for was, now in zip(dots_of(picture), dots_of(paper), strict=True) if was != now}
    assert changed <= {(0x10, 0x00)}


def says_what_was_typed(ticket: TicketText, width: int, layout: TicketLayout) -> None:
    job = bytes_of(ticket, width, layout, manner_text=True)
    assert not REAL_TIME.search(job)
    if job == bytes_of(ticket, width, layout):
        return
    out = printed(job, width)
    assert out.cuts == 1
    for block in ticket_blocks(ticket, layout, PAPER[width]):
        if isinstance(block, Words):
            assert "".join(plain(block.text).split()) in out.text


@given(tickets(), st.sampled_from(WIDTHS), LAYOUTS, st.integers(8, 128))
@settings(deadline=None, max_examples=times(25, 100), suppress_health_check=[HealthCheck.too_slow])
def test_the_bytes_are_the_picture_and_no_command_more(
    ticket: TicketText, width: int, layout: TicketLayout, strip_rows: int
) -> None:
    holds_what_was_drawn(ticket, width, layout, strip_rows)


@given(tickets(), st.sampled_from(WIDTHS), LAYOUTS)
@settings(deadline=None, max_examples=times(25, 100), suppress_health_check=[HealthCheck.too_slow])
def test_a_ticket_as_text_says_what_was_typed_and_obeys_nothing_of_it(
    ticket: TicketText, width: int, layout: TicketLayout
) -> None:
    says_what_was_typed(ticket, width, layout)


@pytest.mark.stress
@pytest.mark.parametrize("width", WIDTHS)
@given(tickets(), LAYOUTS, st.integers(8, 128))
@settings(deadline=None, max_examples=times(100, 1100), suppress_health_check=[HealthCheck.too_slow])
def test_many_tickets_are_the_picture_and_no_command_more(
    width: int, ticket: TicketText, layout: TicketLayout, strip_rows: int
) -> None:
    holds_what_was_drawn(ticket, width, layout, strip_rows)
    says_what_was_typed(ticket, width, layout)


@pytest.mark.parametrize("strip_rows", [8, 24, 128])
def test_no_strip_is_higher_than_the_printer_can_hold(strip_rows: int) -> None:
    job = bytes_of(ticket_in("ar"), 576, strip_rows=strip_rows)
    heights = [int.from_bytes(part[2:4], "little") for part in job.split(RASTER)[1:]]
    assert max(heights) == strip_rows


@pytest.mark.parametrize("strip_rows", [0, 129])
def test_other_strips_are_refused(strip_rows: int) -> None:
    with pytest.raises(ValueError, match=f"1 to 128 rows, not {strip_rows}"):
        bytes_of(ticket_in("nl"), 576, strip_rows=strip_rows)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "text",
    [
        ticket_in("ti"),
        SlipText("nl", False, "Doorverwijzing", (SlipLine("Loket Werk"),)),
        TestPage("Kiosk A", "virtual:", "zaterdag 21 november, 14:05"),
    ],
    ids=["ticket", "slip", "test page"],
)
def test_the_preview_is_what_the_printer_is_sent(text: TicketText | SlipText | TestPage, width: int) -> None:
    with Image.open(io.BytesIO(preview(text, width, RICH))) as shown:
        (paper,) = decode(bytes_of(text, width, RICH), width)
        assert (shown.format, shown.mode, shown.tobytes()) == ("PNG", "1", paper.tobytes())


@pytest.mark.parametrize("manner_text", [False, True])
def test_paper_of_another_width_is_refused(manner_text: bool) -> None:
    with pytest.raises(ValueError, match="576 or 384 dots wide, not 512"):
        bytes_of(ticket_in("nl"), 512, manner_text=manner_text)
