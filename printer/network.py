"""A printer on the network, port 9100: one short connection for each job.

Knows the conversation with such a printer, nothing of tickets or of trying again.
"""

import errno
import logging
import socket
import time
from contextlib import closing, suppress
from dataclasses import dataclass

from printer.address import TcpAddress
from printer.outcome import PrinterAway, Readiness, Reason, Verdict
from printer.raster import ASK_PAPER
from printer.status import drain, is_confirmation, preflight, receive

logger = logging.getLogger(__name__)

_CHUNK = 8192


@dataclass(frozen=True)
class Patience:
    """How long a network printer may take, in seconds, and the slowest line that still counts as alive."""

    connect: float = 3.0
    answer: float = 1.0
    job: float = 5.0
    bytes_per_second: float = 4000.0


class TcpTransport:
    """Jobs to one network printer."""

    blocks = False

    def __init__(self, address: TcpAddress, patience: Patience | None = None) -> None:
        self._address = address
        self._patience = patience or Patience()

    def check(self) -> Readiness:
        """Connect and ask.

        Raises:
            PrinterAway: nobody there, or not able to print.
        """
        with closing(self._connect()) as line:
            return self._preflight(line)

    def send(self, job: bytes, label: str) -> Verdict:
        """Print one job after a clean preflight.

        Args:
            job: bytes that end with a cut.
            label: number of the ticket, for the log.

        Returns:
            CONFIRMED when the printer answered the question behind the job, SENT when it is known never to
            answer, UNKNOWN when the connection or the answer failed after the first byte.

        Raises:
            PrinterAway: before the first byte was taken.
        """
        with closing(self._connect()) as line:
            self._preflight(line)
            payload = job + ASK_PAPER if self._address.answers else job
            deadline = time.monotonic() + self._patience.job + len(payload) / self._patience.bytes_per_second
            taken = _write(line, payload, deadline)
            if taken < len(payload):
                logger.warning("ticket %s: the printer took %d of %d bytes", label, taken, len(payload))
                return Verdict.UNKNOWN
            if not self._address.answers:
                _finish(line, self._patience.answer)
                return Verdict.SENT
            return _confirmation(line, deadline, label)

    def _preflight(self, line: socket.socket) -> Readiness:
        return preflight(line, self._patience.answer) if self._address.answers else Readiness()

    def _connect(self) -> socket.socket:
        try:
            return socket.create_connection((self._address.host, self._address.port), self._patience.connect)
        except ConnectionRefusedError as error:
            raise PrinterAway(Reason.REFUSED, str(error)) from error
        except TimeoutError as error:
            raise PrinterAway(Reason.UNREACHABLE, "no connection in time") from error
        except OSError as error:
            reason = Reason.CLOSED if error.errno == errno.ECONNRESET else Reason.UNREACHABLE
            raise PrinterAway(reason, str(error)) from error


def _write(line: socket.socket, payload: bytes, deadline: float) -> int:
    """Write all before the deadline; the number of bytes taken if that fails part of the way."""
    drain(line)
    taken = 0
    rest = memoryview(payload)
    while taken < len(payload):
        try:
            line.settimeout(max(deadline - time.monotonic(), 0.001))
            taken += line.send(rest[taken : taken + _CHUNK])
        except OSError as error:
            if not taken:
                raise PrinterAway(Reason.CLOSED, str(error)) from error
            return taken
    return taken


def _confirmation(line: socket.socket, deadline: float, label: str) -> Verdict:
    try:
        answer = receive(line, deadline - time.monotonic())
    except OSError as error:
        logger.warning("ticket %s: no confirmation: %s", label, error)
        return Verdict.UNKNOWN
    if is_confirmation(answer):
        return Verdict.CONFIRMED
    logger.warning("ticket %s: %s is no confirmation", label, answer.hex(" ") or "end of the stream")
    return Verdict.UNKNOWN


def _finish(line: socket.socket, seconds: float) -> None:
    """Close so that the last bytes arrive: closing with unread answers resets the connection instead."""
    with suppress(OSError):
        line.shutdown(socket.SHUT_WR)
        while receive(line, seconds):
            pass
