"""How a printer is at this moment, in words for screens. Knows nothing of how that is found out."""

from dataclasses import dataclass
from enum import StrEnum

from printer.outcome import Reason


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
class Reading:
    """How a printer is.

    Args:
        condition: ok, away or unknown.
        reason: why it is not ok; None when it is.
        paper_low: the roll is nearly at its end.
    """

    condition: Condition
    reason: Reason | None = None
    paper_low: bool = False
