"""How a print job can end, and why a printer can be away.

The words of the package; knows no device.
"""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What is known about a job once it is over."""

    CONFIRMED = "confirmed"  # the printer answered a question that stood behind the job
    SENT = "sent"  # every byte was taken, and this printer cannot say more
    UNKNOWN = "unknown"  # something may be on paper: a person decides about printing again
    FAILED = "failed"  # it could not be drawn or encoded; nothing was sent
    EXPIRED = "expired"  # nothing was sent in time; somebody else would take the paper


class Reason(StrEnum):
    """Why nothing can be printed, for people to be told in their own words."""

    NOT_ASKED_YET = "not_asked_yet"
    NOT_FOUND = "not_found"
    NO_PERMISSION = "no_permission"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    CLOSED = "closed"
    NO_ANSWER = "no_answer"
    WRONG_ANSWER = "wrong_answer"
    OFFLINE = "offline"
    COVER_OPEN = "cover_open"
    PAPER_OUT = "paper_out"
    DEVICE_ERROR = "device_error"
    CUTTER = "cutter"
    HEAD_HOT = "head_hot"  # passes by itself
    UNRECOVERABLE = "unrecoverable"  # out of service until somebody repairs it
    BUSY = "busy"  # somebody else has it open
    NO_DRIVER = "no_driver"  # this machine lacks the library for it
    NOT_TAKING = "not_taking"
    FOLDER_NOT_WRITABLE = "folder_not_writable"
    NOT_DRAWN = "not_drawn"  # this one paper could not be drawn; the printer may be fine
    UNCONFIRMED = "unconfirmed"  # the last job broke off or was not confirmed; nothing is known since


@dataclass(frozen=True)
class Readiness:
    """A printer that can print now.

    Args:
        paper_low: the roll is nearly at its end; None when this printer is known never to say so.
    """

    paper_low: bool | None = None


class PrinterAway(Exception):
    """Nothing can be printed now, and nothing of the job has left this machine.

    Args:
        reason: for people and for counting.
        detail: what the system said, for the log.

    Attributes:
        reason: as given.
        detail: as given.
    """

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else str(reason))
        self.reason = reason
        self.detail = detail
