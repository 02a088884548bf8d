"""Who may write to SQLite, in order of asking.

SQLite's own busy wait is unfair (a writer may wait seconds among eight), and releases before 3.51.3
can corrupt the file when two connections write and checkpoint at the same instant. So all writes of a
process pass one first-come-first-served lock, and all processes of one file pass its lock file.
"""

import fcntl
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class FairLock:
    """A lock that is handed on in the order in which it was asked for."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._held = False
        self._line: deque[threading.Lock] = deque()

    def acquire(self) -> None:
        """Wait for our turn."""
        with self._guard:
            if not self._held:
                self._held = True
                return
            turn = threading.Lock()
            turn.acquire()
            self._line.append(turn)
        turn.acquire()

    def release(self) -> None:
        """Hand the lock to the one who has waited longest."""
        with self._guard:
            if self._line:
                self._line.popleft().release()
            else:
                self._held = False


class WriteLock:
    """The fair lock of this process and the lock file between processes, as one.

    Args:
        path: the lock file, beside the database; None for a database that locks for itself.
    """

    def __init__(self, path: Path | None) -> None:
        self._fair = FairLock()
        self._file = path.open("ab") if path else None

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold both locks for the length of the block."""
        self._fair.acquire()
        try:
            if self._file is None:
                yield
                return
            fcntl.flock(self._file, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.flock(self._file, fcntl.LOCK_UN)
        finally:
            self._fair.release()

    def close(self) -> None:
        """Give the lock file back."""
        if self._file:
            self._file.close()
