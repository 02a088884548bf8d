"""Printers on a serial line: our own emulator at the far end, one that stops, one that is taken."""

import os
import subprocess
import sys
import time
import tty
from collections.abc import Iterator
from pathlib import Path

import pytest

from printer.address import Confirm, Manner, SerialAddress
from printer.conversation import Patience
from printer.emulator import EmulatedPrinter, Fault, Sheet
from printer.outcome import PrinterAway, Readiness, Reason, Verdict
from printer.serial_line import open_serial
from printer.transport import LineTransport, patience_for
from tests.printer.rig import (
    HASTY,
    PATIENCE,
    ROWS,
    OwnSerialRig,
    SerialRig,
    comes_to,
    job,
    serial_address,
    serial_printer,
)

SOON = Patience(answer=0.3, job=0.3, bytes_per_second=1e6)
SHORT = Patience(job=0.05, bytes_per_second=1e9)


@pytest.fixture
def sheets() -> list[Sheet]:
    return []


@pytest.fixture
def printer(sheets: list[Sheet]) -> EmulatedPrinter:
    return EmulatedPrinter(576, sheets.append)


@pytest.fixture
def line(printer: EmulatedPrinter) -> Iterator[Path]:
    with serial_printer(printer) as path:
        yield path


@pytest.fixture
def deaf_line() -> Iterator[Path]:
    far, near = os.openpty()
    tty.setraw(near)
    yield Path(os.ttyname(near))
    os.close(far)
    os.close(near)


@pytest.mark.parametrize("confirm", list(Confirm))
def test_a_ticket_is_printed_and_confirmed_over_a_serial_line(
    line: Path, sheets: list[Sheet], confirm: Confirm
) -> None:
    transport = LineTransport(serial_address(line, Manner(confirm=confirm)), patience=PATIENCE)
    assert transport.check() == Readiness(paper_low=False)
    assert transport.send(job(), "A07") is Verdict.CONFIRMED
    assert [sheet.rows for sheet in sheets] == [ROWS]


def test_an_older_answer_does_not_confirm_the_next_job(
    line: Path, printer: EmulatedPrinter, sheets: list[Sheet]
) -> None:
    transport = LineTransport(serial_address(line), patience=SOON)
    verdict = transport.send(job(), "A07", lambda: printer.set(Fault.HANGING, on=True))
    assert verdict is Verdict.UNKNOWN
    printer.set(Fault.HANGING, on=False)
    assert transport.send(job(), "A08") is Verdict.CONFIRMED
    # The first came out late, the second once, and the confirmation was the second's own.
    assert [sheet.rows for sheet in sheets] == [ROWS, ROWS]


def test_an_older_answer_with_a_process_id_does_not_confirm_the_next_job(
    line: Path, printer: EmulatedPrinter, sheets: list[Sheet]
) -> None:
    transport = LineTransport(serial_address(line, Manner(confirm=Confirm.GS_H)), patience=SOON)
    verdict = transport.send(job(), "A07", lambda: printer.set(Fault.HANGING, on=True))
    assert verdict is Verdict.UNKNOWN
    printer.set(Fault.HANGING, on=False)
    assert transport.send(job(), "A08") is Verdict.CONFIRMED
    assert [sheet.rows for sheet in sheets] == [ROWS, ROWS]


def test_both_emulators_print_over_a_serial_line_and_say_what_is_wrong(serial_rig: SerialRig) -> None:
    transport = LineTransport(serial_address(serial_rig.path), patience=serial_rig.patience)
    assert transport.check() == Readiness(paper_low=False)
    assert transport.send(job(), "A07") is Verdict.CONFIRMED
    serial_rig.set(Fault.COVER_OPEN, on=True)
    with pytest.raises(PrinterAway) as away:
        transport.send(job(), "A08")
    serial_rig.set(Fault.COVER_OPEN, on=False)
    assert away.value.reason is Reason.COVER_OPEN
    assert comes_to(serial_rig, [True])


def test_half_a_ticket_on_a_line_that_never_ends_does_not_swallow_the_next(serial_rig: SerialRig) -> None:
    with open(serial_rig.path, "wb", buffering=0) as older:  # noqa: PTH123  (a line, not a file)
        older.write(job(strip_rows=16)[:12_000])
    address = serial_address(serial_rig.path, Manner(strip_rows=16))
    transport = LineTransport(address, patience=serial_rig.patience, unclean=True)
    assert transport.send(job(), "A08") is Verdict.CONFIRMED
    # The half ticket is cut off by itself, and the next is whole.
    assert comes_to(serial_rig, [True, True])


def test_paper_that_ends_before_the_job_leaves_one_copy_at_most_of_it(serial_rig: SerialRig) -> None:
    transport = LineTransport(serial_address(serial_rig.path), patience=serial_rig.patience)
    verdict = transport.send(job(), "A07", lambda: serial_rig.set(Fault.PAPER_OUT, on=True))
    assert verdict is Verdict.UNKNOWN
    serial_rig.set(Fault.PAPER_OUT, on=False)
    assert transport.send(job(), "A08") is Verdict.CONFIRMED
    # emupos does not know the command to forget: there the first came out when there was paper again.
    assert comes_to(serial_rig, [True] if isinstance(serial_rig, OwnSerialRig) else [True, True])


def test_a_printer_that_never_answers_gets_the_whole_job(line: Path, sheets: list[Sheet]) -> None:
    transport = LineTransport(serial_address(line, Manner(answers=False)))
    assert transport.send(job(), "A07") is Verdict.SENT
    deadline = time.monotonic() + 60
    while not sheets and time.monotonic() < deadline:
        time.sleep(0.01)
    assert [sheet.rows for sheet in sheets] == [ROWS]


def test_a_printer_that_stops_taking_is_given_up_at_the_deadline(deaf_line: Path) -> None:
    begun = time.monotonic()
    transport = LineTransport(serial_address(deaf_line, Manner(answers=False)), patience=SHORT)
    assert transport.send(bytes(500_000), "A07") is Verdict.UNKNOWN
    assert time.monotonic() - begun < 25, "closing does not wait for bytes that nobody takes"


def test_a_line_at_whose_end_is_nobody_gives_no_answer(deaf_line: Path) -> None:
    with pytest.raises(PrinterAway) as away:
        LineTransport(serial_address(deaf_line), patience=HASTY).check()
    assert away.value.reason is Reason.NO_ANSWER


def test_a_line_that_another_process_uses_is_busy(deaf_line: Path) -> None:
    other = open_serial(serial_address(deaf_line))
    with pytest.raises(PrinterAway) as away:
        LineTransport(serial_address(deaf_line)).check()
    other.close()
    assert away.value.reason is Reason.BUSY


def test_a_slow_line_has_the_time_that_its_bytes_need() -> None:
    path = Path("/dev/ttyUSB0")
    assert patience_for(SerialAddress(path, 9600)).for_bytes(34_000) > 34_000 * 10 / 9600
    assert patience_for(SerialAddress(path, 115_200)).for_bytes(34_000) < 10


def test_no_library_for_cables_is_loaded_before_a_printer_on_a_cable_needs_it() -> None:
    code = "import sys, printer.transport; sys.exit(bool({'serial', 'usb', 'escpos'} & sys.modules.keys()))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
