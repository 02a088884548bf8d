"""The printer's address, from one line of text to a typed value.

Knows what an address may look like, and nothing of whether a printer is there.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, urlsplit

ALLOWED = (
    "virtual:, tcp://host:9100, usb://04b8:0e28, serial:///dev/ttyUSB0?baud=19200 or file:///dev/usb/lp0"
    " (tcp also takes ?status=none for a printer that never answers)"
)
_BAUD_RATES = (1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200)


@dataclass(frozen=True)
class VirtualAddress:
    """No printer: each ticket becomes a PNG in the data folder."""


@dataclass(frozen=True)
class TcpAddress:
    """A network printer; `answers` is False for one that never says how it is."""

    host: str
    port: int = 9100
    answers: bool = True


@dataclass(frozen=True)
class UsbAddress:
    """A printer on USB by the numbers of its vendor and product."""

    vendor: int
    product: int


@dataclass(frozen=True)
class SerialAddress:
    """A printer on a serial line; `baud` in bits per second."""

    device: Path
    baud: int = 9600


@dataclass(frozen=True)
class FileAddress:
    """A printer behind a device file of the kernel."""

    device: Path


Address = VirtualAddress | TcpAddress | UsbAddress | SerialAddress | FileAddress


def parse_address(text: str) -> Address:
    """Read a printer address.

    Args:
        text: one of the forms in `ALLOWED`.

    Raises:
        ValueError: anything else; the message names the text, what is wrong with it and what is allowed.
    """
    try:
        return _parsed(text)
    except ValueError as error:
        raise ValueError(f"printer address {text!r}: {error}; allowed: {ALLOWED}") from error


def _parsed(text: str) -> Address:
    parts = urlsplit(text)
    read = _READERS.get(parts.scheme)
    if read is None or parts.fragment:
        raise ValueError("its form is not known")
    options = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=True) if parts.query else []
    return read(parts, dict(options))


def _virtual(parts: SplitResult, options: dict[str, str]) -> VirtualAddress:
    if parts.netloc or parts.path or options:
        raise ValueError("nothing follows virtual:")
    return VirtualAddress()


def _tcp(parts: SplitResult, options: dict[str, str]) -> TcpAddress:
    if not parts.hostname or parts.path not in ("", "/") or "@" in parts.netloc:
        raise ValueError("a host and a port are needed, nothing else")
    status = options.pop("status", "asked")
    _refuse(options)
    if status not in ("asked", "none"):
        raise ValueError(f"status is none or left out, not {status!r}")
    port = 9100 if parts.port is None else parts.port
    if not port:
        raise ValueError("port 0 does not exist")
    return TcpAddress(parts.hostname, port, answers=status == "asked")


def _usb(parts: SplitResult, options: dict[str, str]) -> UsbAddress:
    _refuse(options)
    found = re.fullmatch(r"([0-9a-fA-F]{4}):([0-9a-fA-F]{4})", parts.netloc)
    if not found or parts.path not in ("", "/"):
        raise ValueError("vendor and product are four hexadecimal digits each, as lsusb shows them")
    return UsbAddress(int(found[1], 16), int(found[2], 16))


def _serial(parts: SplitResult, options: dict[str, str]) -> SerialAddress:
    baud = options.pop("baud", "9600")
    _refuse(options)
    if baud not in map(str, _BAUD_RATES):
        raise ValueError(f"baud is one of {', '.join(map(str, _BAUD_RATES))}, not {baud!r}")
    return SerialAddress(_device(parts), int(baud))


def _file(parts: SplitResult, options: dict[str, str]) -> FileAddress:
    _refuse(options)
    return FileAddress(_device(parts))


def _device(parts: SplitResult) -> Path:
    if parts.netloc or not parts.path.strip("/"):
        raise ValueError("an absolute path with three slashes is needed")
    return Path(parts.path)


def _refuse(options: dict[str, str]) -> None:
    if options:
        raise ValueError(f"option {next(iter(options))!r} is not known")


_READERS: dict[str, Callable[[SplitResult, dict[str, str]], Address]] = {
    "virtual": _virtual,
    "tcp": _tcp,
    "usb": _usb,
    "serial": _serial,
    "file": _file,
}
