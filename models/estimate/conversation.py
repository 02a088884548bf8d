"""How long conversations last, learned: per question type within the location within what is usual.

The logarithm of a length is taken as a mean of its question type plus noise. Thin data lean on the
location's mean, and that on a prior, which counts as some further observations (shrinkage; Efron and Morris,
Journal of the American Statistical Association 70, 1975). The hour and the day shift it, each by what was
seen less what chance explains. The shape of the noise is what was seen, all questions together, beside that
of a normal distribution. Whose conversation it was is not asked: nobody is measured.
"""

import math
from bisect import bisect_right
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from models.estimate.draw import DRAWS, NORMAL, at_share

_HALF_LIFE = 30 * 86400.0
"""Seconds after which an observation counts half."""
_SHORTEST, _LONGEST = 5.0, 4 * 3600.0
_USUAL, _SPREAD = math.log(600.0), 0.6
_WEIGHT_OF_USUAL, _WEIGHT_OF_PLACE, _WEIGHT_OF_SPREAD = 1.0, 1.2, 8.0
_WEIGHT_OF_HOUR = 80.0
_WEIGHT_OF_LEVEL = 6.0
_FAR = 3.0
"""Beyond so many standard deviations a length is drawn in: somebody forgot to press a button."""
_SHAPE_KEPT, _SHAPE_PRIOR = 500, 32
_DAYS_PRIOR, _DAY_VARIANCE = 4.0, 0.0016


@dataclass
class _Moments:
    """Weighted count, sum and sum of squares; weights grow with time so that the old fades."""

    weight: float = 0.0
    total: float = 0.0
    squares: float = 0.0
    seconds: float = 0.0

    def add(self, value: float, seconds: float = 0.0) -> None:
        self.weight += 1
        self.total += value
        self.squares += value * value
        self.seconds += seconds

    def fade(self, factor: float) -> None:
        self.weight *= factor
        self.total *= factor
        self.squares *= factor
        self.seconds *= factor

    def mean(self, parent: float, trust: float) -> float:
        """The mean, leaning on *parent* as if that were *trust* observations."""
        return (self.total + trust * parent) / (self.weight + trust)

    def around(self, centre: float) -> float:
        """Sum of squared distances from *centre*."""
        return max(0.0, self.squares - 2 * centre * self.total + self.weight * centre * centre)


class Conversations:
    """The lengths of a location's conversations."""

    def __init__(self) -> None:
        self._place = _Moments()
        self._types: dict[str, _Moments] = {}
        self._hours: dict[int, _Moments] = {}
        self._today = _Moments()
        self._day = -1
        self._newest = 0.0
        self._between = [_DAYS_PRIOR, _DAYS_PRIOR * _DAY_VARIANCE]
        self._shape: deque[float] = deque(maxlen=_SHAPE_KEPT)
        self._drawn: tuple[float, ...] = NORMAL
        self._drawn_at = 0
        self._seen = 0

    def add(self, question_type: str, seconds: float, at: float, day: int, hour: int) -> None:
        """Take in one conversation.

        Args:
            question_type: what it was about.
            seconds: how long it lasted, from start to end.
            at: when it ended, in seconds since 1970.
            day: the local date as a number.
            hour: the local hour, 0 to 23.
        """
        if not _SHORTEST <= seconds <= _LONGEST:
            return
        self._turn_to(day)
        self._fade(at)
        centre, spread = self._centre(question_type), self._spread(question_type)
        value = math.log(seconds)
        if self._seen >= 2 * _WEIGHT_OF_SPREAD:
            value = min(max(value, centre - _FAR * spread), centre + _FAR * spread)
        self._seen += 1
        self._place.add(value)
        self._types.setdefault(question_type, _Moments()).add(value, math.exp(value))
        off = value - self._centre(question_type)
        self._hours.setdefault(hour, _Moments()).add(off)
        self._today.add(off)
        self._shape.append(off / spread)

    def _fade(self, at: float) -> None:
        """What is old counts less."""
        if at > self._newest:
            factor = 1.0 if not self._newest else 0.5 ** ((at - self._newest) / _HALF_LIFE)
            self._newest = at
            for moments in (self._place, *self._types.values(), *self._hours.values()):
                moments.fade(factor)

    def _turn_to(self, day: int) -> None:
        """A new day: how far the last one lay from the others tells how much days differ."""
        if day == self._day:
            return
        count = self._today.weight
        if count >= 4:
            chance = self._common() ** 2 / count
            weight = count / (count + 10.0)
            self._between[0] += weight
            self._between[1] += weight * max(-chance, (self._today.total / count) ** 2 - chance)
        self._today = _Moments()
        self._day = day

    def _mean(self) -> float:
        return self._place.mean(_USUAL, _WEIGHT_OF_USUAL)

    def _centre(self, question_type: str) -> float:
        known = self._types.get(question_type)
        return self._mean() if known is None else known.mean(self._mean(), _WEIGHT_OF_PLACE)

    def _common(self) -> float:
        """The standard deviation around the question types' means, all together."""
        off = sum(known.around(self._centre(name)) for name, known in self._types.items())
        weight = self._place.weight + _WEIGHT_OF_SPREAD
        return math.sqrt((off + _WEIGHT_OF_SPREAD * _SPREAD**2) / weight)

    def _spread(self, question_type: str) -> float:
        common = self._common()
        known = self._types.get(question_type)
        if known is None:
            return common
        off = known.around(self._centre(question_type)) + _WEIGHT_OF_SPREAD * common**2
        return math.sqrt(off / (known.weight + _WEIGHT_OF_SPREAD))

    def _day_weight(self) -> float:
        """As how many observations of today the other days count."""
        variance = max(1e-4, self._between[1] / self._between[0])
        return self._common() ** 2 / variance

    def _shift(self, day: int, hour: int) -> float:
        """By how much today and this hour differ, as a logarithm."""
        shift = 0.0
        if day == self._day:
            shift += self._today.mean(0.0, self._day_weight())
        known = self._hours.get(hour)
        return shift if known is None else shift + known.mean(0.0, _WEIGHT_OF_HOUR)

    def doubt(self, day: int) -> float:
        """How unsure the means themselves are: the standard deviation of their logarithm."""
        common = self._common() ** 2
        today = self._today.weight if day == self._day else 0.0
        return math.sqrt(
            common / (self._place.weight + _WEIGHT_OF_USUAL) + common / (today + self._day_weight())
        )

    def points(self, question_type: str, day: int, hour: int, running: Sequence[float] = ()) -> list[float]:
        """The lengths at the midpoints of `DRAWS` equal slices, ascending, in seconds.

        Args:
            question_type: what they are about.
            day: the local date as a number.
            hour: the local hour.
            running: seconds that conversations about it last already. Only short ones have ended early in
                the day, so what goes on counts as it may be expected to end.
        """
        spread, noise = self._spread(question_type), self._noise()
        centre = self._centre(question_type) + self._level(question_type, spread) + self._shift(day, hour)
        if running:
            known = self._types.get(question_type)
            weight = _WEIGHT_OF_PLACE + (known.weight if known else 0.0)
            ends = sum(self._end(centre, spread, elapsed) for elapsed in running)
            centre = (weight * centre + ends) / (weight + len(running))
        return [math.exp(centre + spread * off) for off in noise]

    def _level(self, question_type: str, spread: float) -> float:
        """By how much the mean length is off when only logarithms are looked at, as a logarithm."""
        known = self._types.get(question_type)
        if known is None:
            return 0.0
        centre = self._centre(question_type)
        mean = sum(math.exp(centre + spread * off) for off in self._noise()) / DRAWS
        seen = (known.seconds + _WEIGHT_OF_LEVEL * mean) / (known.weight + _WEIGHT_OF_LEVEL)
        return math.log(seen / mean)

    def _end(self, centre: float, spread: float, elapsed: float) -> float:
        """The mean logarithm of the length of a conversation that has lasted *elapsed* seconds."""
        noise = self._noise()
        so_far = math.log(max(elapsed, _SHORTEST))
        rest = noise[bisect_right(noise, (so_far - centre) / spread) :]
        longer = so_far + 0.3 * spread
        return max(centre + spread * sum(rest) / len(rest), longer) if rest else longer

    def _noise(self) -> Sequence[float]:
        if self._seen - self._drawn_at >= max(10, self._drawn_at // 20):
            self._drawn_at = self._seen
            prior = [NORMAL[place * DRAWS // _SHAPE_PRIOR] for place in range(_SHAPE_PRIOR)]
            seen = sorted([*self._shape, *prior])
            self._drawn = tuple(at_share(seen, (place + 0.5) / DRAWS) for place in range(DRAWS))
        return self._drawn


def what_is_left(points: Sequence[float], elapsed: float) -> list[float]:
    """What is left of a conversation that has lasted *elapsed* seconds: ascending, `DRAWS` values.

    Args:
        points: its lengths, ascending.
        elapsed: seconds since it began.
    """
    first = bisect_right(points, elapsed)
    count = len(points) - first
    if count >= 16:
        rest = points[first:]
        step = count / DRAWS
        return [at_share(rest, (place + 0.5) * step / count) - elapsed for place in range(DRAWS)]
    tail = _scale_of_tail(points, elapsed)
    return [-tail * math.log(1 - (place + 0.5) / DRAWS) for place in range(DRAWS)]


def _scale_of_tail(points: Sequence[float], elapsed: float) -> float:
    """The mean of what is left so far out: what the last slices had, and more the longer it lasts."""
    last = points[-16:]
    beyond = sum(last) / 16 - last[0]
    return max(30.0, beyond, 0.25 * (elapsed - points[-1]) + beyond)
