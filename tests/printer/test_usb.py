"""Printers on USB: short writes, the cable pulled and put in again, two alike, no permission."""

import errno
from pathlib import Path

import pytest

from printer.address import Manner, UsbAddress, parse_address
from printer.conversation import Patience
from printer.emulator import EmulatedPrinter, Fault, Sheet
from printer.outcome import PrinterAway, Readiness, Reason, Verdict
from printer.transport import LineTransport
from printer.usb_line import look_for, open_usb
from tests.printer.fake_usb import FakeBus, Plug, replugged, unplug
from tests.printer.rig import HASTY, PATIENCE, ROWS, job

USB = UsbAddress(0x04B8, 0x0E28)


@pytest.fixture
def sheets() -> list[Sheet]:
    return []


@pytest.fixture
def printer(sheets: list[Sheet]) -> EmulatedPrinter:
    return EmulatedPrinter(576, sheets.append)


def transport_to(bus: FakeBus, address: UsbAddress = USB, patience: Patience = PATIENCE) -> LineTransport:
    return LineTransport(address, lambda: open_usb(address, bus), patience)


def why_away(transport: LineTransport) -> Reason:
    with pytest.raises(PrinterAway) as away:
        transport.send(job(), "A07")
    return away.value.reason


def test_a_ticket_is_printed_and_confirmed_over_usb(printer: EmulatedPrinter, sheets: list[Sheet]) -> None:
    bus = FakeBus(Plug(printer))
    transport = transport_to(bus)
    assert transport.check() == Readiness(paper_low=False)
    assert transport.send(job(), "A07") is Verdict.CONFIRMED
    assert [sheet.rows for sheet in sheets] == [ROWS]
    assert bus.claimed == 0, "the interface is given back after each job"


def test_short_writes_are_repeated_until_all_bytes_are_taken(
    printer: EmulatedPrinter, sheets: list[Sheet]
) -> None:
    assert transport_to(FakeBus(Plug(printer, takes=999))).send(job(), "A07") is Verdict.CONFIRMED
    assert [sheet.rows for sheet in sheets] == [ROWS]


def test_a_device_that_takes_half_a_ticket_leaves_it_unknown(printer: EmulatedPrinter) -> None:
    plug = Plug(printer, room=16_384)
    assert transport_to(FakeBus(plug), patience=HASTY).send(job(), "A07") is Verdict.UNKNOWN
    assert plug.taken == 16_384


def test_a_device_that_takes_nothing_is_away() -> None:
    silent = UsbAddress(0x04B8, 0x0E28, manner=Manner(answers=False))
    transport = transport_to(FakeBus(Plug(room=0)), silent, HASTY)
    assert why_away(transport) is Reason.NOT_TAKING


def test_the_cable_pulled_in_mid_ticket_is_unknown_and_put_in_again_it_prints_the_next(
    printer: EmulatedPrinter, sheets: list[Sheet]
) -> None:
    plug = Plug(printer, unplug_after=20_000)
    bus = FakeBus(plug)
    transport = transport_to(bus)
    assert transport.send(job(), "A07") is Verdict.UNKNOWN
    assert why_away(transport) is Reason.NOT_FOUND
    bus.plugs = [replugged(plug, number=9)]
    assert transport.send(job(), "A08") is Verdict.CONFIRMED
    assert [sheet.rows == ROWS for sheet in sheets] == [False, True]


def test_the_cable_pulled_between_question_and_job_is_away_and_prints_nothing(
    printer: EmulatedPrinter, sheets: list[Sheet]
) -> None:
    plug = Plug(printer)
    with pytest.raises(PrinterAway):
        transport_to(FakeBus(plug)).send(job(), "A07", lambda: unplug(plug))
    assert sheets == []


def test_paper_out_over_usb_is_told(printer: EmulatedPrinter) -> None:
    printer.set(Fault.PAPER_OUT, on=True)
    assert why_away(transport_to(FakeBus(Plug(printer)))) is Reason.PAPER_OUT


def test_an_answer_to_a_job_that_ended_unknown_does_not_confirm_the_next(
    printer: EmulatedPrinter, sheets: list[Sheet]
) -> None:
    """On a cable old answers come out of the same pipe."""
    printer.set(Fault.PAPER_LOW, on=True)
    plug = Plug(printer)
    transport = transport_to(FakeBus(plug), patience=HASTY)
    silent_since = transport.send(job(), "A07", lambda: printer.set(Fault.HANGING, on=True))
    assert silent_since is Verdict.UNKNOWN
    assert sheets == []
    printer.set(Fault.HANGING, on=False)
    assert bytes(plug.said) == b"\x03"
    assert transport.send(job(), "A08") is Verdict.CONFIRMED
    assert [sheet.rows for sheet in sheets] == [ROWS, ROWS]


def test_two_alike_are_told_apart_by_their_serial_number(
    printer: EmulatedPrinter, sheets: list[Sheet]
) -> None:
    bus = FakeBus(Plug(None, serial="J1"), Plug(printer, serial="J2", number=2))
    address = parse_address("usb://04b8:0e28?serial=J2")
    assert isinstance(address, UsbAddress)
    assert transport_to(bus, address).send(job(), "A07") is Verdict.CONFIRMED
    assert len(sheets) == 1
    with pytest.raises(PrinterAway) as away:
        look_for(UsbAddress(0x04B8, 0x0E28, "J3"), bus)
    assert away.value.reason is Reason.NOT_FOUND


@pytest.mark.parametrize(
    ("doing", "number", "reason"),
    [
        ("open", errno.EACCES, Reason.NO_PERMISSION),
        ("claim", errno.EBUSY, Reason.BUSY),
        ("claim", errno.ENODEV, Reason.NOT_FOUND),
    ],
)
def test_a_device_that_cannot_be_claimed_is_away(doing: str, number: int, reason: Reason) -> None:
    assert why_away(transport_to(FakeBus(Plug(errors={doing: number})))) is reason


def test_the_kernels_own_driver_is_sent_away(printer: EmulatedPrinter) -> None:
    plug = Plug(printer, kernel_driver=True)
    assert transport_to(FakeBus(plug)).send(job(), "A07") is Verdict.CONFIRMED
    assert not plug.kernel_driver


def test_a_printer_of_the_makers_own_class_is_taken_for_one(printer: EmulatedPrinter) -> None:
    plug = Plug(printer, interface_class=255)
    assert transport_to(FakeBus(plug)).send(job(), "A07") is Verdict.CONFIRMED


def test_a_printer_with_one_direction_never_answers(printer: EmulatedPrinter) -> None:
    assert why_away(transport_to(FakeBus(Plug(printer, one_way=True)), patience=HASTY)) is Reason.NO_ANSWER


def test_without_libusb_the_printer_is_away_and_the_library_named(tmp_path: Path) -> None:
    with pytest.raises(PrinterAway) as away:
        look_for(USB)
    assert away.value.reason in (Reason.NO_DRIVER, Reason.NOT_FOUND)
