"""From a printer's address to something that takes jobs.

Knows which transport belongs to which address; each transport is a file of its own.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from printer.address import Address, TcpAddress, VirtualAddress
from printer.escpos_border import use_cache
from printer.network import TcpTransport
from printer.outcome import Readiness, Verdict
from printer.virtual import VirtualTransport
from printer.wired import WiredTransport


class Transport(Protocol):
    """One printer. Not for two threads at a time: two jobs would come out spliced into each other.

    `blocks` says that its calls hold the thread, so that an event loop must run them elsewhere.
    """

    @property
    def blocks(self) -> bool:
        """Whether a call holds its thread."""

    def check(self) -> Readiness:
        """Ask whether a job could be printed now. Raises PrinterAway if not."""

    def send(self, job: bytes, label: str) -> Verdict:
        """Print. Raises PrinterAway only while nothing has left this machine; later, a verdict tells."""


def open_transport(address: Address, data_dir: Path, width: int) -> Transport:
    """The transport for an address; nothing is opened or sent yet.

    Args:
        address: as from `parse_address`.
        data_dir: the folder that this installation may write to.
        width: of the paper in dots, for the virtual printer.

    Raises:
        OSError: the data folder cannot be written.
    """
    match address:
        case VirtualAddress():
            return VirtualTransport(data_dir, width, _utc_now)
        case TcpAddress():
            return TcpTransport(address)
        case _:
            use_cache(data_dir / "escpos")
            return WiredTransport(address)


def _utc_now() -> datetime:
    return datetime.now(UTC)
