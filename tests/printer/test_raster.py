"""Pictures to bytes and back, and what must never be among the bytes."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from printer.decoder import decode
from printer.escpos_border import printer_classes, use_cache
from printer.layout_size import WIDTHS
from printer.picture import draw_ticket
from printer.raster import FEED_AND_CUT, INITIALISE, RASTER, REAL_TIME, STRIP_ROWS, encode
from tests.printer.cast import LANGUAGES, ticket_in

# Bytes of which real-time sequences are made, beside blank and full ones.
HAZARDS = st.sampled_from([0x00, 0x00, 0x04, 0x05, 0x10, 0x14, 0xFF])
BANDS = st.lists(
    st.tuples(
        st.integers(1, 300), st.one_of(st.just(b""), st.lists(HAZARDS, min_size=1, max_size=40).map(bytes))
    ),
    min_size=1,
    max_size=6,
)


def picture_of(bands: list[tuple[int, bytes]], across: int) -> Image.Image:
    """Bands of rows, each filled with a pattern; an empty pattern is blank paper."""
    dots = b"".join(
        (pattern * (rows * across) or bytes(rows * across))[: rows * across] for rows, pattern in bands
    )
    return Image.frombytes("1", (8 * across, len(dots) // across), dots, "raw", "1;I")


def dots_of(picture: Image.Image) -> bytes:
    return picture.tobytes("raw", "1;I")


@given(BANDS, st.sampled_from([48, 72]))
@settings(deadline=None, max_examples=60)
def test_a_picture_comes_back_from_its_bytes_with_at_most_lone_dots_missing(
    bands: list[tuple[int, bytes]], across: int
) -> None:
    picture = picture_of(bands, across)
    (printed,) = decode(encode(picture), picture.width)
    assert printed.size == picture.size
    changed = {(was, now) for was, now in zip(dots_of(picture), dots_of(printed), strict=True) if was != now}
    assert changed <= {(0x10, 0x00)}


@given(BANDS, st.sampled_from([48, 72]))
@settings(deadline=None, max_examples=60)
def test_a_picture_without_hazards_comes_back_dot_for_dot(
    bands: list[tuple[int, bytes]], across: int
) -> None:
    picture = picture_of([(rows, pattern.replace(b"\x10", b"\x30")) for rows, pattern in bands], across)
    (printed,) = decode(encode(picture), picture.width)
    assert dots_of(printed) == dots_of(picture)


@given(BANDS, st.integers(1, 72))
@settings(deadline=None, max_examples=100)
def test_no_job_contains_a_real_time_sequence(bands: list[tuple[int, bytes]], across: int) -> None:
    assert not REAL_TIME.search(encode(picture_of(bands, across)))


@given(
    st.sampled_from(LANGUAGES),
    st.sampled_from(WIDTHS),
    st.from_regex(r"[A-H][0-9]{2,3}", fullmatch=True),
    st.from_regex(r"https://[a-z]{4,12}\.nl/t/[A-Za-z0-9_-]{22}", fullmatch=True),
)
@settings(deadline=None, max_examples=40)
def test_no_ticket_contains_a_real_time_sequence_or_loses_more_than_a_few_dots(
    language: str, width: int, label: str, url: str
) -> None:
    picture = draw_ticket(ticket_in(language, label, url), width)
    job = encode(picture)
    assert not REAL_TIME.search(job)
    (printed,) = decode(job, width)
    missing = sum(a != b for a, b in zip(dots_of(picture), dots_of(printed), strict=True))
    assert missing <= 3


def test_a_right_to_left_picture_is_sent_from_the_right_and_comes_back_the_same() -> None:
    picture = Image.new("1", (576, 40), 1)
    picture.paste(0, (500, 5, 576, 30))
    job = encode(picture)
    (printed,) = decode(job, 576)
    assert dots_of(printed) == dots_of(picture)
    assert len(job) < 400


def test_black_is_black_on_paper() -> None:
    picture = Image.new("1", (8, 1), 1)
    picture.putpixel((0, 0), 0)
    assert encode(picture).endswith(RASTER + b"\x01\x00\x01\x00\x80" + FEED_AND_CUT)


def test_strips_are_never_higher_than_cheap_printers_can_hold() -> None:
    job = encode(Image.new("1", (576, 300), 0))
    heights = [int.from_bytes(part[2:4], "little") for part in job.split(RASTER)[1:]]
    assert heights == [STRIP_ROWS, STRIP_ROWS, 300 - 2 * STRIP_ROWS]


def test_blank_rows_are_fed_and_not_sent() -> None:
    picture = Image.new("1", (576, 700), 1)
    picture.putpixel((0, 0), 0)
    assert len(encode(picture)) < 50


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_ticket_of_80_millimetres_is_at_most_36_kilobytes(language: str) -> None:
    assert len(encode(draw_ticket(ticket_in(language), 576))) <= 36_000


@pytest.mark.parametrize(("mode", "width"), [("L", 576), ("1", 575), ("1", 0)])
def test_a_picture_that_no_printer_takes_is_refused(mode: str, width: int) -> None:
    with pytest.raises(ValueError, match="mode 1"):
        encode(Image.new(mode, (width, 10)))


def test_start_and_cut_are_what_python_escpos_sends(tmp_path: Path) -> None:
    use_cache(tmp_path / "escpos")
    dummy = printer_classes().Dummy()
    dummy.hw("INIT")
    dummy.cut(feed=False)
    assert dummy.output == INITIALISE + FEED_AND_CUT
