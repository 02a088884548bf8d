"""What the estimate learns from: the public facts, in the order in which they happened."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The facts that `facts` writes and `replay` reads."""

    ISSUED = "issued"
    CALLED = "called"
    RETURNED = "returned"
    STARTED = "started"
    HELD = "held"
    RESUMED = "resumed"
    TRANSFERRED = "transferred"
    FINISHED = "finished"
    NO_SHOW = "no_show"
    LEFT = "left"
    ABANDONED = "abandoned"
    REINSTATED = "reinstated"
    GUIDE_AVAILABLE = "guide_available"
    GUIDE_AWAY = "guide_away"
    LOCATION_OPENED = "location_opened"
    LOCATION_CLOSED = "location_closed"


class Inner(StrEnum):
    """What only the log of the house itself tells; no file of facts has it."""

    CALL_UNDONE = "call_undone"
    """A call was a slip and was taken back. In a file of facts it is `returned`."""
    CHANGED = "changed"
    """The question was put right."""
    SERVICE_BEGUN = "service_begun"
    """Another question began in the same conversation."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One fact of a location.

    Attributes:
        at: the moment, in seconds since 1970 (UTC).
        second_of_day: the local time of day, in seconds since midnight.
        day: the local date, as any number that differs from day to day and grows.
        kind: what happened.
        ticket: which visitor, as the log names tickets; None where there is none.
        question_type: what the visitor asks, where it is told.
        guide: who did it, where it is told.
    """

    at: float
    second_of_day: float
    day: int
    kind: Kind | Inner
    ticket: str | None = None
    question_type: str | None = None
    guide: str | None = None
