"""Draws that cover a distribution evenly, and are the same each time they are asked for.

Each uncertain thing gets all the midpoints of `DRAWS` equal slices of its distribution, in an order of its
own (Latin hypercube sampling: McKay, Beckman and Conover, Technometrics 21, 1979). The order depends on the
name of the thing alone, so a range moves when the line moves and not because dice were thrown again.
"""

from collections.abc import Sequence
from functools import lru_cache
from random import Random
from statistics import NormalDist

DRAWS = 128
NORMAL = tuple(NormalDist().inv_cdf((place + 0.5) / DRAWS) for place in range(DRAWS))
"""The midpoints of the slices of a normal distribution."""


@lru_cache(maxsize=4096)
def order_of(name: str) -> tuple[int, ...]:
    """The order in which the thing called *name* takes its slices: each of 0 … `DRAWS` − 1 once."""
    places = list(range(DRAWS))
    Random(name).shuffle(places)  # noqa: S311  # nosec B311 # chance, not a secret
    return tuple(places)


def column(points: Sequence[float], name: str) -> list[float]:
    """The points of a distribution (`DRAWS` of them) in the order of *name*."""
    return [points[place] for place in order_of(name)]


def at_share(ordered: Sequence[float], share: float) -> float:
    """The value below which a *share* (0 to 1) of the sorted values lies, interpolated between neighbours."""
    place = share * len(ordered) - 0.5
    below = int(place)
    if place <= 0:
        return ordered[0]
    if below >= len(ordered) - 1:
        return ordered[-1]
    low, high = ordered[below], ordered[below + 1]
    return low if low == high else low + (high - low) * (place - below)
