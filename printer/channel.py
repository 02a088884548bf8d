"""What a conversation with a printer runs over: bytes there, bytes back, each with a deadline.

Knows the shape only; the network, USB, serial lines and device files are files of their own. Also the two
that are plain file numbers of the kernel, since those differ in nothing but how they are opened.
"""

import errno
import os
import select
import time
from typing import Protocol

from printer.outcome import PrinterAway, Reason


class LineEnded(OSError):
    """The other side is gone. The end of a stream is never an answer."""


class Channel(Protocol):
    """An open line to one printer; for one thread."""

    @property
    def remembers(self) -> bool:
        """Whether answers to an earlier connection can still come out of this one."""

    def read(self, seconds: float) -> bytes:
        """What the printer says; empty if nothing comes in time. Raises OSError when it is gone."""

    def write(self, chunk: bytes, seconds: float) -> int:
        """How many bytes were taken in time, perhaps none. Raises OSError when none were and none will be."""

    def finish(self, seconds: float) -> bool:
        """Wait until all that was taken has left this machine; False if it has not in so many seconds."""

    def close(self) -> None:
        """Give the line back. What the printer has not taken by now is thrown away, without waiting."""


class DescriptorChannel:
    """A line that is a file number of the kernel, open and not blocking.

    Args:
        number: the file number; closed together with the channel.
        readable: whether it was opened to be read as well.
    """

    remembers = True

    def __init__(self, number: int, *, readable: bool) -> None:
        self._number = number
        self._readable = readable

    def read(self, seconds: float) -> bytes:
        """What the printer says; empty if nothing comes in time.

        Raises:
            LineEnded: end of the file, or the device was pulled out.
        """
        if not self._readable or not _ready(self._number, select.POLLIN, seconds):
            return b""
        try:
            said = os.read(self._number, 4096)
        except BlockingIOError:
            return b""
        if not said:
            raise LineEnded("end of the file")
        return said

    def write(self, chunk: bytes, seconds: float) -> int:
        """How many bytes the kernel took in time.

        Raises:
            OSError: the device was pulled out.
        """
        if not _ready(self._number, select.POLLOUT, seconds):
            return 0
        try:
            return os.write(self._number, chunk)
        except BlockingIOError:
            return 0

    def finish(self, seconds: float) -> bool:
        """Wait until the device would take more: usblp says so once it has passed on what it holds."""
        return _ready(self._number, select.POLLOUT, seconds)

    def close(self) -> None:
        """Close the file number."""
        os.close(self._number)


def _ready(number: int, event: int, seconds: float) -> bool:
    # poll() knows no limit of 1024 open files, as select() does.
    poll = select.poll()
    poll.register(number, event)
    found = poll.poll(max(seconds, 0) * 1000)
    if not found:
        return False
    if not found[0][1] & event:
        raise LineEnded(errno.EIO, "the device is gone")
    return True


_REASONS = {
    errno.EACCES: Reason.NO_PERMISSION,
    errno.EPERM: Reason.NO_PERMISSION,
    errno.EBUSY: Reason.BUSY,
    errno.EAGAIN: Reason.BUSY,
}


def not_opened(error: OSError, detail: str = "") -> PrinterAway:
    """A device that cannot be opened, as the reason for people. *detail* is added to what the system said."""
    said = " ".join(f"{detail} {error}".split())
    return PrinterAway(_REASONS.get(error.errno or 0, Reason.NOT_FOUND), said)


class Deadline:
    """A moment after which nothing is waited for; *seconds* from now."""

    def __init__(self, seconds: float) -> None:
        self._at = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds until then, zero afterwards."""
        return max(0.0, self._at - time.monotonic())
