"""The state of a location at one moment, as far as the wait depends on it."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from models.estimate.forward import Shifts


@dataclass(frozen=True, slots=True)
class Standing:
    """A visitor in line.

    Attributes:
        ticket: the ticket's name.
        question_type: what they ask.
        kept: what besides the question decides who takes them.
    """

    ticket: str
    question_type: str
    kept: Hashable = None


@dataclass(frozen=True, slots=True)
class Visitor:
    """A visitor with a guide.

    Attributes:
        ticket: the ticket's name.
        question_type: what they ask.
        called_at: seconds since 1970.
        started_at: the same of the conversation's begin; None while they are on their way.
    """

    ticket: str
    question_type: str
    called_at: float
    started_at: float | None


@dataclass(frozen=True, slots=True)
class Helper:
    """A guide.

    Attributes:
        name: who.
        there: whether they receive visitors, or will when their conversation is over.
        visitor: whom they have.
        free_since: when their last visit ended, seconds since 1970; None when they had none since they came.
        shifts: for each draw when they leave and are back; None when the learned ones count.
    """

    name: str
    there: bool
    visitor: Visitor | None = None
    free_since: float | None = None
    shifts: Sequence[Shifts] | None = None


Rank = Callable[[str, Standing], int | None]
"""Of a guide and a visitor: 0 returns to them, 1 own question, 2 second question, None not theirs."""


@dataclass(frozen=True)
class Moment:
    """One moment of a location.

    Attributes:
        now: seconds since 1970.
        day: the local date as a number.
        second: seconds since local midnight.
        line: who waits, in order.
        guides: who is there, and who may come.
        rank: who takes whom.
    """

    now: float
    day: int
    second: float
    line: Sequence[Standing]
    guides: Sequence[Helper]
    rank: Rank

    @property
    def hour(self) -> int:
        """The local hour."""
        return int(self.second // 3600) % 24
