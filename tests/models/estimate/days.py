"""Days of a location that exists on paper only: the facts of visitors and guides, drawn from a `Pace`.

Written for itself, without a database: a year costs seconds. The guides call first come, first served.
"""

import heapq
import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from random import Random

from models.estimate.happening import Happening, Kind
from models.simulation.pace import Pace

DAY, OPENS, HOURS = 86_400.0, 9 * 3600.0, 8 * 3600.0
FIRST_MONDAY = 20_413 * DAY
LAST_CHECK_IN = 900.0
LUNCH = 2400.0

Takes = Sequence[frozenset[int]]
"""For each guide the questions they take, by place."""


@dataclass(frozen=True)
class Plan:
    """How the days are.

    Attributes:
        pace: how often people come and how long things take, all guides together.
        guides: how many there are.
        kinds: how often each question is asked.
        takes: for each guide the questions they take; None for all.
        lunch: whether guides leave for lunch, one after the other.
    """

    pace: Pace
    guides: int
    kinds: Sequence[float] = (1.0,)
    takes: Takes | None = None
    lunch: bool = False

    def takes_it(self, guide: int, kind: int) -> bool:
        """Whether that guide takes that question."""
        return self.takes is None or kind in self.takes[guide]


@dataclass
class _Day:
    plan: Plan
    random: Random
    begins: float
    tickets: "itertools.count[int]"
    facts: list[Happening] = field(default_factory=list)
    agenda: list[tuple[float, int, Callable[[float], None]]] = field(default_factory=list)
    line: list[tuple[str, int]] = field(default_factory=list)
    idle: set[int] = field(default_factory=set)
    leaving: set[int] = field(default_factory=set)
    order: "itertools.count[int]" = field(default_factory=itertools.count)

    def play(self) -> list[Happening]:
        self._tell(self.begins, Kind.LOCATION_OPENED)
        for guide in range(self.plan.guides):
            self._tell(self.begins, Kind.GUIDE_AVAILABLE, guide=guide)
            self.idle.add(guide)
            if self.plan.lunch:
                goes = self.begins + 3 * 3600 + guide * (LUNCH + 300) + self.random.uniform(-120, 120)
                self._at(goes, partial(self._goes, guide))
                self._at(goes + LUNCH, partial(self._returns, guide))
        self._at(self.begins + self._next(0), self._comes)
        now = self.begins
        while self.agenda:
            now, _, act = heapq.heappop(self.agenda)
            act(now)
        for guide in range(self.plan.guides):
            self._tell(max(now, self.begins + HOURS), Kind.GUIDE_AWAY, guide=guide)
        return self.facts

    def _at(self, moment: float, act: Callable[[float], None]) -> None:
        heapq.heappush(self.agenda, (moment, next(self.order), act))

    def _tell(
        self, now: float, kind: Kind, ticket: str | None = None, asked: int | None = None, guide: int = -1
    ) -> None:
        question = None if asked is None else f"q{asked}"
        name = None if guide < 0 else f"g{guide}"
        self.facts.append(Happening(now, now % DAY, int(now // DAY), kind, ticket, question, name))

    def _next(self, share: float) -> float:
        weekday = int((self.begins - FIRST_MONDAY) // DAY) % 7
        return self.plan.pace.next_arrival(self.random, share, weekday)

    def _comes(self, now: float) -> None:
        if now > self.begins + HOURS - LAST_CHECK_IN:
            return
        self._at(now + self._next((now - self.begins) / HOURS), self._comes)
        kind = self.random.choices(range(len(self.plan.kinds)), self.plan.kinds)[0]
        ticket = f"t{next(self.tickets)}"
        self._tell(now, Kind.ISSUED, ticket, kind)
        self.line.append((ticket, kind))
        for guide in sorted(self.idle):
            if self.plan.takes_it(guide, kind):
                self._calls(now, guide)
                return

    def _calls(self, now: float, guide: int) -> None:
        self.idle.discard(guide)
        if guide in self.leaving:
            self.leaving.discard(guide)
            self._tell(now, Kind.GUIDE_AWAY, guide=guide)
            return
        found = next((each for each in self.line if self.plan.takes_it(guide, each[1])), None)
        if found is None:
            self.idle.add(guide)
            return
        self.line.remove(found)
        self._tell(now, Kind.CALLED, *found, guide)
        pace = self.plan.pace
        if self.random.random() < pace.no_show:
            self._ends(now + pace.patience, Kind.NO_SHOW, found, guide)
            return
        starts = now + pace.walks(self.random)
        self._at(starts, lambda then: self._tell(then, Kind.STARTED, *found, guide))
        self._ends(starts + pace.talk(self.random, found[1]), Kind.FINISHED, found, guide)

    def _ends(self, moment: float, kind: Kind, visitor: tuple[str, int], guide: int) -> None:
        pause = self.plan.pace.pauses(self.random)

        def end(now: float) -> None:
            self._tell(now, kind, *visitor, guide)
            self._at(now + pause, lambda then: self._calls(then, guide))

        self._at(moment, end)

    def _goes(self, guide: int, now: float) -> None:
        if guide in self.idle:
            self.idle.discard(guide)
            self._tell(now, Kind.GUIDE_AWAY, guide=guide)
        else:
            self.leaving.add(guide)

    def _returns(self, guide: int, now: float) -> None:
        if guide in self.leaving:
            self.leaving.discard(guide)
        else:
            self._tell(now, Kind.GUIDE_AVAILABLE, guide=guide)
            self._calls(now, guide)


def days(plan: Plan, count: int, seed: int) -> list[Happening]:
    """The facts of *count* working days from a Monday on; the same seed gives the same days."""
    tickets, facts = itertools.count(1), list[Happening]()
    random = Random(seed)
    for number in range(count):
        begins = FIRST_MONDAY + (number // 5 * 7 + number % 5) * DAY + OPENS
        facts += _Day(plan, random, begins, tickets).play()
    return facts
