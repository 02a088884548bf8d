"""The newest observations of something small: the walk to a desk, the guide's pause, a no-show."""

from bisect import bisect_right, insort
from collections import deque
from collections.abc import Sequence

from models.estimate.draw import DRAWS, at_share

_KEPT = 200
_BEYOND = 0.5
"""What has lasted longer than anything seen lasts half as long again as it did."""


class Sample:
    """The last observations, as a distribution.

    Args:
        longest: seconds; what is longer was something else and is not taken in.
        usual: what to go by before anything was seen, in seconds.
    """

    def __init__(self, longest: float, usual: float = 0.0) -> None:
        self._longest = longest
        self._usual = usual
        self._newest: deque[float] = deque()
        self._ordered: list[float] = []
        self._points: tuple[float, ...] | None = None

    def add(self, seconds: float) -> None:
        """Take in one observation; one that is too long to be true is passed over."""
        if not 0 <= seconds <= self._longest:
            return
        if len(self._newest) == _KEPT:
            self._ordered.remove(self._newest.popleft())
        self._newest.append(seconds)
        insort(self._ordered, seconds)
        self._points = None

    def __len__(self) -> int:
        return len(self._newest)

    def points(self) -> Sequence[float]:
        """The midpoints of `DRAWS` equal slices, ascending."""
        if self._points is None:
            seen = self._ordered or [self._usual]
            self._points = tuple(at_share(seen, (place + 0.5) / DRAWS) for place in range(DRAWS))
        return self._points

    def what_is_left(self, elapsed: float) -> Sequence[float]:
        """What is left of something that has lasted *elapsed* seconds and goes on, ascending."""
        points = self.points()
        first = bisect_right(points, elapsed)
        rest = points[first:]
        if not rest:
            return [_BEYOND * elapsed * (place + 0.5) / DRAWS for place in range(DRAWS)]
        return [at_share(rest, (place + 0.5) / DRAWS) - elapsed for place in range(DRAWS)]

    def what_may_be_left(self, elapsed: float) -> Sequence[float]:
        """The same of something that began *elapsed* seconds ago and may be over, ascending."""
        return [max(0.0, point - elapsed) for point in self.points()]
