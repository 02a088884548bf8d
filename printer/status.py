"""What a printer says about itself, read strictly.

One question at a time and exactly one well-formed byte as the answer; silence, a closed line or anything else
is never taken for "fine". Knows the bits and how to ask for them over a socket, nothing of jobs.
"""

import socket
import time

from printer.outcome import PrinterAway, Readiness, Reason

# Answers to DLE EOT have bits 1 and 4 set and bits 0 and 7 clear.
_REAL_TIME_MASK, _REAL_TIME_VALUE = 0x93, 0x12
# The answer to GS r has bits 4 and 7 clear, so that neither of the two can be mistaken for the other.
_QUEUED_MASK = 0x90

_OFFLINE = 0x08  # in the answer to DLE EOT 1
_COVER_OPEN, _PAPER_STOP, _ERROR = 0x04, 0x20, 0x40  # DLE EOT 2
_ROLL_LOW, _ROLL_END = 0x0C, 0x60  # DLE EOT 4
_QUEUED_END = 0x0C  # GS r 1

_MOST_READINGS = 16


def preflight(line: socket.socket, seconds: float) -> Readiness:
    """Ask a printer whether it can print now.

    Args:
        line: a connection that nobody else reads.
        seconds: time for each answer.

    Raises:
        PrinterAway: it cannot, or it did not say so clearly.
    """
    online = not _ask(line, 1, seconds) & _OFFLINE
    roll = _ask(line, 4, seconds)
    if roll & _ROLL_END:
        raise PrinterAway(Reason.PAPER_OUT)
    if not online:
        raise PrinterAway(_why_offline(_ask(line, 2, seconds)))
    return Readiness(paper_low=bool(roll & _ROLL_LOW))


def is_confirmation(answer: bytes) -> bool:
    """Whether bytes are the answer to GS r 1 of a printer that still had paper after the job."""
    return len(answer) == 1 and not answer[0] & _QUEUED_MASK and not answer[0] & _QUEUED_END


def receive(line: socket.socket, seconds: float) -> bytes:
    """Bytes of one reading, empty when the other side closed.

    Raises:
        TimeoutError: nothing came in time.
        OSError: the connection broke.
    """
    line.settimeout(max(seconds, 0.001))
    return line.recv(16)


def drain(line: socket.socket) -> None:
    """Throw away what was said before the question.

    Raises:
        PrinterAway: the other side has closed the connection, or it never stops talking.
    """
    line.setblocking(False)
    for _ in range(_MOST_READINGS):
        try:
            if not line.recv(4096):
                raise PrinterAway(Reason.CLOSED, "end of the stream before a question")
        except BlockingIOError:
            return
        except OSError as error:
            raise PrinterAway(Reason.CLOSED, str(error)) from error
    raise PrinterAway(Reason.WRONG_ANSWER, "unasked bytes without end")


def _ask(line: socket.socket, number: int, seconds: float) -> int:
    drain(line)
    begun = time.monotonic()
    try:
        line.settimeout(seconds)
        line.sendall(bytes((0x10, 0x04, number)))
        answer = receive(line, seconds - (time.monotonic() - begun))
    except TimeoutError as error:
        raise PrinterAway(Reason.NO_ANSWER, f"DLE EOT {number}") from error
    except OSError as error:
        raise PrinterAway(Reason.CLOSED, str(error)) from error
    if not answer:
        raise PrinterAway(Reason.CLOSED, f"end of the stream after DLE EOT {number}")
    if len(answer) != 1 or answer[0] & _REAL_TIME_MASK != _REAL_TIME_VALUE:
        raise PrinterAway(Reason.WRONG_ANSWER, f"{answer.hex(' ')} to DLE EOT {number}")
    return answer[0]


def _why_offline(answer: int) -> Reason:
    if answer & _COVER_OPEN:
        return Reason.COVER_OPEN
    if answer & _PAPER_STOP:
        return Reason.PAPER_OUT
    return Reason.DEVICE_ERROR if answer & _ERROR else Reason.OFFLINE
