"""Printer addresses, right and wrong."""

from pathlib import Path

import pytest

from printer.address import (
    Address,
    FileAddress,
    SerialAddress,
    TcpAddress,
    UsbAddress,
    VirtualAddress,
    parse_address,
)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("virtual:", VirtualAddress()),
        ("tcp://192.168.1.9:9100", TcpAddress("192.168.1.9", 9100)),
        ("tcp://printer", TcpAddress("printer", 9100)),
        ("tcp://[::1]:9101", TcpAddress("::1", 9101)),
        ("tcp://printer:9100?status=none", TcpAddress("printer", 9100, answers=False)),
        ("usb://04b8:0e28", UsbAddress(0x04B8, 0x0E28)),
        ("serial:///dev/ttyUSB0?baud=19200", SerialAddress(Path("/dev/ttyUSB0"), 19200)),
        ("serial:///dev/ttyUSB0", SerialAddress(Path("/dev/ttyUSB0"), 9600)),
        ("file:///dev/usb/lp0", FileAddress(Path("/dev/usb/lp0"))),
    ],
)
def test_an_address_is_understood(text: str, address: Address) -> None:
    assert parse_address(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "",
        "printer",
        "virtual",
        "virtual:x",
        "http://printer:9100",
        "tcp://",
        "tcp://:9100",
        "tcp://printer:0",
        "tcp://printer:99999",
        "tcp://printer:port",
        "tcp://printer:9100/path",
        "tcp://someone@printer:9100",
        "tcp://printer?status=maybe",
        "tcp://printer?speed=1",
        "tcp://printer?status",
        "tcp://printer#1",
        "tcp://[::1",
        "usb://04b8",
        "usb://04b8:xyz1",
        "usb://04b8:0e28/1",
        "usb://04b8:0e28?baud=9600",
        "serial://ttyUSB0",
        "serial:///",
        "serial:///dev/ttyUSB0?baud=12345",
        "serial:///dev/ttyUSB0?speed=9600",
        "file://dev/usb/lp0",
        "file:",
    ],
)
def test_a_wrong_address_is_refused_with_its_text_and_what_is_allowed(text: str) -> None:
    with pytest.raises(ValueError, match="allowed: virtual:, tcp://") as refused:
        parse_address(text)
    assert repr(text) in str(refused.value)
