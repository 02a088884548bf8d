"""All that was learned of one location from its facts so far."""

import math
from collections.abc import Sequence

from models.estimate.conversation import Conversations
from models.estimate.draw import DRAWS, column, order_of
from models.estimate.presence import Presence
from models.estimate.sample import Sample
from models.estimate.skill import Skills

_MINUTE = 60.0
_CHANCES, _MISSED = 10.0, 0.2
"""Before anything was seen two of a hundred called do not come; it counts as ten calls."""
_FEW_LEAVE = 5
_HOUR = 3600.0


class Learned:
    """What is usual at a location.

    Attributes:
        conversations: from start to end.
        walks: from call to start.
        pauses: from the end of one visit to the next call, while somebody waited.
        reactions: from arrival to call, while a guide had nothing to do.
        misses: from call to no-show, or back to the line.
        skills: what guides take, as far as their calls tell.
        presence: when guides come and go.
    """

    def __init__(self) -> None:
        self.conversations = Conversations()
        self.walks = Sample(longest=15 * _MINUTE)
        self.pauses = Sample(longest=45 * _MINUTE)
        self.reactions = Sample(longest=3 * _MINUTE)
        self.misses = Sample(longest=30 * _MINUTE, usual=2 * _MINUTE)
        self.skills = Skills()
        self.presence = Presence()
        self._calls = _CHANCES
        self._missed = _MISSED
        self._gone = 0
        self._stood = 0.0

    def came(self) -> None:
        """A called visitor came."""
        self._calls += 1

    def missed(self, seconds: float) -> None:
        """A called visitor did not come; the guide waited that long."""
        self._calls += 1
        self._missed += 1
        self.misses.add(seconds)

    def stood(self, seconds: float, *, left: bool) -> None:
        """A visitor stood in line that long, and then left by themselves or was called."""
        self._stood += max(0.0, seconds)
        self._gone += left

    @property
    def missing(self) -> float:
        """The share of the called who do not come."""
        return self._missed / self._calls

    def leaving(self) -> float:
        """How many of those in line leave by themselves, per second and visitor; 0 while it is rare."""
        if self._gone < _FEW_LEAVE or self._stood <= 0:
            return 0.0
        rate = self._gone / self._stood
        return rate if rate * _HOUR > 0.05 else 0.0

    def busy(self, talk: Sequence[float]) -> list[float]:
        """How long a guide is busy with one visitor, from call to next call: `DRAWS` equally likely values.

        Args:
            talk: how long the conversation lasts, ascending.
        """
        walk = column(self.walks.points(), "walk")
        pause = column(self.pauses.points(), "pause")
        busy = [a + b + c for a, b, c in zip(talk, walk, pause, strict=True)]
        absent = round(self.missing * DRAWS)
        if absent:
            spread = self.misses.points()
            for number, place in enumerate(order_of("who does not come")[:absent]):
                busy[place] = spread[number * DRAWS // absent] + pause[place]
        return busy

    def patience(self, ticket: str) -> list[float] | None:
        """In how many seconds a visitor leaves the line by themselves; None when hardly anybody does."""
        rate = self.leaving()
        if not rate:
            return None
        return [-math.log(1 - (place + 0.5) / DRAWS) / rate for place in order_of(f"patience of {ticket}")]
