"""The printer's address, from one line of text to a typed value.

Knows what an address may look like, and nothing of whether a printer is there. Behind the `?` stands the
manner of the printer, the same words for every kind.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, urlsplit

ALLOWED = (
    "virtual:, tcp://host:9100, usb://04b8:0e28, serial:///dev/ttyUSB0?baud=19200 or file:///dev/usb/lp0;"
    " behind a ?, joined by &: status=asked|none, confirm=gs-r|gs-h, mode=picture|text, strip=8..128,"
    " pause=0..200, for usb serial=..., for serial baud=... and flow=none|rts|xon"
)
BAUD_RATES = (1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200)
FEWEST_ROWS, MOST_ROWS, LONGEST_PAUSE_MS = 8, 128, 200


class Confirm(StrEnum):
    """The question behind a job whose answer confirms it."""

    GS_R = "gs-r"  # the paper sensor, asked in the job's turn: nearly every printer
    GS_H = "gs-h"  # the process id, answered when printing has ended: Epson


class Flow(StrEnum):
    """How a printer on a serial line says that it can take no more for a moment."""

    NONE = "none"
    RTS = "rts"
    XON = "xon"


@dataclass(frozen=True)
class Manner:
    """How one printer wants to be spoken to.

    Args:
        answers: it says how it is when asked; False for one that never does.
        confirm: the question that ends a job of one that answers.
        text: tickets in Latin scripts are sent as text, for slow lines.
        strip_rows: rows of dots in one command at most.
        pause_ms: rest between two strips, for printers that lose bytes.
    """

    answers: bool = True
    confirm: Confirm = Confirm.GS_R
    text: bool = False
    strip_rows: int = MOST_ROWS
    pause_ms: int = 0


SILENT = Manner(answers=False)


@dataclass(frozen=True)
class VirtualAddress:
    """No printer: each ticket becomes a PNG in the data folder."""

    manner: Manner = field(default_factory=Manner)


@dataclass(frozen=True)
class TcpAddress:
    """A network printer."""

    host: str
    port: int = 9100
    manner: Manner = field(default_factory=Manner)


@dataclass(frozen=True)
class UsbAddress:
    """A printer on USB by the numbers of its vendor and product; `serial` tells two alike apart."""

    vendor: int
    product: int
    serial: str | None = None
    manner: Manner = field(default_factory=Manner)


@dataclass(frozen=True)
class SerialAddress:
    """A printer on a serial line; `baud` in bits per second."""

    device: Path
    baud: int = 9600
    flow: Flow = Flow.NONE
    manner: Manner = field(default_factory=Manner)


@dataclass(frozen=True)
class FileAddress:
    """A printer behind a device file of the kernel, which is written to and not read unless asked."""

    device: Path
    manner: Manner = SILENT


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
    pairs = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=True) if parts.query else []
    options = dict(pairs)
    if len(options) < len(pairs):
        raise ValueError("an option is given twice")
    address = read(parts, options)
    if options:
        raise ValueError(f"option {next(iter(options))!r} is not known here")
    return address


def _virtual(parts: SplitResult, options: dict[str, str]) -> VirtualAddress:
    if parts.netloc or parts.path or {"status", "confirm", "pause", "mode"} & options.keys():
        raise ValueError("nothing follows virtual: but the height of its strips")
    return VirtualAddress(_manner(options))


def _tcp(parts: SplitResult, options: dict[str, str]) -> TcpAddress:
    if not parts.hostname or parts.path not in ("", "/") or "@" in parts.netloc:
        raise ValueError("a host and a port are needed, nothing else")
    port = 9100 if parts.port is None else parts.port
    if not port:
        raise ValueError("port 0 does not exist")
    return TcpAddress(parts.hostname, port, _manner(options))


def _usb(parts: SplitResult, options: dict[str, str]) -> UsbAddress:
    found = re.fullmatch(r"([0-9a-fA-F]{4}):([0-9a-fA-F]{4})", parts.netloc)
    if not found or parts.path not in ("", "/"):
        raise ValueError("vendor and product are four hexadecimal digits each, as lsusb shows them")
    serial = options.pop("serial", None)
    if serial == "":
        raise ValueError("the serial number is empty")
    return UsbAddress(int(found[1], 16), int(found[2], 16), serial, _manner(options))


def _serial(parts: SplitResult, options: dict[str, str]) -> SerialAddress:
    baud = _chosen(options, "baud", tuple(map(str, BAUD_RATES)), "9600")
    flow = Flow(_chosen(options, "flow", tuple(Flow), Flow.NONE))
    return SerialAddress(_device(parts), int(baud), flow, _manner(options))


def _file(parts: SplitResult, options: dict[str, str]) -> FileAddress:
    return FileAddress(_device(parts), _manner(options, status="none"))


def _device(parts: SplitResult) -> Path:
    if parts.netloc or not parts.path.strip("/"):
        raise ValueError("an absolute path with three slashes is needed")
    return Path(parts.path)


def _manner(options: dict[str, str], status: str = "asked") -> Manner:
    """Take the words that every kind of address knows out of *options*."""
    answers = _chosen(options, "status", ("asked", "none"), status) == "asked"
    if "confirm" in options and not answers:
        raise ValueError("a printer with status=none confirms nothing")
    return Manner(
        answers,
        Confirm(_chosen(options, "confirm", tuple(Confirm), Confirm.GS_R)),
        _chosen(options, "mode", ("picture", "text"), "picture") == "text",
        _number(options, "strip", FEWEST_ROWS, MOST_ROWS, MOST_ROWS),
        _number(options, "pause", 0, LONGEST_PAUSE_MS, 0),
    )


def _chosen(options: dict[str, str], name: str, choices: tuple[str, ...], default: str) -> str:
    value = options.pop(name, default)
    if value not in choices:
        raise ValueError(f"{name} is one of {', '.join(choices)}, not {value!r}")
    return value


def _number(options: dict[str, str], name: str, least: int, most: int, default: int) -> int:
    value = options.pop(name, str(default))
    if not re.fullmatch(r"[0-9]{1,3}", value) or not least <= int(value) <= most:
        raise ValueError(f"{name} is a number from {least} to {most}, not {value!r}")
    return int(value)


_READERS: dict[str, Callable[[SplitResult, dict[str, str]], Address]] = {
    "virtual": _virtual,
    "tcp": _tcp,
    "usb": _usb,
    "serial": _serial,
    "file": _file,
}
