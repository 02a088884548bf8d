"""A Monte Carlo that knows what nobody can: from which distributions the days are drawn.

Written for itself, to judge the estimate by: it shares no code with it.
"""

import heapq
import statistics
from bisect import bisect_right
from random import Random

from models.estimate.happening import Happening, Kind
from tests.models.estimate.days import Plan

_POOL = 4000
_TAIL = 8
"""So few longer ones in the pool, and the longest of them stands for what is left."""


class Oracle:
    """Tells for each visitor the median of the wait, from the state and the true distributions."""

    def __init__(self, plan: Plan, draws: int, seed: int = 1) -> None:
        self._plan = plan
        self._draws = draws
        self._random = Random(seed)
        pace, random = plan.pace, self._random
        self._talks = [
            sorted(pace.talk(random, kind) for _ in range(_POOL)) for kind in range(len(plan.kinds))
        ]
        self._line: dict[str, int] = {}
        self._busy: dict[int, tuple[int, float, float | None]] = {}
        self._free_since: dict[int, float] = {}
        self._there: set[int] = set()

    def medians(self, facts: list[Happening]) -> dict[str, float]:
        """The median for each ticket."""
        told = {}
        for fact in facts:
            guide = -1 if fact.guide is None else int(fact.guide[1:])
            kind = -1 if fact.question_type is None else int(fact.question_type[1:])
            if fact.kind is Kind.ISSUED:
                assert fact.ticket
                told[fact.ticket] = self._median(fact.at, kind)
                self._line[fact.ticket] = kind
            elif fact.kind is Kind.CALLED:
                del self._line[fact.ticket or ""]
                self._busy[guide] = kind, fact.at, None
            elif fact.kind is Kind.STARTED:
                self._busy[guide] = kind, self._busy[guide][1], fact.at
            elif fact.kind in {Kind.FINISHED, Kind.NO_SHOW}:
                del self._busy[guide]
                self._free_since[guide] = fact.at
            elif fact.kind is Kind.GUIDE_AVAILABLE:
                self._there.add(guide)
            elif fact.kind is Kind.GUIDE_AWAY:
                self._there.discard(guide)
        return told

    def _median(self, now: float, kind: int) -> float:
        for guide in self._there - self._busy.keys():
            rested = now - self._free_since.get(guide, 0.0) >= self._plan.pace.pause[1]
            if rested and self._plan.takes_it(guide, kind):
                return 0.0
        return statistics.median(self._once(now, kind) for _ in range(self._draws))

    def _once(self, now: float, kind: int) -> float:
        heap = [(self._free(now, guide), guide) for guide in self._there]
        heapq.heapify(heap)
        rest = [*self._line.values(), kind]
        last = len(rest) - 1
        places = list(range(len(rest)))
        while heap:
            moment, guide = heapq.heappop(heap)
            place = next((each for each in places if self._plan.takes_it(guide, rest[each])), None)
            if place is None:
                continue
            if place == last:
                return moment
            places.remove(place)
            heapq.heappush(heap, (moment + self._whole(rest[place]), guide))
        return 0.0

    def _whole(self, kind: int) -> float:
        pace, random = self._plan.pace, self._random
        if random.random() < pace.no_show:
            return pace.patience + pace.pauses(random)
        return pace.walks(random) + random.choice(self._talks[kind]) + pace.pauses(random)

    def _free(self, now: float, guide: int) -> float:
        pace, random = self._plan.pace, self._random
        if guide not in self._busy:
            return max(0.0, pace.pauses(random) - (now - self._free_since.get(guide, 0.0)))
        kind, called, started = self._busy[guide]
        if started is None:
            return max(0.0, self._whole(kind) - (now - called))
        lasted, talks = now - started, self._talks[kind]
        first = min(bisect_right(talks, lasted), _POOL - _TAIL)
        return max(0.0, talks[random.randrange(first, _POOL)] - lasted) + pace.pauses(random)
