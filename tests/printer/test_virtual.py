"""The printer that is a folder."""

import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from printer.outcome import PrinterAway, Reason, Verdict
from printer.picture import draw_ticket
from printer.raster import encode
from printer.virtual import KEPT, VirtualTransport, printed_pictures
from tests.printer.cast import ticket_in


class Morning:
    """A second passes with each look at the clock."""

    def __init__(self) -> None:
        self._now = datetime(2026, 11, 21, 13, 5, tzinfo=UTC)

    def __call__(self) -> datetime:
        self._now += timedelta(seconds=1)
        return self._now


@pytest.fixture
def transport(tmp_path: Path) -> VirtualTransport:
    return VirtualTransport(tmp_path, 576, Morning())


def test_a_ticket_becomes_a_picture_with_time_and_number_in_its_name(
    transport: VirtualTransport, tmp_path: Path
) -> None:
    drawn = draw_ticket(ticket_in("ti"), 576)
    assert transport.send(encode(drawn), "A07") is Verdict.CONFIRMED
    (path,) = printed_pictures(tmp_path)
    assert path == tmp_path / "printed" / "20261121T130501.000000Z-A07.png"
    with Image.open(path) as printed:
        assert ImageChops.difference(printed.convert("L"), drawn.convert("L")).getbbox() is None


def test_the_beginning_is_told_once_and_may_stop_the_ticket(
    transport: VirtualTransport, tmp_path: Path
) -> None:
    job = encode(Image.new("1", (8, 1), 0))
    begun: list[int] = []
    assert transport.send(job, "A07", lambda: begun.append(1)) is Verdict.CONFIRMED
    assert begun == [1]

    def taken_by_another() -> None:
        raise LookupError

    with pytest.raises(LookupError):
        transport.send(job, "A08", taken_by_another)
    assert len(printed_pictures(tmp_path)) == 1


def test_only_the_newest_pictures_stay(transport: VirtualTransport, tmp_path: Path) -> None:
    job = encode(Image.new("1", (8, 1), 0))
    for number in range(KEPT + 3):
        transport.send(job, f"A{number:02}")
    names = [path.name for path in printed_pictures(tmp_path)]
    assert len(names) == KEPT
    assert names[0].endswith("A52.png")
    assert names[-1].endswith("A03.png")


def test_a_label_cannot_lead_out_of_the_folder(transport: VirtualTransport, tmp_path: Path) -> None:
    transport.send(encode(Image.new("1", (8, 1), 0)), "../../x")
    assert [path.parent for path in tmp_path.rglob("*.png")] == [tmp_path / "printed"]


def test_bytes_that_no_printer_understands_fail(
    transport: VirtualTransport, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        assert transport.send(b"hello", "A07") is Verdict.FAILED
    assert "A07" in caplog.text


def test_a_ticket_for_wider_paper_fails(tmp_path: Path) -> None:
    narrow = VirtualTransport(tmp_path, 384, Morning())
    assert narrow.send(encode(draw_ticket(ticket_in("nl"), 576)), "A07") is Verdict.FAILED


def test_a_folder_that_cannot_be_made_is_a_printer_that_is_away(tmp_path: Path) -> None:
    (tmp_path / "printed").write_text("in the way")
    with pytest.raises(PrinterAway) as away:
        VirtualTransport(tmp_path, 576, Morning()).check()
    assert away.value.reason is Reason.FOLDER_NOT_WRITABLE


def test_a_picture_that_cannot_be_written_is_a_printer_that_is_away(
    transport: VirtualTransport, tmp_path: Path
) -> None:
    (tmp_path / "printed" / "20261121T130501.000000Z-A07.part").mkdir(parents=True)
    with pytest.raises(PrinterAway) as away:
        transport.send(encode(Image.new("1", (8, 1), 0)), "A07")
    assert away.value.reason is Reason.FOLDER_NOT_WRITABLE
