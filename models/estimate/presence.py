"""When guides come and go, as it was on the days before.

No plan is asked for: each draw lives one of the earlier days again, the same weekday more often. A guide who
left at the end of a day, when nobody else stayed either, would have stayed for who still waited.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from models.estimate.draw import DRAWS, order_of
from models.estimate.forward import NEVER, Shifts

_DAYS = 15
_STAYS = 900.0
"""Seconds for which somebody else calls on after a guide has left, so that it was not the day's end."""
_SAME_WEEKDAY = 3


@dataclass
class _Day:
    """One day: for each guide spans of presence in seconds of the day, and when the last call was."""

    day: int
    spans: dict[str, list[list[float]]] = field(default_factory=dict)
    last_call: dict[str, float] = field(default_factory=dict)

    def stays(self, guide: str) -> list[tuple[float, float]]:
        """When the guide was there; a last departure with the others counts as staying."""
        others = max((at for name, at in self.last_call.items() if name != guide), default=-NEVER)
        found = [(begin, end) for begin, end in self.spans.get(guide, [])]
        if found and others < found[-1][1] + _STAYS:
            found[-1] = found[-1][0], NEVER
        return found


class Presence:
    """Who was there when, on the last days."""

    def __init__(self) -> None:
        self._days: deque[_Day] = deque(maxlen=_DAYS)
        self._known: dict[str, list[list[tuple[float, float]]]] = {}

    def came(self, guide: str, day: int, second: float) -> None:
        """A guide is there from that second of that day."""
        spans = self._today(day).spans.setdefault(guide, [])
        if not spans or spans[-1][1] < NEVER:
            spans.append([second, NEVER])

    def went(self, guide: str, day: int, second: float) -> None:
        """A guide is gone from that second of that day."""
        spans = self._today(day).spans.get(guide)
        if spans and spans[-1][1] == NEVER:
            spans[-1][1] = second

    def called(self, guide: str, day: int, second: float) -> None:
        """A guide called somebody."""
        self.came(guide, day, second)
        self._today(day).last_call[guide] = second

    def _today(self, day: int) -> _Day:
        if not self._days or self._days[-1].day != day:
            self._days.append(_Day(day))
            self._known.clear()
        return self._days[-1]

    def yesterday(self, day: int) -> frozenset[str]:
        """Who was there on the newest day before *day*."""
        earlier = [each for each in self._days if each.day != day]
        return frozenset(earlier[-1].spans) if earlier else frozenset()

    def guides(self) -> frozenset[str]:
        """Everybody who was there on one of these days."""
        return frozenset(name for each in self._days for name in each.spans)

    def _before(self, guide: str, day: int) -> list[list[tuple[float, float]]]:
        """The guide's stays on the days before *day*, newest last; days like it count more often."""
        if guide not in self._known:
            found: list[list[tuple[float, float]]] = []
            for each in self._days:
                if each.day != day:
                    often = _SAME_WEEKDAY if (each.day - day) % 7 == 0 else 1
                    found += [each.stays(guide)] * often
            self._known[guide] = found
        return self._known[guide]

    def shifts(self, guide: str, day: int, second: float, *, there: bool) -> Sequence[Shifts]:
        """For each draw when the guide leaves and is back, in seconds from now.

        Args:
            guide: who.
            day: the local date as a number.
            second: seconds since its midnight.
            there: whether the guide is there now.

        Returns:
            Nothing for a guide who is there and will stay.
        """
        like = [stays for stays in self._before(guide, day) if _was_there(stays, second) is there]
        absences = [_absences(stays, second) for stays in like]
        if there and not any(absences):
            return ()
        if not absences:
            return [((0.0, NEVER),)] * DRAWS
        return [absences[place * len(absences) // DRAWS] for place in order_of(f"shifts of {guide}")]


def _was_there(stays: list[tuple[float, float]], second: float) -> bool:
    return any(begin <= second < end for begin, end in stays)


def _absences(stays: list[tuple[float, float]], second: float) -> Shifts:
    """When somebody with these stays is away after *second*, in seconds from then."""
    gaps: list[tuple[float, float]] = []
    gone = -NEVER
    for begin, end in stays:
        if begin > second and begin > gone:
            gaps.append((max(gone - second, 0.0), begin - second))
        gone = max(gone, end)
    if gone < NEVER:
        gaps.append((max(gone - second, 0.0), NEVER))
    return tuple(gap for gap in gaps if gap[1] > 0)
