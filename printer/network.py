"""A printer on the network, port 9100: one short connection for each job.

Knows sockets, nothing of what is said over them.
"""

import errno
import socket
from contextlib import suppress

from printer.address import TcpAddress
from printer.channel import Deadline, LineEnded
from printer.outcome import PrinterAway, Reason

_SHORTEST = 0.001


class TcpChannel:
    """A connection to a network printer."""

    # Whatever a printer still has to say about an earlier connection, it cannot say on this one.
    remembers = False

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def read(self, seconds: float) -> bytes:
        """What the printer says; empty if nothing comes in time.

        Raises:
            LineEnded: the other side has closed.
            OSError: the connection broke.
        """
        self._connection.settimeout(max(seconds, 0))
        try:
            said = self._connection.recv(4096)
        except (TimeoutError, BlockingIOError):
            return b""
        if not said:
            raise LineEnded("end of the stream")
        return said

    def write(self, chunk: bytes, seconds: float) -> int:
        """How many bytes the connection took in time.

        Raises:
            OSError: it broke.
        """
        self._connection.settimeout(max(seconds, _SHORTEST))
        try:
            return self._connection.send(chunk)
        except TimeoutError:
            return 0

    def finish(self, seconds: float) -> bool:
        """Wait until the printer has taken the last byte: closing at once may reset the connection.

        Returns:
            True, unless the connection was reset: a printer that stays open for longer has all the same got
            everything, as far as can be known.
        """
        deadline = Deadline(min(seconds, 1.0))
        try:
            self._connection.shutdown(socket.SHUT_WR)
            while self.read(deadline.left):
                pass
        except LineEnded:
            return True
        except OSError:
            return False
        return True

    def close(self) -> None:
        """Close the connection."""
        with suppress(OSError):
            self._connection.close()


def open_connection(address: TcpAddress, seconds: float) -> TcpChannel:
    """Connect to a printer.

    Args:
        address: where it is; a name is looked up each time.
        seconds: to connect in.

    Raises:
        PrinterAway: nobody there in time.
    """
    try:
        connection = socket.create_connection((address.host, address.port), seconds)
    except ConnectionRefusedError as error:
        raise PrinterAway(Reason.REFUSED, str(error)) from error
    except TimeoutError as error:
        raise PrinterAway(Reason.UNREACHABLE, "no connection in time") from error
    except OSError as error:
        reason = Reason.CLOSED if error.errno == errno.ECONNRESET else Reason.UNREACHABLE
        raise PrinterAway(reason, str(error)) from error
    # A question of three bytes must not wait for the next.
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return TcpChannel(connection)
