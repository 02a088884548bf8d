"""What a printer says of itself, what somebody sends to the printer that is a program, and its address."""

from printer.address import Confirm, parse_address
from printer.channel import Deadline
from printer.decoder import UndecodableError, decode
from printer.emulator_stream import commands, real_time
from printer.line import clean
from printer.native import plain
from printer.outcome import PrinterAway, Readiness
from printer.raster import ASK_PAPER, FEED, FEED_AND_CUT, INITIALISE, RASTER, ROWS_AS_UNITS
from printer.status import clear_buffers, confirmed, is_confirmation, preflight
from tests.fuzz.target import Target, text_of
from tests.printer.test_outside_bytes import Babbling

_PROCESS = b"1234"
_ADDRESSES = (
    *("virtual:", "tcp://10.0.0.9:9100?confirm=gs-h&strip=24", "usb://04b8:0e28?serial=X1", "tcp://[::1]"),
    *("serial:///dev/ttyUSB0?baud=19200&flow=rts", "file:///dev/usb/lp0?status=asked&pause=20&mode=text"),
)
_STRIP = RASTER + b"\x01\x00\x02\x00\xff\x00"
_JOB = INITIALISE + ROWS_AS_UNITS + _STRIP + FEED + b"\x03" + FEED_AND_CUT + ASK_PAPER


def _said(data: bytes) -> list[bytes]:
    """Answers with a length before each, as they come off a line."""
    said, at = [], 0
    while at < len(data):
        length = data[at] % 12
        said.append(data[at + 1 : at + 1 + length])
        at += 1 + length
    return said


def _status(data: bytes) -> None:
    assert isinstance(preflight(Babbling(_said(data)), 0.001), Readiness)


def _confirmation(data: bytes) -> None:
    for confirm in Confirm:
        heard = b"".join(_said(data))
        if confirmed(Babbling(_said(data)), confirm, _PROCESS, Deadline(0.01)):
            assert _PROCESS in heard or is_confirmation(heard[:1])


def _cleared(data: bytes) -> None:
    if clear_buffers(Babbling(_said(data)), 0.001):
        assert b"\x37\x25\x00" in b"".join(_said(data))


def _stream(data: bytes) -> None:
    assert data.startswith(b"".join(command.raw for command in commands(data)))
    real_time(data)


def _text(data: bytes) -> None:
    told = plain(clean(text_of(data)))
    assert not {"\x1b", "\x1d", "\x10", "\x1c"} & set(told)


TARGETS = (
    Target("printer-status", _status, (b"\x01\x12" * 4, b"\x01\x1a\x01\x36\x01\x12\x01\x12"), (PrinterAway,)),
    Target("printer-confirmation", _confirmation, (b"\x01\x00", b"\x07\x37\x221234\x00"), (OSError,)),
    Target("printer-cleared", _cleared, (b"\x03\x37\x25\x00",)),
    Target("printer-stream", _stream, (_JOB, b"\x10\x04\x01" + _JOB, b"Hallo\n\x1dVB\x00")),
    Target(
        "printer-job",
        lambda data: decode(data, 384),
        (_JOB,),
        (UndecodableError,),
        (RASTER, FEED, FEED_AND_CUT),
    ),
    Target("printer-text", _text, ("Één regel \u202e".encode(), "سلام ሰላም".encode())),
    Target(
        "printer-address",
        lambda data: parse_address(text_of(data)),
        tuple(address.encode() for address in _ADDRESSES),
        (ValueError,),
    ),
)


def targets() -> tuple[Target, ...]:
    """All of this module."""
    return TARGETS
