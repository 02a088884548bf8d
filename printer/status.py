"""What a printer says about itself, read strictly.

One question at a time and exactly one well-formed byte as the answer; silence, a closed line or anything else
is never taken for "fine". Knows the bits and how to ask for them, nothing of jobs.

The bits are those of Epson's ESC/POS reference, pages dle_eot, gs_lr, gs_lparen_ch_fn48 and dle_dc4_fn8.
"""

from printer.address import Confirm
from printer.channel import Channel, Deadline
from printer.outcome import PrinterAway, Readiness, Reason
from printer.raster import ASK_PAPER

# Answers to DLE EOT have bits 1 and 4 set and bits 0 and 7 clear.
_REAL_TIME_MASK, _REAL_TIME_VALUE = 0x93, 0x12
# The answer to GS r has bits 4 and 7 clear, so that neither of the two can be mistaken for the other.
_QUEUED_MASK, _QUEUED_END = 0x90, 0x0C

_OFFLINE = 0x08  # in the answer to DLE EOT 1
_COVER_OPEN, _PAPER_STOP, _ERROR = 0x04, 0x20, 0x40  # DLE EOT 2
_RECOVERABLE, _CUTTER, _UNRECOVERABLE, _HOT = 0x04, 0x08, 0x20, 0x40  # DLE EOT 3
_ROLL_LOW, _ROLL_END = 0x0C, 0x60  # DLE EOT 4

_CLEAR_BUFFERS = bytes((0x10, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08))
_CLEARED = b"\x37\x25\x00"
_ASK_PROCESS = b"\x1d(H\x06\x0000"
_PROCESS_HEADER = b"\x37\x22"
_PROCESS_LENGTH = 7

_MOST_READINGS = 16

ANSWER_LENGTH = {Confirm.GS_R: 1, Confirm.GS_H: _PROCESS_LENGTH}
"""How many bytes answer the question behind a job."""

HALTED = frozenset(
    {Reason.PAPER_OUT, Reason.COVER_OPEN, Reason.OFFLINE, Reason.DEVICE_ERROR, Reason.CUTTER, Reason.HEAD_HOT}
)
"""Reasons with which a printer that answers says that it holds what it was given."""


def preflight(line: Channel, seconds: float) -> Readiness:
    """Ask a printer whether it can print now.

    Args:
        line: a line that nobody else reads.
        seconds: time for each of the four answers.

    Raises:
        PrinterAway: it cannot, or it did not say so clearly.
    """
    state, cause, error, roll = (_ask(line, number, seconds) for number in (1, 2, 3, 4))
    trouble = _trouble(cause, error, roll)
    if trouble is None and state & _OFFLINE:
        trouble = Reason.OFFLINE
    if trouble is not None:
        raise PrinterAway(trouble, f"DLE EOT {bytes((state, cause, error, roll)).hex(' ')}")
    return Readiness(paper_low=bool(roll & _ROLL_LOW))


def _trouble(cause: int, error: int, roll: int) -> Reason | None:
    """What is wrong, the worst first. An open cover comes before paper: who opens it lifts the paper out."""
    signs = (
        (error & _UNRECOVERABLE, Reason.UNRECOVERABLE),
        (error & _CUTTER, Reason.CUTTER),
        (error & _HOT, Reason.HEAD_HOT),
        (cause & _COVER_OPEN, Reason.COVER_OPEN),
        (roll & _ROLL_END or cause & _PAPER_STOP, Reason.PAPER_OUT),
        (error & _RECOVERABLE or cause & _ERROR, Reason.DEVICE_ERROR),
    )
    return next((reason for sign, reason in signs if sign), None)


def question(confirm: Confirm, process: bytes) -> bytes:
    """The bytes behind a job that ask whether it has been printed; *process* is four characters."""
    return ASK_PAPER if confirm is Confirm.GS_R else _ASK_PROCESS + process


def confirmed(line: Channel, confirm: Confirm, process: bytes, deadline: Deadline) -> bool:
    """Wait for the answer to `question`.

    Returns:
        Whether the printer said, in time and clearly, that the job is done and paper is left.

    Raises:
        OSError: the line broke or ended.
    """
    if confirm is Confirm.GS_R:
        return is_confirmation(line.read(deadline.left))
    wanted = _PROCESS_HEADER + process + b"\x00"
    heard = b""
    while deadline.left and len(heard) < _PROCESS_LENGTH:
        heard += line.read(deadline.left)
        # The answer to an earlier job that ended unknown may come first, on a line that remembers.
        while len(heard) >= _PROCESS_LENGTH and heard.startswith(_PROCESS_HEADER) and heard[:7] != wanted:
            heard = heard[_PROCESS_LENGTH:]
    return heard == wanted


def is_confirmation(answer: bytes) -> bool:
    """Whether bytes are the answer to GS r 1 of a printer that still had paper after the job."""
    return len(answer) == 1 and not answer[0] & _QUEUED_MASK and not answer[0] & _QUEUED_END


def drain(line: Channel) -> None:
    """Throw away what was said before the question.

    Raises:
        PrinterAway: the other side has closed the line, or it never stops talking.
    """
    for _ in range(_MOST_READINGS):
        try:
            if not line.read(0):
                return
        except OSError as error:
            raise PrinterAway(Reason.CLOSED, f"before a question: {error}") from error
    raise PrinterAway(Reason.WRONG_ANSWER, "unasked bytes without end")


def clear_buffers(line: Channel, seconds: float) -> bool:
    """Make a printer that has halted forget what it holds (DLE DC4, function 8).

    Only for one that says itself that it is halted, and whose last job was ours and ended unknown: on one
    that prints it would cut a good ticket short. Nothing may be sent until it answers.

    Returns:
        Whether it said that it did; many printers do not know the command and say nothing.
    """
    deadline = Deadline(seconds)
    try:
        drain(line)
        if line.write(_CLEAR_BUFFERS, deadline.left) < len(_CLEAR_BUFFERS):
            return False
        heard = b""
        while deadline.left and len(heard) < len(_CLEARED):
            heard += line.read(deadline.left)
    except (OSError, PrinterAway):
        return False
    return heard == _CLEARED


def _ask(line: Channel, number: int, seconds: float) -> int:
    drain(line)
    deadline = Deadline(seconds)
    asked = bytes((0x10, 0x04, number))
    try:
        if line.write(asked, deadline.left) < len(asked):
            raise PrinterAway(Reason.NOT_TAKING, f"DLE EOT {number}")
        answer = line.read(deadline.left)
    except OSError as error:
        raise PrinterAway(Reason.CLOSED, f"DLE EOT {number}: {error}") from error
    if not answer:
        raise PrinterAway(Reason.NO_ANSWER, f"DLE EOT {number}")
    if len(answer) != 1 or answer[0] & _REAL_TIME_MASK != _REAL_TIME_VALUE:
        raise PrinterAway(Reason.WRONG_ANSWER, f"{answer.hex(' ')} to DLE EOT {number}")
    return answer[0]
