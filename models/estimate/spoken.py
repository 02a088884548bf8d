"""A range as people say it: in round steps, kept as long as it holds."""

from collections import OrderedDict
from dataclasses import dataclass

from models.estimate.calibration import Range

_MINUTE = 60
HOUR = 60 * _MINUTE
NOW = 60.0
"""Whoever is called within so many seconds is called now."""
_STEPS = ((30 * _MINUTE, 5 * _MINUTE), (HOUR, 10 * _MINUTE))
_STEP_ABOVE = 15 * _MINUTE
_KEPT = 2000


@dataclass(frozen=True, slots=True)
class Spoken:
    """A range in whole steps, in seconds; 0 to 0 is now, `low` from an hour on is more than an hour."""

    low: int
    high: int


def spoken(told: Range) -> Spoken:
    """The range rounded outwards, so that the promise holds: `low` down, `high` up."""
    if told.high <= NOW:
        return Spoken(0, 0)
    return Spoken(_down(told.low), _up(told.high))


def _step(seconds: float) -> int:
    """How finely people speak of such a wait."""
    return next((step for most, step in _STEPS if seconds <= most), _STEP_ABOVE)


def _down(seconds: float) -> int:
    step = _step(seconds)
    return int(seconds // step) * step


def _up(seconds: float) -> int:
    step = _step(seconds)
    return -int(-seconds // step) * step


class Memory:
    """What was told last, by name: what is shown stays until it is wrong.

    A range that moves by less than a step is not told anew, so noise makes nobody's wait worse and nothing
    jumps to and fro. Forgets the oldest beyond some thousands.
    """

    def __init__(self) -> None:
        self._told: OrderedDict[str, Spoken] = OrderedDict()

    def __len__(self) -> int:
        return len(self._told)

    def settle(self, name: str, told: Range) -> Spoken:
        """What to show of *told* under that name."""
        before = self._told.get(name)
        kept = before if before is not None and _holds(before, told) else spoken(told)
        self._told[name] = kept
        self._told.move_to_end(name)
        while len(self._told) > _KEPT:
            self._told.popitem(last=False)
        return kept


def _holds(before: Spoken, told: Range) -> bool:
    """Whether what was shown still holds: the new range lies inside it, or less than half a step outside.

    Nobody is left with a range that has become longer than the truth by more than a step and a half, and
    "now" is told and taken back at once.
    """
    if (told.high <= NOW) != (before.high == 0):
        return False
    step = _step(before.high)
    return told.low >= before.low - step / 2 and -1.5 * step <= told.high - before.high <= step / 2
