"""Printers on USB, a serial line or a device file, opened through python-escpos 3.1.

The only module that touches python-escpos, and the only one where its untyped objects pass. Of it we use how
a device is found, claimed and configured. Its `_raw` is not used: it ignores a short write on USB and knows
no time limit on a serial line or a file. Knows nothing of jobs.
"""

import importlib
import logging
import os
import select
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol

from printer.address import FileAddress, SerialAddress, UsbAddress
from printer.outcome import PrinterAway, Reason

_PICKLE_VARIABLE = "ESCPOS_CAPABILITIES_PICKLE_DIR"


class Device(Protocol):
    """An open device that takes bytes."""

    def write(self, chunk: bytes, seconds: float) -> int:
        """Offer bytes; how many were taken in time. Raises OSError when none were."""

    def close(self) -> None:
        """Give the device back."""


def use_cache(folder: Path) -> None:
    """Say where python-escpos may keep its pickle, before anything imports it.

    Left alone, it makes a new folder under /tmp in every process and leaves it there.

    Args:
        folder: made if needed, readable for this user only, because what lies in it is unpickled.

    Raises:
        OSError: the folder cannot be made.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)
    os.environ[_PICKLE_VARIABLE] = str(folder)


def printer_classes() -> ModuleType:
    """The module `escpos.printer`, imported at first use and without its effect on logging."""
    with _logging_untouched():
        return importlib.import_module("escpos.printer")


@contextmanager
def _logging_untouched() -> Iterator[None]:
    # Version 3.1 calls logging.basicConfig() when imported, and logging.info() when it opens or closes; each
    # puts a handler on the root logger if there is none.
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    try:
        yield
    finally:
        for handler in [added for added in root.handlers if added not in handlers]:
            root.removeHandler(handler)
        root.setLevel(level)


def open_device(address: UsbAddress | SerialAddress | FileAddress) -> Device:
    """Open a printer.

    Args:
        address: where it is.

    Raises:
        PrinterAway: it is not there, is in use, or this user may not use it.
    """
    match address:
        case UsbAddress(vendor, product):
            return _UsbDevice(_opened("Usb", vendor, product, timeout=1000))
        case SerialAddress(device, baud):
            return _SerialDevice(_opened("Serial", str(device), baudrate=baud))
        case FileAddress(device):
            return _FileDevice(_opened("File", str(device)))


def _opened(kind: str, *args: str | int, **options: int) -> Any:
    classes = printer_classes()
    device_not_found = importlib.import_module("escpos.exceptions").DeviceNotFoundError
    printer = getattr(classes, kind)(*args, **options)
    try:
        with _logging_untouched():
            printer.open()
    except device_not_found as error:
        denied = "ermission denied" in str(error) or "Access denied" in str(error)
        raise PrinterAway(
            Reason.NO_PERMISSION if denied else Reason.NOT_FOUND, " ".join(str(error).split())
        ) from error
    except (OSError, ValueError) as error:  # pyusb without libusb raises a ValueError
        raise PrinterAway(Reason.NOT_FOUND, str(error)) from error
    return printer


class _UsbDevice:
    def __init__(self, printer: Any) -> None:
        self._printer = printer

    def write(self, chunk: bytes, seconds: float) -> int:
        return int(self._printer.device.write(self._printer.out_ep, chunk, max(1, int(seconds * 1000))))

    def close(self) -> None:
        with _logging_untouched():
            self._printer.close()


class _SerialDevice:
    def __init__(self, printer: Any) -> None:
        self._port = printer.device
        self._stuck = False

    def write(self, chunk: bytes, seconds: float) -> int:
        self._port.write_timeout = seconds
        self._stuck = True
        taken = int(self._port.write(chunk))
        self._stuck = False
        return taken

    def close(self) -> None:
        if self._stuck:
            # Closing waits for bytes that a halted printer will not take.
            self._port.reset_output_buffer()
        self._port.close()


class _FileDevice:
    def __init__(self, printer: Any) -> None:
        self._printer = printer
        self._number = int(printer.device.fileno())
        os.set_blocking(self._number, False)

    def write(self, chunk: bytes, seconds: float) -> int:
        _, ready, _ = select.select([], [self._number], [], seconds)
        if not ready:
            raise TimeoutError("the device takes no bytes")
        return os.write(self._number, chunk)

    def close(self) -> None:
        with _logging_untouched():
            self._printer.close()
