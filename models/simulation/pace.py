"""How busy simulated people are. Pure: draws from a random source, knows no queue.

The shapes follow what town-hall counters publish: most visitors come in the morning, conversations
are short more often than long, and a few who are called do not come.
"""

import math
from dataclasses import dataclass, field
from random import Random

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
    """

    between_arrivals: float = 240.0
    conversation: float = 660.0
    spread: float = 0.55
    walk: tuple[float, float] = (15.0, 60.0)
    pause: tuple[float, float] = (20.0, 120.0)
    no_show: float = 0.04
    patience: float = 150.0
    busy: tuple[float, ...] = field(default=_MORNING)

    def next_arrival(self, random: Random, share_of_day: float) -> float:
        """Seconds until the next visitor, at a moment between 0 (opening) and 1 (closing)."""
        eighth = min(int(share_of_day * len(self.busy)), len(self.busy) - 1)
        return random.expovariate(self.busy[eighth] / self.between_arrivals)

    def talk(self, random: Random) -> float:
        """Length of a conversation."""
        return random.lognormvariate(math.log(self.conversation), self.spread)

    def walks(self, random: Random) -> float:
        """Time from call to start."""
        return random.uniform(*self.walk)

    def pauses(self, random: Random) -> float:
        """Time before a guide calls the next."""
        return random.uniform(*self.pause)


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
