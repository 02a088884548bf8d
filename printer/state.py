"""What is known about a printer at this moment, to be shown on screens.

Plain values that may be read from any thread; knows nothing of how they come about.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from printer.outcome import Reason, Verdict


class Condition(StrEnum):
    """Whether a ticket asked for now would come out."""

    OK = "ok"
    AWAY = "away"
    UNKNOWN = "unknown"


# A printer that is silent or talks nonsense may be printing all the same.
_UNCLEAR = {Reason.NOT_ASKED_YET, Reason.NO_ANSWER, Reason.WRONG_ANSWER, Reason.UNCONFIRMED}


def condition_of(reason: Reason) -> Condition:
    """What a reason not to print means for the next ticket."""
    return Condition.UNKNOWN if reason in _UNCLEAR else Condition.AWAY


@dataclass(frozen=True)
class LastJob:
    """How the latest job ended; `at` is aware, in UTC."""

    job_id: str
    label: str
    verdict: Verdict
    at: datetime


@dataclass(frozen=True)
class PrinterState:
    """One printer's state.

    Args:
        condition: ok, away or unknown.
        reason: why it is not ok; None when it is.
        since: when condition or reason last changed; aware, in UTC.
        paper_low: the roll is nearly at its end, as the printer last said.
        last_job: how the latest job ended, None before the first.
        printed: jobs confirmed or sent since the start.
        dropped: jobs thrown away because too many were waiting.
    """

    condition: Condition
    reason: Reason | None
    since: datetime
    paper_low: bool = False
    last_job: LastJob | None = None
    printed: int = 0
    dropped: int = 0
