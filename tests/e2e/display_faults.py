"""What a screen showed, by its own ticks, beside what was true: for how long it was wrong in silence.

Knows nothing of browsers; a screen hands in its samples.
"""

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

TICK_SECONDS = 0.1
"""How often a screen takes a sample of itself. Time is counted in these ticks: a machine that stands still
for a while takes none, and its screen could not have said anything meanwhile."""


@dataclass(frozen=True)
class Sample:
    """One look of a screen at itself.

    Attributes:
        at: seconds since 1970, by the page's clock that never jumps.
        shown: the number that it shows; None before there is one.
        told: whether it says that it is out of date.
    """

    at: float
    shown: int | None
    told: bool


@dataclass(frozen=True)
class Truth:
    """A number that became true at a moment (seconds since 1970)."""

    at: float
    value: int


@dataclass(frozen=True)
class Mended:
    """The end of a fault (both in seconds since 1970).

    Attributes:
        over: when the server was let go on, or was started.
        served: when it was seen to answer.
    """

    over: float
    served: float


def longest_silence(samples: Sequence[Sample], truths: Sequence[Truth]) -> float:
    """The longest time (seconds of ticks) for which a screen showed what was over and did not say so.

    Args:
        samples: of one screen, in order.
        truths: what was so, in order; no number comes twice.
    """
    ended = {truth.value: later.at for truth, later in pairwise(truths)}
    moments = [sample.at for sample in samples]
    worst = 0
    for place, sample in enumerate(samples):
        over = ended.get(sample.shown) if sample.shown is not None else None
        if over is not None and over < sample.at and not sample.told:
            worst = max(worst, place + 1 - bisect.bisect_right(moments, over))
    return round(worst * TICK_SECONDS, 1)


def seconds_until_right(samples: Sequence[Sample], truths: Sequence[Truth], mended: Mended) -> float:
    """How long after a server answers again a screen is right (seconds of ticks).

    It is when it shows what was still so when the fault was over, or came later, and does not say that it is
    out of date: a screen may have had its answer before whoever asked when the server was back.

    Args:
        samples: of one screen, in order.
        truths: what was so, in order; no number comes twice.
        mended: when.

    Raises:
        ValueError: it never was.
    """
    over = {truth.value for truth, later in pairwise(truths) if later.at < mended.over}
    known = {truth.value for truth in truths} - over
    after = [sample for sample in samples if sample.at > mended.served]
    for place, sample in enumerate(after):
        if not sample.told and sample.shown in known:
            return place * TICK_SECONDS
    raise ValueError("never right again")


def number_in(text: str) -> int | None:
    """The first whole number in a text."""
    found = re.search(r"\d+", text)
    return int(found[0]) if found else None
