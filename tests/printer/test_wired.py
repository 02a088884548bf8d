"""Printers on a cable: a real device file, a real serial line, and devices that take half."""

import logging
import os
import subprocess
import sys
import threading
import tty
from collections.abc import Iterator
from pathlib import Path

import pytest

from printer.address import Address, FileAddress, SerialAddress, TcpAddress, UsbAddress, VirtualAddress
from printer.escpos_border import Device, open_device, use_cache
from printer.network import TcpTransport
from printer.outcome import PrinterAway, Readiness, Reason, Verdict
from printer.transport import open_transport
from printer.virtual import VirtualTransport
from printer.wired import WiredTransport, seconds_for

USB = UsbAddress(0x04B8, 0x0E28)


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path) -> None:
    use_cache(tmp_path / "escpos")


class SmallDevice:
    """Takes so many bytes and then nothing more, with or without saying so."""

    def __init__(self, room: int, error: OSError | None) -> None:
        self.taken = 0
        self.closed = False
        self._room = room
        self._error = error

    def write(self, chunk: bytes, seconds: float) -> int:
        assert seconds > 0
        count = min(len(chunk), 1000, self._room - self.taken)
        if not count and self._error:
            raise self._error
        self.taken += count
        return count

    def close(self) -> None:
        self.closed = True


def impatient(_address: Address, _count: int) -> float:
    return 0.05


def transport_to(device: Device) -> WiredTransport:
    return WiredTransport(USB, lambda _address: device, impatient)


def test_short_writes_are_repeated_until_all_bytes_are_taken() -> None:
    device = SmallDevice(50_000, None)
    assert transport_to(device).send(bytes(50_000), "A07") is Verdict.SENT
    assert (device.taken, device.closed) == (50_000, True)


@pytest.mark.parametrize("error", [TimeoutError("time-out"), None])
def test_a_device_that_takes_half_a_ticket_leaves_it_unknown(error: OSError | None) -> None:
    device = SmallDevice(16_384, error)
    assert transport_to(device).send(bytes(50_000), "A07") is Verdict.UNKNOWN
    assert device.closed


def test_a_device_that_takes_nothing_is_away() -> None:
    device = SmallDevice(0, OSError("no such device"))
    with pytest.raises(PrinterAway) as away:
        transport_to(device).send(b"job", "A07")
    assert away.value.reason is Reason.NOT_TAKING
    assert device.closed


def test_a_device_file_gets_the_whole_job(tmp_path: Path) -> None:
    path = tmp_path / "lp0"
    path.touch()
    transport = WiredTransport(FileAddress(path))
    assert transport.check() == Readiness()
    assert transport.send(b"job" * 10_000, "A07") is Verdict.SENT
    assert path.read_bytes() == b"job" * 10_000


def test_a_device_file_that_stops_taking_is_given_up_at_the_deadline(tmp_path: Path) -> None:
    path = tmp_path / "lp0"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    assert (
        WiredTransport(FileAddress(path), patience=impatient).send(bytes(500_000), "A07") is Verdict.UNKNOWN
    )
    os.close(reader)


@pytest.fixture
def serial_line() -> Iterator[tuple[int, Path]]:
    printer, host = os.openpty()
    tty.setraw(host)
    yield printer, Path(os.ttyname(host))
    os.close(printer)
    os.close(host)


def test_a_serial_printer_gets_the_whole_job(serial_line: tuple[int, Path]) -> None:
    printer, path = serial_line
    job = bytes(range(256)) * 100
    received = bytearray()

    def listen() -> None:
        while len(received) < len(job):
            received.extend(os.read(printer, 4096))

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    assert WiredTransport(SerialAddress(path, 115200)).send(job, "A07") is Verdict.SENT
    listener.join(5)
    assert received == job


def test_a_serial_printer_that_stops_taking_is_given_up_at_the_deadline(
    serial_line: tuple[int, Path],
) -> None:
    _, path = serial_line
    transport = WiredTransport(SerialAddress(path, 115200), patience=impatient)
    assert transport.send(bytes(500_000), "A07") is Verdict.UNKNOWN


@pytest.mark.parametrize(
    "address",
    [USB, SerialAddress(Path("/dev/no-such-line")), FileAddress(Path("/no-such-folder/lp0"))],
    ids=["usb", "serial", "file"],
)
def test_a_printer_that_is_not_there_is_away(address: UsbAddress | SerialAddress | FileAddress) -> None:
    with pytest.raises(PrinterAway) as away:
        open_device(address)
    assert away.value.reason is Reason.NOT_FOUND


def test_a_device_file_that_is_not_there_is_noticed_without_a_job() -> None:
    with pytest.raises(PrinterAway) as away:
        WiredTransport(FileAddress(Path("/no-such-folder/lp0"))).check()
    assert away.value.reason is Reason.NOT_FOUND


def test_a_slow_line_has_the_time_that_its_bytes_need() -> None:
    path = Path("/dev/ttyUSB0")
    assert seconds_for(SerialAddress(path, 9600), 34_000) > 34_000 * 10 / 9600
    assert seconds_for(SerialAddress(path, 115_200), 34_000) < 10


def test_usb_is_looked_for_only_with_a_job() -> None:
    assert WiredTransport(USB).check() == Readiness()


def test_using_python_escpos_leaves_logging_and_the_temporary_folder_alone(
    tmp_path: Path,
) -> None:
    root = logging.getLogger()
    handlers = list(root.handlers)
    root.handlers.clear()
    try:
        open_device(FileAddress(tmp_path / "lp0")).close()
        assert root.handlers == []
    finally:
        root.handlers[:] = handlers
    assert (tmp_path / "escpos").stat().st_mode & 0o777 == 0o700


def test_python_escpos_is_not_imported_before_a_printer_on_a_cable_needs_it() -> None:
    code = "import sys, printer.worker; sys.exit('escpos' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        (VirtualAddress(), VirtualTransport),
        (TcpAddress("printer"), TcpTransport),
        (USB, WiredTransport),
        (SerialAddress(Path("/dev/ttyUSB0")), WiredTransport),
        (FileAddress(Path("/dev/usb/lp0")), WiredTransport),
    ],
)
def test_every_address_has_its_transport(address: Address, kind: type, tmp_path: Path) -> None:
    assert isinstance(open_transport(address, tmp_path, 576), kind)
