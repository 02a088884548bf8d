"""From a printer's address to something that takes jobs.

Knows which line belongs to which address, and how patient each is; what is said is the conversation's.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol, assert_never

from printer.address import Address, FileAddress, SerialAddress, TcpAddress, UsbAddress, VirtualAddress
from printer.channel import Channel
from printer.conversation import Conversation, Patience, nothing
from printer.file_line import open_file
from printer.network import open_connection
from printer.outcome import PrinterAway, Readiness, Reason, Verdict
from printer.serial_line import bytes_per_second, open_serial
from printer.usb_line import look_for, open_usb
from printer.virtual import VirtualTransport

LineAddress = TcpAddress | UsbAddress | SerialAddress | FileAddress


class Transport(Protocol):
    """One printer. Not for two threads at a time: two jobs would come out spliced into each other.

    `blocks` says that its calls hold the thread, so that an event loop must run them elsewhere.
    """

    @property
    def blocks(self) -> bool:
        """Whether a call holds its thread."""

    def check(self) -> Readiness:
        """Ask whether a job could be printed now. Raises PrinterAway if not."""

    def send(self, job: bytes, label: str, begin: Callable[[], None] = nothing) -> Verdict:
        """Print after a clean preflight, calling `begin` once, directly before the first byte leaves.

        Raises PrinterAway only while nothing has left this machine; later, a verdict tells. What `begin`
        raises goes through, and nothing is sent.
        """


class LineTransport:
    """Jobs to one printer over a line.

    Args:
        address: where it is.
        opener: opens it; another one for tests.
        patience: how long it may take; what is usual for its kind unless given.
        unclean: the last job, before this process, is not known to have ended well.
    """

    def __init__(
        self,
        address: LineAddress,
        opener: Callable[[], Channel] | None = None,
        patience: Patience | None = None,
        *,
        unclean: bool = False,
    ) -> None:
        self._address = address
        patience = patience or patience_for(address)
        opener = opener or (lambda: _open(address, patience))
        self._talk = Conversation(opener, address.manner, patience, unclean=unclean)
        # A socket gives way to an event loop of gevent; a cable does not.
        self.blocks = not isinstance(address, TcpAddress)

    def check(self) -> Readiness:
        """Ask the printer; for one that never answers, look whether it is there without claiming it.

        Raises:
            PrinterAway: it is not there, or not able to print.
        """
        match self._address:
            case UsbAddress() if not self._address.manner.answers:
                look_for(self._address)
            case SerialAddress() | FileAddress() if not self._address.manner.answers:
                if not self._address.device.exists():
                    raise PrinterAway(Reason.NOT_FOUND, str(self._address.device))
            case _:
                return self._talk.check()
        return Readiness()

    def send(self, job: bytes, label: str, begin: Callable[[], None] = nothing) -> Verdict:
        """Print one job; see `Conversation.send`.

        Args:
            job: bytes that end with a cut.
            label: number of the ticket, for the log.
            begin: called once, directly before the first byte leaves.

        Raises:
            PrinterAway: before the first byte was taken.
        """
        return self._talk.send(job, label, begin)


def patience_for(address: LineAddress) -> Patience:
    """How long a printer may take over such a line."""
    if isinstance(address, SerialAddress):
        return Patience(bytes_per_second=bytes_per_second(address.baud))
    return Patience()


def open_transport(address: Address, data_dir: Path, width: int, *, unclean: bool = False) -> Transport:
    """The transport for an address; nothing is opened or sent yet.

    Args:
        address: as from `parse_address`.
        data_dir: the folder that this installation may write to.
        width: of the paper in dots, for the virtual printer.
        unclean: the last job on this printer ended unknown, perhaps because this machine stopped: the next
            one begins with a clean start and a cut.
    """
    if isinstance(address, VirtualAddress):
        return VirtualTransport(data_dir, width, _utc_now)
    return LineTransport(address, unclean=unclean)


def _open(address: LineAddress, patience: Patience) -> Channel:
    match address:
        case TcpAddress():
            return open_connection(address, patience.connect)
        case UsbAddress():
            return open_usb(address)
        case SerialAddress():
            return open_serial(address)
        case FileAddress():
            return open_file(address)
        case _:
            assert_never(address)


def _utc_now() -> datetime:
    return datetime.now(UTC)
