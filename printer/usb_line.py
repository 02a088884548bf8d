"""A printer on USB, through pyusb.

python-escpos can open one too, but resets the device each time (which makes it a new device to everybody
else), guesses the endpoints, ignores short writes and cannot tell two of the same kind apart; and it costs
26 MB to import. Knows how a printer is found and claimed, nothing of what goes through.
"""

import errno
import importlib
from contextlib import suppress
from typing import Any

from printer.address import UsbAddress
from printer.channel import LineEnded, not_opened
from printer.outcome import PrinterAway, Reason

PRINTER_CLASS = 7
_BULK, _IN = 0x02, 0x80
_TYPE_MASK, _DIRECTION_MASK = 0x03, 0x80
# A whole number of packets of every speed: less would be an error when the printer says more.
_READ_BYTES = 512
_GONE = {errno.ENODEV, errno.EIO, errno.EPIPE, errno.ESHUTDOWN}


class UsbChannel:
    """A claimed interface of a USB device.

    Args:
        device: of pyusb.
        interface: number of the claimed interface.
        out_endpoint: address for bytes to the printer.
        in_endpoint: address for bytes from it, None for a printer with one direction.
    """

    remembers = True

    def __init__(self, device: Any, interface: int, out_endpoint: int, in_endpoint: int | None) -> None:
        self._device = device
        self._interface = interface
        self._out = out_endpoint
        self._in = in_endpoint

    def read(self, seconds: float) -> bytes:
        """What the printer says; empty if nothing comes in time.

        Raises:
            LineEnded: it was pulled out.
            OSError: anything else that the bus says.
        """
        if self._in is None:
            return b""
        try:
            return bytes(self._device.read(self._in, _READ_BYTES, _milliseconds(seconds)))
        except OSError as error:
            if _timed_out(error):
                return b""
            raise _told(error) from error

    def write(self, chunk: bytes, seconds: float) -> int:
        """How many bytes the device took in time; it may take some and then no more.

        Raises:
            LineEnded: it was pulled out.
            OSError: anything else that the bus says.
        """
        try:
            return int(self._device.write(self._out, chunk, _milliseconds(seconds)))
        except OSError as error:
            if _timed_out(error):
                return 0
            raise _told(error) from error

    def finish(self, seconds: float) -> bool:  # noqa: ARG002
        """True at once: the bus hands over what was taken before it says so."""
        return True

    def close(self) -> None:
        """Give the interface back. The kernel's own driver stays away until the cable is pulled."""
        util = importlib.import_module("usb.util")
        with suppress(OSError):
            util.release_interface(self._device, self._interface)
        with suppress(OSError):
            util.dispose_resources(self._device)


def find_devices(backend: Any = None, **match: int) -> list[Any]:
    """The devices on the bus that *match* (idVendor, idProduct), as pyusb has them.

    Args:
        backend: of pyusb; None for libusb.
        match: what their descriptors must say.

    Raises:
        PrinterAway: libusb is missing, or may not look.
    """
    core = importlib.import_module("usb.core")
    try:
        return list(core.find(find_all=True, backend=backend, **match))
    except core.NoBackendError as error:
        raise PrinterAway(Reason.NO_DRIVER, "libusb-1.0 is not installed") from error
    except OSError as error:
        raise not_opened(error) from error


def serial_of(device: Any) -> str | None:
    """The serial number of a device; None if it has none, or does not tell this account."""
    try:
        said = device.serial_number
    except (OSError, ValueError):  # pyusb: a device without languages, or one that may not be opened
        return None
    return str(said) if said else None


def look_for(address: UsbAddress, backend: Any = None) -> Any:
    """The device at an address, not opened. After a re-plug it is found again, whatever its new number.

    Raises:
        PrinterAway: it is not there, or libusb is not.
    """
    found = find_devices(backend, idVendor=address.vendor, idProduct=address.product)
    if address.serial is not None:
        found = [device for device in found if serial_of(device) == address.serial]
    if not found:
        raise PrinterAway(Reason.NOT_FOUND, f"{address.vendor:04x}:{address.product:04x} is not on the bus")
    return found[0]


def open_usb(address: UsbAddress, backend: Any = None) -> UsbChannel:
    """Claim a printer.

    Args:
        address: where it is.
        backend: of pyusb; another one for tests.

    Raises:
        PrinterAway: it is not there, is in use, may not be used by this account, or is no printer.
    """
    device = look_for(address, backend)
    try:
        interface = _printer_interface(device)
        number = int(interface.bInterfaceNumber)
        with suppress(NotImplementedError):
            if device.is_kernel_driver_active(number):
                device.detach_kernel_driver(number)
        importlib.import_module("usb.util").claim_interface(device, number)
    except OSError as error:
        raise not_opened(error) from error
    out_endpoint, in_endpoint = (_endpoint(interface, direction) for direction in (0, _IN))
    if out_endpoint is None:
        raise PrinterAway(Reason.NOT_FOUND, "the device takes no bytes")
    return UsbChannel(device, number, out_endpoint, in_endpoint)


def printer_interfaces(device: Any) -> list[Any]:
    """The interfaces of a device that say they are a printer's."""
    return [
        interface
        for configuration in device
        for interface in configuration
        if interface.bInterfaceClass == PRINTER_CLASS
    ]


def _printer_interface(device: Any) -> Any:
    """The interface to print on. Some printers say that they are of the maker's own class."""
    try:
        configuration = device.get_active_configuration()
    except OSError as error:
        if error.errno in (errno.EACCES, errno.ENODEV):
            raise
        # A device that nobody has configured yet.
        device.set_configuration()
        configuration = device.get_active_configuration()
    found = [each for each in configuration if each.bInterfaceClass == PRINTER_CLASS]
    found += [each for each in configuration if _endpoint(each, 0) is not None]
    if not found:
        raise PrinterAway(Reason.NOT_FOUND, "the device has nothing to print on")
    return found[0]


def _endpoint(interface: Any, direction: int) -> int | None:
    for endpoint in interface:
        address, kind = int(endpoint.bEndpointAddress), int(endpoint.bmAttributes)
        if kind & _TYPE_MASK == _BULK and address & _DIRECTION_MASK == direction:
            return address
    return None


def _milliseconds(seconds: float) -> int:
    # Zero is "for ever" to libusb.
    return max(1, int(seconds * 1000))


def _timed_out(error: OSError) -> bool:
    return error.errno == errno.ETIMEDOUT


def _told(error: OSError) -> OSError:
    return LineEnded(str(error)) if error.errno in _GONE else error
