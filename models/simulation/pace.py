"""How busy simulated people are. Pure: draws from a random source, knows no queue.

The shapes follow what town-hall counters publish: most visitors come in the morning, conversations
are short more often than long, and a few who are called do not come.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from random import Random
from types import MappingProxyType

_MORNING = (0.7, 1.3, 1.5, 1.2, 0.7, 1.0, 0.9, 0.7)
"""How busy each eighth of a day is, against its mean."""


@dataclass(frozen=True)
class Pace:
    """How often people come and how long things take, in seconds.

    Attributes:
        between_arrivals: mean time between two visitors.
        conversation: median length of a conversation.
        spread: sigma of the logarithm of its length.
        walk: shortest and longest time from call to start.
        pause: shortest and longest time a guide takes after a visitor.
        no_show: share of the called who do not come.
        patience: how long a guide waits for who does not come.
        busy: how busy each part of the day is, against its mean.
        lengths: how long conversations are with the first question, the second …, against `conversation`.
        mondays: how many more come on a Monday.
    """

    between_arrivals: float = 240.0
    conversation: float = 660.0
    spread: float = 0.55
    walk: tuple[float, float] = (15.0, 60.0)
    pause: tuple[float, float] = (20.0, 120.0)
    no_show: float = 0.04
    patience: float = 150.0
    busy: tuple[float, ...] = field(default=_MORNING)
    lengths: tuple[float, ...] = (1.0,)
    mondays: float = 1.0

    def next_arrival(self, random: Random, share_of_day: float, weekday: int = 1) -> float:
        """Seconds until the next visitor.

        Args:
            random: where chance comes from.
            share_of_day: the moment, between 0 (opening) and 1 (closing).
            weekday: 0 is Monday.
        """
        eighth = min(int(share_of_day * len(self.busy)), len(self.busy) - 1)
        more = self.mondays if weekday == 0 else 1.0
        return random.expovariate(more * self.busy[eighth] / self.between_arrivals)

    def talk(self, random: Random, question: int = 0) -> float:
        """Length of a conversation about the question that is offered at that place, from 0."""
        median = self.conversation * self.lengths[question % len(self.lengths)]
        return random.lognormvariate(math.log(median), self.spread)

    def shared_by(self, guides: int) -> "Pace":
        """The same for so many guides: visitors come so many times as often."""
        return replace(self, between_arrivals=self.between_arrivals / guides)

    def walks(self, random: Random) -> float:
        """Time from call to start."""
        return random.uniform(*self.walk)  # nosec B311 # chance, not a secret

    def pauses(self, random: Random) -> float:
        """Time before a guide calls the next."""
        return random.uniform(*self.pause)  # nosec B311 # chance, not a secret


LIVELY = Pace(
    between_arrivals=22.0,
    conversation=55.0,
    spread=0.45,
    walk=(5.0, 12.0),
    pause=(3.0, 10.0),
    no_show=0.06,
    patience=20.0,
    busy=(1.0,),
)
"""A morning in which something happens all the time: for `make demo`."""

SHAPES: Mapping[str, Pace] = MappingProxyType(
    {
        "ordinary": Pace(between_arrivals=620.0),
        "quiet": Pace(between_arrivals=1500.0),
        "busy": Pace(between_arrivals=900.0),
        "monday": Pace(between_arrivals=1200.0, mondays=1.5),
        "long": Pace(between_arrivals=3300.0, conversation=2400.0),
        "two kinds": Pace(between_arrivals=1450.0, lengths=(0.7, 1.8)),
        "absent": Pace(between_arrivals=950.0, no_show=0.15),
    }
)
"""Days of several shapes, for one guide; `Pace.shared_by` makes them days for more."""
