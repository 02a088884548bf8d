"""The rest of the line, played forward many times, to see when each visitor is called.

List scheduling of one line over several guides: whoever is free first takes the first in order whom they
take. Those who come later are not played, for they stand behind; who comes now with priority is looked out
for (models/estimate/early.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heapreplace

from models.estimate.draw import DRAWS
from models.estimate.early import Early, Lookout

NEVER = float("inf")
Column = Sequence[float]
"""One value for each draw."""
Shifts = tuple[tuple[float, float], ...]
"""When a guide leaves and is back, in seconds from now, in order."""


@dataclass(frozen=True)
class Hand:
    """A guide who may take visitors.

    Attributes:
        free: when they are free, in seconds from now, for each draw.
        tiers: classes of visitors by rank: those who return to them, own questions, second questions.
        shifts: for each draw when they leave and are back; empty for who stays.
    """

    free: Column
    tiers: tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]
    shifts: Sequence[Shifts] = ()


@dataclass(frozen=True)
class Line:
    """Who waits, in order.

    Attributes:
        classes: for each visitor the class: those of one class are taken by the same guides.
        work: for each visitor how long a guide is busy with them, for each draw.
        patience: for each visitor when they leave by themselves, for each draw; None when nobody does.
    """

    classes: Sequence[int]
    work: Sequence[Column]
    patience: Sequence[Column] | None = None


@dataclass
class Played:
    """What came of it, in seconds from now.

    Attributes:
        calls: for each draw the moment of each visitor's call.
        free: for each draw and guide when nobody is left whom they take.
        free_of_own: the same when nobody is left but who has a second question.
        early: for each draw when each of those would be called who were looked out for.
    """

    calls: list[Sequence[float]] = field(default_factory=list)
    free: list[Sequence[float]] = field(default_factory=list)
    free_of_own: list[Sequence[float]] = field(default_factory=list)
    early: list[Sequence[float]] = field(default_factory=list)


def play(line: Line, hands: Sequence[Hand], *, alike: bool, early: Sequence[Early] = ()) -> Played:
    """Play the line forward, `DRAWS` times.

    Args:
        line: who waits.
        hands: the guides.
        alike: whether each takes everybody, newcomers too; quicker, and which guide is which is not told.
        early: whom to look out for; each at a place that somebody of the line has.
    """
    if alike and hands and line.patience is None and not any(hand.shifts for hand in hands):
        return _play_alike(line, hands, [each.place for each in early])
    return _play_apart(line, hands, early)


def _play_alike(line: Line, hands: Sequence[Hand], places: Sequence[int]) -> Played:
    """Everybody takes everybody: the first who is free takes the first who waits."""
    played = Played()
    work = list(zip(*line.work, strict=True)) or [()] * DRAWS
    for times, durations in zip(zip(*(hand.free for hand in hands), strict=True), work, strict=True):
        heap = list(times)
        heapify(heap)
        calls = []
        for duration in durations:
            moment = heap[0]
            calls.append(moment)
            heapreplace(heap, moment + duration)
        played.calls.append(calls)
        played.free.append(heap)
        played.early.append([calls[place] for place in places])
    played.free_of_own = played.free
    return played


def _play_apart(line: Line, hands: Sequence[Hand], early: Sequence[Early]) -> Played:
    """Guides differ in whom they take or when they are there."""
    played = Played()
    if not line.classes:
        played.free = played.free_of_own = list(zip(*map(_begins, hands), strict=True)) or [()] * DRAWS
        played.calls = [()] * DRAWS
        return played
    order = _Order(line.classes, hands)
    lookout = Lookout(early, line.classes, order.tiers) if early else None
    work = list(zip(*line.work, strict=True)) or [()] * DRAWS
    patience = None if line.patience is None else list(zip(*line.patience, strict=True))
    for draw in range(DRAWS):
        shifts = [hand.shifts[draw] if hand.shifts else () for hand in hands]
        begin = [(present(hand.free[draw], shifts[guide]), guide) for guide, hand in enumerate(hands)]
        calls = [NEVER] * len(early)
        one = _Draw(order, work[draw], None if patience is None else patience[draw], shifts)
        one.run(begin, lookout, calls)
        played.early.append(calls)
        played.calls.append(one.calls)
        played.free.append(one.free)
        played.free_of_own.append(one.free_of_own)
    return played


def _begins(hand: Hand) -> Column:
    """When a guide is there and free, for each draw."""
    if not hand.shifts:
        return hand.free
    return [present(moment, shifts) for moment, shifts in zip(hand.free, hand.shifts, strict=True)]


class _Order:
    """The line as chains: for each class its first place, for each place the next of its class."""

    def __init__(self, classes: Sequence[int], hands: Sequence[Hand]) -> None:
        self.end = len(classes)
        self.classes = classes
        self.following = [self.end] * self.end
        self.first = [self.end] * (max(classes, default=-1) + 1)
        for place in range(self.end - 1, -1, -1):
            each = classes[place]
            self.following[place], self.first[each] = self.first[each], place
        known = len(self.first)
        self.tiers = [tuple(tuple(c for c in tier if c < known) for tier in hand.tiers) for hand in hands]


class _Draw:
    """One draw of the play with guides who differ."""

    def __init__(
        self,
        order: _Order,
        work: Sequence[float],
        patience: Sequence[float] | None,
        shifts: Sequence[Shifts],
    ) -> None:
        self._order = order
        self._work = work
        self._patience = patience
        self._shifts = shifts
        self.calls = [NEVER] * len(work)
        self.free = [NEVER] * len(shifts)
        self.free_of_own = [NEVER] * len(shifts)

    def run(self, heap: list[tuple[float, int]], lookout: Lookout | None, early: list[float]) -> None:
        """Until nobody waits who can be called.

        Args:
            heap: the guides by when they are free.
            lookout: for whom to look out.
            early: their calls, to be written.
        """
        order, calls, work = self._order, self.calls, self._work
        end, following, classes = order.end, order.following, order.classes
        first = order.first[:]
        least = [] if lookout is None else lookout.least
        heapify(heap)
        while heap:
            moment, guide = heap[0]
            if moment == NEVER:
                return
            place = self._choose(first, guide, moment)
            if lookout is not None and lookout.depths[guide][place] >= least[guide]:
                least = lookout.note(guide, moment, place, early)
            if place == end:
                self.free[guide] = moment
                heappop(heap)
                continue
            first[classes[place]] = following[place]
            calls[place] = moment
            if self._patience is not None and self._patience[place] < moment:
                continue  # they left before: that took nobody's time
            after = moment + work[place]
            shifts = self._shifts[guide]
            heapreplace(heap, (present(after, shifts) if shifts else after, guide))

    def _choose(self, first: Sequence[int], guide: int, moment: float) -> int:
        """The place of whom that guide takes then, by rank and order; the end of the line for nobody."""
        mine, own, second = self._order.tiers[guide]
        end = self._order.end
        place = _first_of(mine, first, end) if mine else end
        if place == end:
            place = _first_of(own, first, end)
        if place == end:
            if self.free_of_own[guide] == NEVER:
                self.free_of_own[guide] = moment
            place = _first_of(second, first, end)
        return place


def _first_of(tier: Sequence[int], first: Sequence[int], end: int) -> int:
    """The place of the first who waits in one of these classes; *end* for nobody."""
    place = end
    for each in tier:
        if first[each] < place:  # noqa: PLR1730  (the innermost line: a call would cost a quarter)
            place = first[each]
    return place


def present(moment: float, shifts: Shifts) -> float:
    """The first moment from *moment* on at which a guide with these shifts is there."""
    for leaves, back in shifts:
        if leaves <= moment < back:
            return back
    return moment


def newcomer(played: Played, own: Sequence[int], second: Sequence[int]) -> list[float]:
    """When somebody who comes now would be called, for each draw.

    Args:
        played: the line before them.
        own: numbers of the guides who have the question as their own.
        second: of those who take it when nobody waits for an own one.
    """
    return [
        min(
            min((before[guide] for guide in own), default=NEVER),
            min((empty[guide] for guide in second), default=NEVER),
        )
        for before, empty in zip(played.free_of_own, played.free, strict=True)
    ]
