"""Somebody who may come now and would not be last: priority gives them a place further to the front.

Nobody is put into the line for them. Until their call everything goes as it goes without them, so one play of
the line tells all of them: theirs is the first moment at which a guide who takes them would call somebody
from their place on, or somebody whom that guide takes only after them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

_OWN, _SECOND, _NOBODY = 1, 2, 3
"""From which questions a guide calls at a moment; 0 is who returns to them."""


@dataclass(frozen=True, slots=True)
class Early:
    """Somebody who comes now with priority.

    Attributes:
        place: how many of the line go before them.
        own: numbers of the guides who have the question as their own.
        second: of those who take it when nobody waits for an own one.
    """

    place: int
    own: Sequence[int]
    second: Sequence[int] = ()


class Lookout:
    """What to look out for while a line is played: how far down a guide calls, rank and place in one number.

    Args:
        early: whom.
        classes: the class of each in line.
        tiers: for each guide the classes of those who return to them, of own and of second questions.
    """

    def __init__(
        self, early: Sequence[Early], classes: Sequence[int], tiers: Sequence[Sequence[Sequence[int]]]
    ) -> None:
        span, nobody = len(classes) + 1, max(classes) + 1
        kinds = [*classes, nobody]
        self.depths = []
        for each in tiers:
            rank = dict.fromkeys(range(nobody + 1), _NOBODY)
            rank |= {kind: number for number, tier in enumerate(each) for kind in tier}
            self.depths.append([rank[kind] * span + place for place, kind in enumerate(kinds)])
        self._limits = [[_limit(each, guide, span) for each in early] for guide in range(len(tiers))]
        self.least = self._least(range(len(early)))

    def _least(self, rest: Sequence[int]) -> list[float]:
        """For each guide how far down a call must be to concern one of the *rest*."""
        return [min((limits[number] for number in rest), default=inf) for limits in self._limits]

    def note(self, guide: int, moment: float, place: int, calls: list[float]) -> list[float]:
        """A guide is about to call whom one of them goes before: write it into *calls*.

        Args:
            guide: the guide's number.
            moment: when.
            place: whom; the end of the line for nobody.
            calls: when each of them would be called; infinity for whom that is not known yet.

        Returns:
            For each guide how far down a call must be to concern one of the others.
        """
        depth = self.depths[guide][place]
        for number, limit in enumerate(self._limits[guide]):
            if depth >= limit and calls[number] == inf:
                calls[number] = moment
        return self._least([number for number, call in enumerate(calls) if call == inf])


def _limit(early: Early, guide: int, span: int) -> float:
    """From how far down on the guide's call is theirs."""
    if guide in early.own:
        return _OWN * span + early.place
    return _SECOND * span + early.place if guide in early.second else inf
