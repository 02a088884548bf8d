"""Ranges that keep their promise: where they were too narrow or too wide, the next ones are not.

The shares at which a range is cut start near 10 and 90 % and follow what came true, a little with each
visitor (adaptive conformal inference: Gibbs and Candès, NeurIPS 2021), each end by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from models.estimate.draw import at_share
from models.estimate.forward import NEVER

LOW, MIDDLE, HIGH = 0.09, 0.50, 0.91
_STEP, _STEP_OF_MIDDLE = 0.012, 0.003


@dataclass(frozen=True, slots=True)
class Range:
    """A wait as it is told: seconds. Eight of ten who wait are called between `low` and `high`."""

    low: float
    median: float
    high: float


@dataclass(frozen=True, slots=True)
class Shares:
    """At which shares of the drawn waits a range is cut."""

    low: float = LOW
    middle: float = MIDDLE
    high: float = HIGH

    def cut(self, ordered: Sequence[float]) -> Range | None:
        """The range of drawn waits, ascending; None when it is not known whether there will be a call."""
        low, median, high = (at_share(ordered, share) for share in (self.low, self.middle, self.high))
        if high == NEVER or high != high:  # noqa: PLR0124  (infinity less infinity is not a number)
            return None
        return Range(low, median, high)


def after(shares: Shares, told: Range, actual: float) -> Shares:
    """The shares once it is known what came of a range.

    Args:
        shares: those so far.
        told: what was told.
        actual: the wait as it was, in seconds. Who did not wait says nothing of the ends.
    """
    if told.high <= 0:
        return shares
    middle = shares.middle + _STEP_OF_MIDDLE * (MIDDLE - (actual < told.median))
    low, high = shares.low, shares.high
    if actual > 0:
        low += _STEP * (LOW - (actual < told.low))
        high += _STEP * (HIGH - (actual <= told.high))
    return Shares(_within(low, 0.01, 0.25), _within(middle, 0.40, 0.60), _within(high, 0.75, 0.99))


def _within(value: float, least: float, most: float) -> float:
    return min(max(value, least), most)
