"""So much at once, and so much a second after that: how a connection that floods is told from one that talks.

Must not know what is counted.
"""

import time
from collections.abc import Callable


class Budget:
    """Something that is spent, and comes back with time.

    Args:
        most: what may be spent at once.
        per_second: what comes back in a second.
        monotonic: seconds that never jump.
    """

    def __init__(
        self, most: float, per_second: float, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._most = self._left = most
        self._per_second = per_second
        self._monotonic = monotonic
        self._looked_at = monotonic()

    def spend(self, amount: float = 1.0) -> bool:
        """Whether there was enough; if not, nothing is spent."""
        now = self._monotonic()
        self._left = min(self._most, self._left + (now - self._looked_at) * self._per_second)
        self._looked_at = now
        if self._left < amount:
            return False
        self._left -= amount
        return True

    @property
    def full(self) -> bool:
        """Whether all that was spent has come back, so that nothing is lost by forgetting this."""
        return self._left + (self._monotonic() - self._looked_at) * self._per_second >= self._most
