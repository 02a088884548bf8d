"""Printers that are plugged in, with what to do when they may not be used."""

import errno
from pathlib import Path

import pytest

from printer.address import parse_address
from printer.finding import RULES, find_printers
from tests.house.checkout import ROOT, read
from tests.printer.fake_usb import FakeBus, Plug


@pytest.fixture
def devices(tmp_path: Path) -> Path:
    (tmp_path / "usb").mkdir()
    for name in ("usb/lp10", "usb/lp2", "ttyUSB0", "ttyACM0", "tty1", "null"):
        (tmp_path / name).touch()
    return tmp_path


def test_usb_printers_are_found_with_name_and_address(tmp_path: Path) -> None:
    bus = FakeBus(Plug(serial="X 1", number=2), Plug(vendor=0x0416, product=0x5011, name="POS58\x07 "))
    found = find_printers(tmp_path, bus).printers
    assert [(one.address, one.name) for one in found] == [
        ("usb://0416:5011", "EPSON POS58"),
        ("usb://04b8:0e28?serial=X%201", "EPSON TM-T20III"),
    ]
    for one in found:
        parse_address(one.address)


def test_what_is_no_printer_is_not_found(tmp_path: Path) -> None:
    assert find_printers(tmp_path, FakeBus(Plug(interface_class=3))).printers == ()


def test_device_files_are_found_in_the_order_of_their_numbers(devices: Path) -> None:
    found = find_printers(devices, FakeBus()).printers
    assert [one.address for one in found] == [
        f"file://{devices}/usb/lp2?status=asked",
        f"file://{devices}/usb/lp10?status=asked",
        f"serial://{devices}/ttyUSB0",
        f"serial://{devices}/ttyACM0",
    ]
    assert all(one.usable and not one.trouble for one in found)
    for one in found:
        parse_address(one.address)


def test_a_printer_that_this_account_may_not_use_comes_with_the_rule_to_install(devices: Path) -> None:
    node = devices / "bus" / "usb" / "001"
    node.mkdir(parents=True)
    (node / "001").touch()
    bus = FakeBus(Plug(errors={"open": errno.EACCES}))
    found = find_printers(devices, bus, allowed=lambda _path: False).printers
    assert found[0].name == "USB printer 04b8:0e28"
    assert all(one.usable is False and RULES in one.trouble for one in found)
    assert [("group lp" in one.trouble, "group dialout" in one.trouble) for one in found[2:4]] == [
        (True, False),
        (False, True),
    ]


def test_without_libusb_the_device_files_are_found_all_the_same(devices: Path) -> None:
    findings = find_printers(devices)
    assert len(findings.printers) >= 4
    assert all("libusb" in remark for remark in findings.remarks)


def test_the_rules_for_udev_are_there_and_cover_each_way_to_a_printer() -> None:
    assert (ROOT / RULES).exists()
    rules = [line for line in read(RULES).splitlines() if line and not line.startswith("#")]
    assert [line.split(",")[0] for line in rules] == [
        'SUBSYSTEM=="usb"',
        'KERNEL=="lp*"',
        'SUBSYSTEM=="tty"',
    ]
    assert all('MODE="0660"' in line for line in rules)
