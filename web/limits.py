"""How often somebody may try: kept in memory only, by a hash that means nothing outside this process.

Must not know what is tried.
"""

import hashlib
import secrets
import threading
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
        self._lock = threading.Lock()
        self._tries: dict[bytes, deque[float]] = {}

    def wait(self, name: str) -> float:
        """Seconds until *name* may try again; 0 for now."""
        with self._lock:
            return self._left(self._hashed(name))

    def note(self, name: str) -> None:
        """*name* has tried."""
        with self._lock:
            self._add(self._hashed(name))

    def take(self, name: str) -> float:
        """Count a try of *name*, unless it has to wait; of tries at one moment no more than fit are counted.

        Returns:
            Seconds until *name* may try again; 0: this try is counted.
        """
        hashed = self._hashed(name)
        with self._lock:
            seconds = self._left(hashed)
            if seconds == 0:
                self._add(hashed)
            return seconds

    def _left(self, hashed: bytes) -> float:
        tries = self._tries.get(hashed)
        if tries is None or len(tries) < self._most:
            return 0.0
        return max(0.0, tries[0] + self._seconds - self._monotonic())

    def _add(self, hashed: bytes) -> None:
        if len(self._tries) >= _MOST_NAMES:
            self._forget()
        self._tries.setdefault(hashed, deque(maxlen=self._most)).append(self._monotonic())

    def _forget(self) -> None:
        """Drop whom nothing is held against any more; in a flood of names everybody."""
        since = self._monotonic() - self._seconds
        kept = {name: tries for name, tries in self._tries.items() if tries[-1] > since}
        self._tries = kept if len(kept) < _MOST_NAMES else {}

    def _hashed(self, name: str) -> bytes:
        return hashlib.blake2b(name.encode(), digest_size=16, key=self._salt).digest()


class Limits:
    """What is limited: screens that ask for a code, wrong codes of staff, and what visitors' phones ask.

    A source is the address that a request comes from (web/stranger.py); phones on one Wi-Fi share theirs.

    Args:
        monotonic: seconds that never jump.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.screens = Limit(30, 60.0, monotonic)
        """By source."""
        self.wrong_codes = Limit(5, 60.0, monotonic)
        """By who is signed in."""
        self.joins = Limit(12, 60.0, monotonic)
        """Tries to join with the key of the poster, by location and source."""
        self.wrong_posters = Limit(30, 60.0, monotonic)
        """Tries to join with any other key, by source. They hold up nobody who has read the poster."""
        self.holders = Limit(20, 60.0, monotonic)
        """Commands of whoever holds a ticket, by ticket; a person presses a few times."""
        self.clips = Limit(60, 60.0, monotonic)
        """Sentences that a voice has to be made to say, by source, for a browser that is no screen here."""
        self.wrong_invitations = Limit(10, 600.0, monotonic)
        """Invitations that do not exist, by source."""
        self.organisation = Limit(60, 60.0, monotonic)
        """Ways to the organisation's sign-in and back, by source; a whole office may share one."""
        self.pushes = Limit(30, 60.0, monotonic)
        """Wishes to be told, by source; one visitor asks once."""
        self.refusals = Limit(1, 60.0, monotonic)
        """Rows of the audit log about a refusal, by who asked, for what, and why not."""
        self.refusals_of_one = Limit(20, 60.0, monotonic)
        """The same, by who asked."""
        self.sockets = Limit(2000, 60.0, monotonic)
        """Websockets opened, by source: 500 phones whose Wi-Fi comes and goes four times."""
