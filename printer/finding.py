"""Which printers are plugged into this machine, each with the address to configure.

Looks at the bus and at the names under /dev; sends nothing, claims nothing and never fails: what cannot be
looked at is said in words.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from string import digits
from typing import Any
from urllib.parse import quote

from printer.outcome import PrinterAway
from printer.usb_line import find_devices, printer_interfaces, serial_of

RULES = "deploy/udev/60-inloop-printer.rules"
_DEVICE_FILES = (
    ("usb/lp*", "file://{}?status=asked", "USB printer, through the kernel's own driver"),
    ("ttyUSB*", "serial://{}", "serial line on USB"),
    ("ttyACM*", "serial://{}", "serial line on USB"),
)


@dataclass(frozen=True)
class Found:
    """One printer, or a line that a printer may be on.

    Args:
        address: what to configure.
        name: for people.
        usable: this account may use it; None if that shows only in use.
        trouble: what to do when it may not, else empty.
    """

    address: str
    name: str
    usable: bool | None
    trouble: str = ""


@dataclass(frozen=True)
class Findings:
    """All that was found, and what could not be looked at, in sentences."""

    printers: tuple[Found, ...]
    remarks: tuple[str, ...]


def may_use(path: Path) -> bool:
    """Whether this account may read and write a device file."""
    return os.access(path, os.R_OK | os.W_OK)


def find_printers(
    devices: Path = Path("/dev"), backend: Any = None, allowed: Callable[[Path], bool] = may_use
) -> Findings:
    """Look for printers.

    Args:
        devices: the folder of device files; another one for tests.
        backend: of pyusb; None for libusb.
        allowed: whether a device file may be used; another one for tests, which may run as root.

    Returns:
        USB printers first, then device files, each by name. A printer that the kernel's driver holds is
        there twice: once over USB, once as its device file.
    """
    try:
        found = [_on_bus(device, devices, allowed) for device in find_devices(backend) if _is_printer(device)]
        remarks: tuple[str, ...] = ()
    except PrinterAway as away:
        found, remarks = [], (f"USB could not be looked at: {away.detail}.",)
    return Findings((*sorted(found, key=lambda one: one.address), *_device_files(devices, allowed)), remarks)


def _is_printer(device: Any) -> bool:
    try:
        return bool(printer_interfaces(device))
    except OSError:  # unplugged at this very moment
        return False


def _on_bus(device: Any, devices: Path, allowed: Callable[[Path], bool]) -> Found:
    vendor, product, serial = device.idVendor, device.idProduct, serial_of(device)
    address = f"usb://{vendor:04x}:{product:04x}" + (f"?serial={quote(serial, safe='')}" if serial else "")
    node = devices / "bus" / "usb" / f"{device.bus or 0:03}" / f"{device.address or 0:03}"
    usable = allowed(node) if node.exists() else None
    return Found(address, _name(device), usable, _remedy(node, usable))


def _name(device: Any) -> str:
    words = []
    for part in ("manufacturer", "product"):
        try:
            said = getattr(device, part)
        except (OSError, ValueError):  # only those who may open a device may ask for its name
            said = None
        if said:
            # What a device says about itself is shown to people: without control characters.
            words.append("".join(each for each in str(said) if each.isprintable()).strip())
    return " ".join(filter(None, words)) or f"USB printer {device.idVendor:04x}:{device.idProduct:04x}"


def _device_files(devices: Path, allowed: Callable[[Path], bool]) -> list[Found]:
    found = []
    for pattern, address, name in _DEVICE_FILES:
        for path in sorted(devices.glob(pattern), key=_in_order):
            usable = allowed(path)
            found.append(Found(address.format(path), f"{path.name}: {name}", usable, _remedy(path, usable)))
    return found


def _in_order(path: Path) -> tuple[str, int]:
    stem = path.name.rstrip(digits)
    return stem, int(path.name[len(stem) :] or 0)


def _remedy(path: Path, usable: bool | None) -> str:
    if usable is not False:
        return ""
    group = "dialout" if path.name.startswith("tty") else "lp"
    return (
        f"This account may not use {path}: copy {RULES} to /etc/udev/rules.d/, "
        f"add the account to the group {group}, then pull the cable out and put it in again."
    )
