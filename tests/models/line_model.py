"""The line in plain Python, written from the rules and not from the code: who is next, and for whom."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from models.transition import State

MOST_OVERTAKINGS = 2
ACTIVE = {State.CALLED, State.IN_CONVERSATION}
OPEN = {State.WAITING, State.ON_HOLD, *ACTIVE}


@dataclass
class Visit:
    """A visit as the model knows it; names are those of the ticket's columns."""

    id: int
    label: str
    day: date
    question: str
    arrived: int
    rev: int
    since: datetime
    state: State = State.WAITING
    priority: int = 9
    guide: str | None = None
    desk: str | None = None
    for_guide: str | None = None
    for_desk: str | None = None
    sent_by: str | None = None
    later_until: datetime | None = None
    laters: int = 0
    held_until: datetime | None = None
    announced_at: datetime | None = None
    recalls: int = 0
    closed_at: datetime | None = None
    started: bool = False
    service: int = 1
    overtaken: int = 0
    widened: int = 0
    last: "Step | None" = field(default=None, compare=False)


@dataclass
class Step:
    """The newest step that can be undone: who took it, when, and what stood there before."""

    actor: str
    at: datetime
    before: dict[str, object]
    passed: "list[Visit]" = field(default_factory=list)


@dataclass
class Seat:
    """Where a guide sits, and what they do there."""

    location: str
    desk: str
    presence: str = "available"


@dataclass
class Takes:
    """What a guide takes; `own` None is everything."""

    own: frozenset[str] | None = None
    also: frozenset[str] = frozenset()


@dataclass
class Floor:
    """Who sits at the desks of the house, what they take, and who receives visitors now."""

    desks: dict[str, str]
    takes: dict[str, Takes]
    receiving: set[str]

    def kept_for_somebody(self, visit: Visit) -> bool:
        """Whether a guide or desk that receives has the visitor to itself."""
        desks = {self.desks[guide] for guide in self.receiving}
        here = visit.for_guide in self.receiving or visit.for_desk in desks
        return here and visit.widened < 2

    def is_not_for(self, guide: str, visit: Visit) -> bool:
        """Whether the guide sent the visitor on, and somebody else can help."""
        others = [other for other in self.receiving if other != guide and self.has_own(other, visit.question)]
        return visit.sent_by == guide and bool(others) and visit.widened < 2

    def has_own(self, guide: str, question: str) -> bool:
        own = self.takes.get(guide, Takes()).own
        return own is None or question in own

    def group(self, guide: str, desk: str, visit: Visit) -> int | None:
        """0: comes back to this guide or desk; 1: as good as own; 2: second question; None: not theirs."""
        if visit.later_until is not None:
            return None
        if visit.for_guide == guide or visit.for_desk == desk:
            return 0
        if self.kept_for_somebody(visit) or self.is_not_for(guide, visit):
            return None
        second = visit.question in self.takes.get(guide, Takes()).also
        nobodys = not any(self.has_own(other, visit.question) for other in self.receiving)
        if self.has_own(guide, visit.question) or nobodys or visit.widened == 2 or (second and visit.widened):
            return 1
        return 2 if second else None


def order_for(guide: str, desk: str, line: Iterable[Visit], floor: Floor) -> list[tuple[Visit, list[Visit]]]:
    """Whom the guide calls, first to last, each with those whom priority puts behind."""
    found: list[tuple[Visit, list[Visit]]] = []
    waiting = list(line)
    for number, most in ((0, 0), (1, MOST_OVERTAKINGS), (2, MOST_OVERTAKINGS)):
        found += in_turn([visit for visit in waiting if floor.group(guide, desk, visit) == number], most)
    return found


def order_of_all(line: Iterable[Visit]) -> list[Visit]:
    """Everybody who is ready, in order; then who asked for a moment, by arrival."""
    waiting = sorted(line, key=lambda visit: visit.arrived)
    ready = [visit for visit in waiting if visit.later_until is None]
    return [visit for visit, _ in in_turn(ready, MOST_OVERTAKINGS)] + [
        visit for visit in waiting if visit.later_until is not None
    ]


def ahead_in(line: Iterable[Visit]) -> dict[int, int]:
    """How many go before each visitor; who asked for a moment is in nobody's way."""
    order = order_of_all(line)
    ready = [visit for visit in order if visit.later_until is None]
    places = {visit.id: place for place, visit in enumerate(ready)}
    for visit in order[len(ready) :]:
        places[visit.id] = len([other for other in ready if other.arrived < visit.arrived])
    return places


def in_turn(visits: list[Visit], most: int) -> Iterator[tuple[Visit, list[Visit]]]:
    """The best class whose first may pass everybody in front; nobody is passed more often than *most*."""
    times = {visit.id: visit.overtaken for visit in visits}
    rest = list(visits)
    while rest:
        choices = []
        for visit in rest:
            front = [other for other in rest if other.arrived < visit.arrived]
            passed = [other for other in front if other.priority > visit.priority]
            first_of_class = all(other.priority != visit.priority for other in front)
            if first_of_class and all(times[other.id] < most for other in passed):
                choices.append((visit.priority, visit.arrived, visit, passed))
        _, _, chosen, passed = min(choices, key=lambda choice: choice[:2])
        for other in passed:
            times[other.id] += 1
        rest.remove(chosen)
        yield chosen, sorted(passed, key=lambda other: other.arrived)


def widened_by_time(visit: Visit, now: datetime) -> int:
    """Who may take a visitor because of the wait: 1 as second question, 2 anybody."""
    waited = now - visit.since
    if visit.question == "leren" and waited >= timedelta(minutes=20):
        return 2
    return 1 if waited >= timedelta(minutes=15) else 0
