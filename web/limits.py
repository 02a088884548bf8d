"""How often somebody may try: kept in memory only, by a hash that means nothing outside this process.

Must not know what is tried.
"""

import hashlib
import secrets
import time
from collections import deque
from collections.abc import Callable

_MOST_NAMES = 4096


class Limit:
    """At most so many tries in so many seconds for each name.

    Args:
        most: how many.
        seconds: in how many.
        monotonic: seconds that never jump.
    """

    def __init__(self, most: int, seconds: float, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._seconds = seconds
        self._monotonic = monotonic
        self._salt = secrets.token_bytes(16)
        self._tries: dict[bytes, deque[float]] = {}

    def wait(self, name: str) -> float:
        """Seconds until *name* may try again; 0 for now."""
        tries = self._tries.get(self._hashed(name))
        if tries is None or len(tries) < self._most:
            return 0.0
        return max(0.0, tries[0] + self._seconds - self._monotonic())

    def note(self, name: str) -> None:
        """*name* has tried."""
        if len(self._tries) >= _MOST_NAMES:
            self._forget()
        self._tries.setdefault(self._hashed(name), deque(maxlen=self._most)).append(self._monotonic())

    def _forget(self) -> None:
        """Drop whom nothing is held against any more; in a flood of names everybody."""
        since = self._monotonic() - self._seconds
        kept = {name: tries for name, tries in self._tries.items() if tries[-1] > since}
        self._tries = kept if len(kept) < _MOST_NAMES else {}

    def _hashed(self, name: str) -> bytes:
        return hashlib.blake2b(name.encode(), digest_size=16, key=self._salt).digest()


class Limits:
    """What is limited: new screens that ask for a code, and wrong codes that staff type in.

    Args:
        monotonic: seconds that never jump.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.screens = Limit(30, 60.0, monotonic)
        """By the address a request comes from."""
        self.wrong_codes = Limit(5, 60.0, monotonic)
        """By who is signed in."""
