"""A USB bus for pyusb on which printers are plugged in and pulled out; no library below."""

# ruff: noqa: ARG002  (pyusb gives more than a bus of one interface needs)

import errno
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from usb.backend import IBackend
from usb.core import USBError, USBTimeoutError

from printer.emulator import EmulatedPrinter, Line

OUT, IN = 0x02, 0x81
_LANGUAGE = b"\x04\x03\x09\x04"


@dataclass
class Plug:
    """One device on the bus.

    `takes` is the most bytes of one write; `room` how many it takes in all before it says nothing more;
    `unplug_after` how many before the cable is pulled. `errors` raises an errno when it is opened or claimed.
    """

    printer: EmulatedPrinter | None = None
    vendor: int = 0x04B8
    product: int = 0x0E28
    serial: str = ""
    name: str = "TM-T20III"
    interface_class: int = 7
    takes: int = 100_000
    room: int | None = None
    unplug_after: int | None = None
    errors: dict[str, int] = field(default_factory=dict)
    kernel_driver: bool = False
    one_way: bool = False
    number: int = 1
    plugged: bool = True
    taken: int = 0
    said: bytearray = field(default_factory=bytearray)
    line: Line | None = None


class FakeBus(IBackend):  # type: ignore[misc]
    """What pyusb asks of a library; `plugs` are the devices."""

    def __init__(self, *plugs: Plug) -> None:
        super().__init__()
        self.plugs = list(plugs)
        self.claimed = 0

    def enumerate_devices(self) -> Iterator[Plug]:
        return iter([plug for plug in self.plugs if plug.plugged])

    def get_parent(self, dev: Plug) -> None:
        return None

    def get_device_descriptor(self, dev: Plug) -> SimpleNamespace:
        strings = {"iManufacturer": 1, "iProduct": 2, "iSerialNumber": 3 if dev.serial else 0}
        return SimpleNamespace(
            bLength=18, bDescriptorType=1, bcdUSB=0x200, bDeviceClass=0, bDeviceSubClass=0, bDeviceProtocol=0,
            bMaxPacketSize0=64, idVendor=dev.vendor, idProduct=dev.product, bcdDevice=0x100,
            bNumConfigurations=1, address=dev.number, bus=1, port_number=1, port_numbers=(1,), speed=3,
            **strings,
        )  # fmt: skip

    def get_configuration_descriptor(self, dev: Plug, config: int) -> SimpleNamespace:
        if config:
            raise IndexError
        return SimpleNamespace(
            bLength=9, bDescriptorType=2, wTotalLength=32, bNumInterfaces=1, bConfigurationValue=1,
            iConfiguration=0, bmAttributes=0xC0, bMaxPower=1, extra_descriptors=[],
        )  # fmt: skip

    def get_interface_descriptor(self, dev: Plug, intf: int, alt: int, config: int) -> SimpleNamespace:
        if intf or alt:
            raise IndexError
        return SimpleNamespace(
            bLength=9, bDescriptorType=4, bInterfaceNumber=0, bAlternateSetting=0,
            bNumEndpoints=1 if dev.one_way else 2, bInterfaceClass=dev.interface_class, bInterfaceSubClass=1,
            bInterfaceProtocol=2, iInterface=0, extra_descriptors=[],
        )  # fmt: skip

    def get_endpoint_descriptor(
        self, dev: Plug, ep: int, intf: int, alt: int, config: int
    ) -> SimpleNamespace:
        if ep >= (1 if dev.one_way else 2):
            raise IndexError
        return SimpleNamespace(
            bLength=7, bDescriptorType=5, bEndpointAddress=(OUT, IN)[ep], bmAttributes=2, wMaxPacketSize=64,
            bInterval=0, bRefresh=0, bSynchAddress=0, extra_descriptors=[],
        )  # fmt: skip

    def open_device(self, dev: Plug) -> Plug:
        _fail(dev, "open")
        if dev.printer and dev.line is None:
            dev.line = dev.printer.connect(dev.said.extend)
        return dev

    def close_device(self, dev_handle: Plug) -> None:
        return

    def set_configuration(self, dev_handle: Plug, config_value: int) -> None:
        return

    def get_configuration(self, dev_handle: Plug) -> int:
        return 1

    def is_kernel_driver_active(self, dev_handle: Plug, intf: int) -> bool:
        return dev_handle.kernel_driver

    def detach_kernel_driver(self, dev_handle: Plug, intf: int) -> None:
        dev_handle.kernel_driver = False

    def claim_interface(self, dev_handle: Plug, intf: int) -> None:
        _fail(dev_handle, "claim")
        self.claimed += 1

    def release_interface(self, dev_handle: Plug, intf: int) -> None:
        self.claimed -= 1

    def bulk_write(self, dev_handle: Plug, ep: int, intf: int, data: Any, timeout: int) -> int:
        assert (ep, timeout > 0) == (OUT, True)
        _fail(dev_handle, "write")
        sent = bytes(data)[: dev_handle.takes]
        if dev_handle.room is not None:
            sent = sent[: max(0, dev_handle.room - dev_handle.taken)]
            if not sent:
                raise USBTimeoutError("Operation timed out", -7, errno.ETIMEDOUT)
        dev_handle.taken += len(sent)
        if dev_handle.unplug_after is not None and dev_handle.taken >= dev_handle.unplug_after:
            unplug(dev_handle)
        if dev_handle.printer and dev_handle.line:
            dev_handle.printer.receive(dev_handle.line, sent)
        return len(sent)

    def bulk_read(self, dev_handle: Plug, ep: int, intf: int, buff: Any, timeout: int) -> int:
        assert (ep, timeout > 0) == (IN, True)
        _fail(dev_handle, "read")
        if not dev_handle.said:
            raise USBTimeoutError("Operation timed out", -7, errno.ETIMEDOUT)
        said = bytes(dev_handle.said[: len(buff)])
        del dev_handle.said[: len(said)]
        buff[: len(said)] = type(buff)("B", said)
        return len(said)

    def ctrl_transfer(self, dev_handle: Plug, *request: Any) -> int:
        """Only what asks for the strings that a device says about itself."""
        _fail(dev_handle, "open")
        _kind, _code, value, _language, data, _timeout = request
        index = value & 0xFF
        said = {1: "EPSON", 2: dev_handle.name, 3: dev_handle.serial}.get(index, "").encode("utf-16-le")
        whole = _LANGUAGE if index == 0 else bytes([len(said) + 2, 3]) + said
        data[: len(whole)] = type(data)("B", whole)
        return len(whole)


def unplug(plug: Plug) -> None:
    """Pull the cable: whoever has it open gets an error from now on."""
    plug.plugged = False
    if plug.printer and plug.line:
        plug.printer.disconnect(plug.line)
        plug.line = None


def replugged(plug: Plug, number: int) -> Plug:
    """The same printer in another socket, with another number on the bus."""
    return Plug(plug.printer, plug.vendor, plug.product, plug.serial, number=number)


def _fail(plug: Plug, doing: str) -> None:
    if not plug.plugged:
        raise USBError("No such device (it may have been disconnected)", -4, errno.ENODEV)
    if doing in plug.errors:
        raise USBError("refused", -3, plug.errors[doing])
