"""Printer addresses, right and wrong."""

from pathlib import Path

import pytest

from printer.address import (
    Address,
    Confirm,
    FileAddress,
    Flow,
    Manner,
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
        ("tcp://printer:9100?status=none", TcpAddress("printer", 9100, Manner(answers=False))),
        ("tcp://printer?confirm=gs-h", TcpAddress("printer", manner=Manner(confirm=Confirm.GS_H))),
        ("tcp://printer?strip=8&pause=200", TcpAddress("printer", manner=Manner(strip_rows=8, pause_ms=200))),
        ("virtual:?strip=64", VirtualAddress(Manner(strip_rows=64))),
        ("usb://04b8:0e28", UsbAddress(0x04B8, 0x0E28)),
        ("usb://04b8:0e28?serial=J%201", UsbAddress(0x04B8, 0x0E28, "J 1")),
        ("usb://04b8:0e28?status=none", UsbAddress(0x04B8, 0x0E28, manner=Manner(answers=False))),
        (
            "serial:///dev/ttyUSB0?mode=text&flow=rts",
            SerialAddress(Path("/dev/ttyUSB0"), 9600, Flow.RTS, Manner(text=True)),
        ),
        ("serial:///dev/ttyUSB0?baud=19200", SerialAddress(Path("/dev/ttyUSB0"), 19200)),
        ("serial:///dev/ttyUSB0", SerialAddress(Path("/dev/ttyUSB0"), 9600)),
        ("file:///dev/usb/lp0", FileAddress(Path("/dev/usb/lp0"), Manner(answers=False))),
        ("file:///dev/usb/lp0?status=asked", FileAddress(Path("/dev/usb/lp0"), Manner(answers=True))),
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
        "virtual:?status=none",
        "virtual:?pause=3",
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
        "tcp://printer?status=none&confirm=gs-r",
        "tcp://printer?confirm=gs-x",
        "tcp://printer?mode=colour",
        "tcp://printer?strip=7",
        "tcp://printer?strip=129",
        "tcp://printer?strip=-9",
        "tcp://printer?strip=٨",
        "tcp://printer?pause=201",
        "tcp://printer?serial=J1",
        "tcp://printer?strip=8&strip=9",
        "tcp://printer#1",
        "tcp://[::1",
        "usb://04b8",
        "usb://04b8:xyz1",
        "usb://04b8:0e28/1",
        "usb://04b8:0e28?baud=9600",
        "usb://04b8:0e28?serial=",
        "serial://ttyUSB0",
        "serial:///",
        "serial:///dev/ttyUSB0?baud=12345",
        "serial:///dev/ttyUSB0?speed=9600",
        "serial:///dev/ttyUSB0?flow=dtr",
        "file:///dev/usb/lp0?confirm=gs-r",
        "file://dev/usb/lp0",
        "file:",
    ],
)
def test_a_wrong_address_is_refused_with_its_text_and_what_is_allowed(text: str) -> None:
    with pytest.raises(ValueError, match="allowed: virtual:, tcp://") as refused:
        parse_address(text)
    assert repr(text) in str(refused.value)
