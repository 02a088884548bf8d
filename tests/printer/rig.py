"""A printer to try faults on: an emulator, behind a cable that can fail as well."""

import os
import random
import threading
import time
import tty
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Protocol

import pytest
from PIL import Image

from printer.address import Manner, SerialAddress, TcpAddress
from printer.conversation import Patience
from printer.decoder import decode
from printer.emulator import EmulatedPrinter, Fault, Sheet
from printer.emulator_server import EmulatorServer
from printer.raster import encode
from tests.printer.emupos import EmuPos, python_for_emupos
from tests.printer.fault_proxy import FaultProxy, Faults

# Long enough for a machine with much else to do.
PATIENCE = Patience(connect=2.0, answer=2.0, job=0.5, bytes_per_second=1e6)
# For a printer that will not answer.
HASTY = Patience(connect=2.0, answer=0.15, job=0.3, bytes_per_second=1e6)
# emupos tells of each zero before a clean start as of an unknown command, and takes a second for all of them.
MORE_PATIENCE = Patience(connect=2.0, answer=2.0, job=5.0, bytes_per_second=1e6)
ROWS = 400
EMULATORS = ["own"] + ([pytest.param("emupos", marks=pytest.mark.stress)] if python_for_emupos() else [])
"""What a test of faults is parametrised with."""


@cache
def picture(rows: int = ROWS, width: int = 576) -> Image.Image:
    """Ink everywhere, so that a job is as long as a ticket can get."""
    dots = random.Random(rows).randbytes(width // 8 * rows)
    return Image.frombytes("1", (width, rows), dots, "raw", "1;I")


@cache
def job(rows: int = ROWS, width: int = 576, strip_rows: int = 128) -> bytes:
    """About 29 kB."""
    return encode(picture(rows, width), strip_rows)


class Rig(Protocol):
    """A printer behind a cable."""

    proxy: FaultProxy
    patience: Patience
    settles: float

    def address(self, manner: Manner | None = None) -> TcpAddress:
        """Where the near end of the cable is."""

    def set(self, fault: Fault, *, on: bool) -> None:
        """Make something wrong with the printer, or right."""

    def paper(self) -> list[bool]:
        """Each piece of paper that came off, the oldest first: whether it was cut off behind a whole job."""


class OwnRig:
    """Our own emulator."""

    patience = PATIENCE
    settles = 0.02

    def __init__(self, proxy: FaultProxy, printer: EmulatedPrinter, sheets: list[Sheet]) -> None:
        self.proxy, self.printer, self.sheets = proxy, printer, sheets

    def address(self, manner: Manner | None = None) -> TcpAddress:
        return TcpAddress("127.0.0.1", self.proxy.port, manner or Manner())

    def set(self, fault: Fault, *, on: bool) -> None:
        self.printer.set(fault, on=on)

    def paper(self) -> list[bool]:
        return [sheet.cut and sheet.rows == ROWS for sheet in self.sheets]

    def pictures(self, width: int = 576) -> list[Image.Image]:
        return [decode(sheet.job, width)[0] for sheet in self.sheets]


_NAMES = {
    Fault.PAPER_LOW: "paper-near-end",
    Fault.PAPER_OUT: "paper-out",
    Fault.COVER_OPEN: "cover-open",
}
_ANSWERS = {
    Fault.CUTTER: {1: 0x1A, 2: 0x52, 3: 0x1A},
    Fault.HEAD_HOT: {1: 0x1A, 2: 0x52, 3: 0x52},
    Fault.BROKEN: {1: 0x1A, 2: 0x52, 3: 0x32},
}


class EmuPosRig:
    """emupos, which knows neither knife nor heat: those answers are made by the cable."""

    patience = MORE_PATIENCE
    settles = 0.1

    def __init__(self, proxy: FaultProxy, emupos: EmuPos) -> None:
        self.proxy, self.emupos = proxy, emupos
        self._before = len(emupos.cuts())

    def address(self, manner: Manner | None = None) -> TcpAddress:
        return TcpAddress("127.0.0.1", self.proxy.port, manner or Manner())

    def set(self, fault: Fault, *, on: bool) -> None:
        if fault is Fault.HANGING:
            self.proxy.faults.hangs = on
        elif fault in _NAMES:
            self.emupos.set(_NAMES[fault], on=on)
        else:
            self.proxy.faults.answers = dict(_ANSWERS[fault]) if on else {}

    def paper(self) -> list[bool]:
        return [cut == "cut" for cut in self.emupos.cuts()[self._before :]]

    def mend(self) -> None:
        self.proxy.faults = Faults()
        for name in _NAMES.values():
            self.emupos.set(name, on=False)


@contextmanager
def own_rig(**options: bool) -> Iterator[OwnRig]:
    """Our own emulator behind a cable; *options* are the emulator's, and `one_at_a_time`."""
    sheets: list[Sheet] = []
    one_at_a_time = options.pop("one_at_a_time", False)
    printer = EmulatedPrinter(576, sheets.append, **options)
    with (
        EmulatorServer(printer, one_at_a_time=one_at_a_time) as server,
        FaultProxy(server.port) as proxy,
    ):
        yield OwnRig(proxy, printer, sheets)


@contextmanager
def emupos_rig(emupos: EmuPos) -> Iterator[EmuPosRig]:
    """Emupos behind a cable."""
    with FaultProxy(emupos.tcp) as proxy:
        rig = EmuPosRig(proxy, emupos)
        rig.mend()
        yield rig
        rig.mend()


@contextmanager
def serial_printer(printer: EmulatedPrinter) -> Iterator[Path]:
    """Our own emulator at the far end of a serial line; the path of the near end."""
    far, near = os.openpty()
    tty.setraw(near)

    def listen() -> None:
        line = printer.connect(lambda said: (os.write(far, said), None)[1])
        try:
            while data := os.read(far, 4096):
                printer.receive(line, data)
        except OSError:
            printer.disconnect(line)

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    path = Path(os.ttyname(near))
    try:
        yield path
    finally:
        # The far end gets an error to read once nobody holds the near one.
        os.close(near)
        listener.join(5)
        os.close(far)


class SerialRig(Protocol):
    """A printer at the far end of a serial line, which never ends as a connection does."""

    path: Path
    patience: Patience
    settles: float

    def set(self, fault: Fault, *, on: bool) -> None:
        """Make something wrong with the printer, or right."""

    def paper(self) -> list[bool]:
        """Each piece of paper that came off, the oldest first: whether it was cut off."""


class OwnSerialRig:
    """Our own emulator on a line."""

    patience = PATIENCE
    settles = 0.02

    def __init__(self, path: Path, printer: EmulatedPrinter, sheets: list[Sheet]) -> None:
        self.path, self.printer, self._sheets = path, printer, sheets

    def set(self, fault: Fault, *, on: bool) -> None:
        self.printer.set(fault, on=on)

    def paper(self) -> list[bool]:
        return [sheet.cut for sheet in self._sheets]


class EmuPosSerialRig:
    """emupos on a line."""

    patience = MORE_PATIENCE
    settles = 0.1

    def __init__(self, emupos: EmuPos) -> None:
        self.path, self._emupos, self._before = emupos.serial, emupos, len(emupos.cuts())

    def set(self, fault: Fault, *, on: bool) -> None:
        self._emupos.set(_NAMES[fault], on=on)

    def paper(self) -> list[bool]:
        return [cut == "cut" for cut in self._emupos.cuts()[self._before :]]


@contextmanager
def own_serial_rig() -> Iterator[OwnSerialRig]:
    """Our own emulator on a line of its own."""
    sheets: list[Sheet] = []
    printer = EmulatedPrinter(576, sheets.append)
    with serial_printer(printer) as path:
        yield OwnSerialRig(path, printer, sheets)


def serial_address(path: Path, manner: Manner | None = None) -> SerialAddress:
    """A line so fast that the tests need not wait."""
    return SerialAddress(path, 115_200, manner=manner or Manner())


def comes_to(rig: Rig | SerialRig, paper: list[bool]) -> bool:
    """Whether this and no more comes out of the printer, within five seconds."""
    deadline = time.monotonic() + 60
    while rig.paper() != paper and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(rig.settles)
    return rig.paper() == paper
