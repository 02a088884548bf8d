"""Time, as the worker sees it, so that a test can let a minute pass at once."""

import threading
import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """What the worker needs to know of time."""

    def monotonic(self) -> float:
        """Seconds that never jump; for ages and time limits."""

    def utc_now(self) -> datetime:
        """The time of day, aware, in UTC; for people."""

    def wait(self, event: threading.Event, seconds: float) -> bool:
        """Wait for an event at most so long; whether it has happened."""


class SystemClock:
    """The real time."""

    def monotonic(self) -> float:
        """Seconds that never jump."""
        return time.monotonic()

    def utc_now(self) -> datetime:
        """The time of day in UTC."""
        return datetime.now(UTC)

    def wait(self, event: threading.Event, seconds: float) -> bool:
        """Wait for an event at most so long; whether it has happened."""
        return event.wait(seconds)
