"""Facts again, one after the other: for each visitor the range that would have been told."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from models.estimate.calibration import Range, Shares, after
from models.estimate.expect import expect
from models.estimate.floor import Floor
from models.estimate.happening import Happening, Kind

FIVE_MINUTES = 300.0


@dataclass(slots=True)
class Told:
    """One visitor: what would have been told, and what came of it.

    Attributes:
        location: where.
        ticket: the ticket's name.
        at: when it was issued, seconds since 1970.
        range: the range from what was known then.
        mean: the plain mean of the waits known then; None before there was one.
        actual: the wait, in seconds; None while or when there was no call.
        over: whether nothing more will come.
    """

    location: str
    ticket: str
    at: float
    range: Range
    mean: float | None
    actual: float | None = None
    over: bool = False


@dataclass
class _Place:
    """One location of the facts."""

    floor: Floor = field(default_factory=Floor)
    shares: Shares = field(default_factory=Shares)
    open: dict[str, Told] = field(default_factory=dict)
    count: int = 0
    total: float = 0.0
    day: int = -1


class Replay:
    """Feeds facts in and gives ranges out."""

    def __init__(self) -> None:
        self._places: dict[str, _Place] = {}
        self._told: deque[Told] = deque()

    def see(self, location: str, happening: Happening) -> Iterator[Told]:
        """Take in the next fact of a location; gives the visitors of whom all is known, in order of issue."""
        place = self._places.setdefault(location, _Place())
        place.floor.turn_to(happening)
        if happening.day != place.day:
            self._end_day(place)
            place.day = happening.day
        if happening.kind is Kind.ISSUED and happening.ticket is not None:
            self._issue(location, place, happening)
        actual = place.floor.see(happening)
        if happening.ticket is not None:
            self._note(place, happening, actual)
        yield from self._known()

    def end(self) -> Iterator[Told]:
        """The rest, of whom nothing more will be known."""
        for place in self._places.values():
            self._end_day(place)
        yield from self._known()

    def shares(self, location: str) -> Shares:
        """At which shares the ranges of a location are cut by now."""
        place = self._places.get(location)
        return Shares() if place is None else place.shares

    def _issue(self, location: str, place: _Place, happening: Happening) -> None:
        ticket = happening.ticket or ""
        if ticket in place.open:
            place.open.pop(ticket).over = True
        told = Told(location, ticket, happening.at, _range(place, happening), _mean(place))
        place.open[ticket] = told
        self._told.append(told)

    def _note(self, place: _Place, happening: Happening, actual: float | None) -> None:
        ticket = happening.ticket or ""
        if actual is not None and ticket in place.open:
            told = place.open.pop(ticket)
            told.actual, told.over = actual, True
            place.count, place.total = place.count + 1, place.total + actual
            place.shares = after(place.shares, told.range, actual)
        elif happening.kind in {Kind.LEFT, Kind.ABANDONED} and ticket in place.open:
            place.open[ticket].over = True

    def _end_day(self, place: _Place) -> None:
        for told in place.open.values():
            told.over = True
        place.open.clear()

    def _known(self) -> Iterator[Told]:
        while self._told and self._told[0].over:
            yield self._told.popleft()


def _range(place: _Place, happening: Happening) -> Range:
    """The range for somebody who comes now; without a guide in sight, the mean of the waits so far."""
    asked = happening.question_type or ""
    moment = place.floor.moment(happening)
    found = expect(moment, place.floor.learned, [asked], newcomers_only=True)
    told = place.shares.cut(found.coming[asked])
    if told is not None:
        return told
    mean = _mean(place) or 0.0
    return Range(0.0, mean, 2 * mean)


def _mean(place: _Place) -> float | None:
    return place.total / place.count if place.count else None


@dataclass
class Score:
    """How good the ranges were.

    Attributes:
        called: visitors who were called.
        waited: those of them who waited at all.
        inside: those of them who were called inside their range.
        short: called at least five minutes after the median that was told.
        compared: called, with a mean of earlier waits to compare with.
        off: sum of the distances between median and wait, in seconds.
        off_compared: the same of those compared.
        mean_off: sum of the distances between the plain mean and the wait.
    """

    called: int = 0
    waited: int = 0
    inside: int = 0
    short: int = 0
    compared: int = 0
    off: float = 0.0
    off_compared: float = 0.0
    mean_off: float = 0.0

    def add(self, told: Told) -> None:
        """Count one visitor; who was never called does not count."""
        if told.actual is None:
            return
        off = abs(told.range.median - told.actual)
        self.called += 1
        self.off += off
        self.short += told.actual - told.range.median >= FIVE_MINUTES
        if told.actual > 0:
            self.waited += 1
            self.inside += told.range.low <= told.actual <= told.range.high
        if told.mean is not None:
            self.compared += 1
            self.off_compared += off
            self.mean_off += abs(told.mean - told.actual)

    @property
    def error(self) -> float:
        """Mean distance between the median and the wait, in seconds."""
        return self.off / self.called if self.called else 0.0

    @property
    def mean_error(self) -> float:
        """The same of the plain mean of earlier waits."""
        return self.mean_off / self.compared if self.compared else 0.0

    @property
    def share_inside(self) -> float | None:
        """The share of those who waited who were called inside their range; None when nobody waited."""
        return self.inside / self.waited if self.waited else None
