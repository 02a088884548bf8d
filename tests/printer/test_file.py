"""Printers behind a device file: a file, a pipe whose reader stops, and a terminal that answers."""

import os
import tty
from collections.abc import Iterator
from pathlib import Path

import pytest

from printer.address import (
    Address,
    FileAddress,
    Manner,
    SerialAddress,
    TcpAddress,
    UsbAddress,
    VirtualAddress,
)
from printer.conversation import Patience
from printer.emulator import EmulatedPrinter, Fault, Sheet
from printer.outcome import PrinterAway, Readiness, Reason, Verdict
from printer.transport import LineTransport, open_transport
from printer.virtual import VirtualTransport
from tests.printer.rig import PATIENCE, ROWS, job, serial_printer

SHORT = Patience(job=0.05, bytes_per_second=1e9)
ASKED = Manner(answers=True)


@pytest.fixture
def pipe(tmp_path: Path) -> Iterator[FileAddress]:
    path = tmp_path / "lp0"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    yield FileAddress(path)
    os.close(reader)


def test_a_device_file_gets_the_whole_job(tmp_path: Path) -> None:
    path = tmp_path / "lp0"
    path.touch()
    transport = LineTransport(FileAddress(path))
    assert transport.check() == Readiness(paper_low=None)
    assert transport.send(b"job" * 10_000, "A07") is Verdict.SENT
    assert path.read_bytes() == b"job" * 10_000


def test_a_device_file_that_stops_taking_is_given_up_at_the_deadline(pipe: FileAddress) -> None:
    assert LineTransport(pipe, patience=SHORT).send(bytes(500_000), "A07") is Verdict.UNKNOWN


def test_a_device_file_that_takes_nothing_is_away(pipe: FileAddress) -> None:
    full = LineTransport(pipe, patience=SHORT)
    full.send(bytes(500_000), "A07")
    with pytest.raises(PrinterAway) as away:
        LineTransport(pipe, patience=SHORT).send(b"job", "A08")
    assert away.value.reason is Reason.NOT_TAKING


def test_a_device_file_that_is_asked_answers_and_confirms() -> None:
    sheets: list[Sheet] = []
    printer = EmulatedPrinter(576, sheets.append)
    with serial_printer(printer) as path:
        transport = LineTransport(FileAddress(path, ASKED), patience=PATIENCE)
        assert transport.check() == Readiness(paper_low=False)
        assert transport.send(job(), "A07") is Verdict.CONFIRMED
        printer.set(Fault.COVER_OPEN, on=True)
        with pytest.raises(PrinterAway) as away:
            transport.check()
    assert away.value.reason is Reason.COVER_OPEN
    assert [sheet.rows for sheet in sheets] == [ROWS]


def test_the_end_of_a_file_is_not_an_answer(tmp_path: Path) -> None:
    path = tmp_path / "lp0"
    path.touch()
    with pytest.raises(PrinterAway) as away:
        LineTransport(FileAddress(path, ASKED)).check()
    assert away.value.reason is Reason.CLOSED


def test_a_printer_that_is_pulled_out_in_mid_question_is_away() -> None:
    far, near = os.openpty()
    tty.setraw(near)
    transport = LineTransport(FileAddress(Path(os.ttyname(near)), ASKED), patience=PATIENCE)
    os.close(near)
    os.close(far)
    with pytest.raises(PrinterAway) as away:
        transport.check()
    assert away.value.reason in (Reason.NOT_FOUND, Reason.CLOSED)


@pytest.mark.parametrize("manner", [Manner(answers=False), ASKED], ids=["not asked", "asked"])
@pytest.mark.parametrize("kind", [FileAddress, SerialAddress])
def test_a_device_that_is_not_there_is_away_and_no_file_is_made(
    tmp_path: Path, kind: type[FileAddress | SerialAddress], manner: Manner
) -> None:
    transport = LineTransport(kind(tmp_path / "lp0", manner=manner))
    for attempt in (transport.check, lambda: transport.send(b"job", "A07")):
        with pytest.raises(PrinterAway) as away:
            attempt()
        assert away.value.reason is Reason.NOT_FOUND
    assert list(tmp_path.iterdir()) == []


def test_a_pipe_without_a_reader_is_away(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "lp0")
    with pytest.raises(PrinterAway) as away:
        LineTransport(FileAddress(tmp_path / "lp0")).send(b"job", "A07")
    assert away.value.reason is Reason.NOT_FOUND


@pytest.mark.parametrize(
    ("address", "kind", "blocks"),
    [
        (VirtualAddress(), VirtualTransport, True),
        (TcpAddress("printer"), LineTransport, False),
        (UsbAddress(0x04B8, 0x0E28), LineTransport, True),
        (SerialAddress(Path("/dev/ttyUSB0")), LineTransport, True),
        (FileAddress(Path("/dev/usb/lp0")), LineTransport, True),
    ],
)
def test_every_address_has_its_transport(address: Address, kind: type, blocks: bool, tmp_path: Path) -> None:
    transport = open_transport(address, tmp_path, 576)
    assert isinstance(transport, kind)
    assert transport.blocks is blocks
