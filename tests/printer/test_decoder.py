"""A printer that forgives nothing."""

import pytest

from printer.decoder import UndecodableError, decode
from printer.raster import ASK_PAPER, FEED_AND_CUT, INITIALISE, RASTER, ROWS_AS_UNITS

START = INITIALISE + ROWS_AS_UNITS
DOT = RASTER + b"\x01\x00\x01\x00\x80"


@pytest.mark.parametrize(
    ("job", "offset", "problem"),
    [
        (b"hello", 0, "unknown command 68 65 6c 6c"),
        (START + DOT + b"\x1bp\x00", 15, "unknown command 1b 70 00"),
        (INITIALISE + b"\x1bJ\x08", 2, "feed before its unit"),
        (START + RASTER + b"\x01\x00\x02\x00\x80", 15, "1 bytes were expected"),
        (START + RASTER + b"\x02\x00", 12, "2 bytes were expected"),
        (START + RASTER + b"\x00\x00\x01\x00", 6, "empty strip"),
        (START + RASTER + b"\x03\x00\x01\x00abc", 6, "strip of 24 dots on paper of 16"),
        (START + FEED_AND_CUT, 6, "cut of an empty sheet"),
        (START + DOT, 15, "ends without a cut"),
        (START + RASTER + b"\x02\x00\x01\x00\x10\x04", 14, "real-time sequence"),
    ],
)
def test_what_is_not_a_job_is_refused_with_its_place(job: bytes, offset: int, problem: str) -> None:
    with pytest.raises(UndecodableError, match=problem) as refused:
        decode(job, 16)
    assert refused.value.offset == offset


def test_two_tickets_in_one_stream_are_two_sheets() -> None:
    ticket = START + DOT + FEED_AND_CUT + ASK_PAPER
    assert [sheet.size for sheet in decode(ticket * 2, 16)] == [(16, 1), (16, 1)]


def test_a_lost_byte_is_noticed() -> None:
    job = START + RASTER + b"\x02\x00\x02\x00abcd" + FEED_AND_CUT
    for place in range(len(job)):
        with pytest.raises(UndecodableError):
            decode(job[:place] + job[place + 1 :], 16)
