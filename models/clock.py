"""What time it is. Everything asks a clock, so that a test can hold, jump or repeat an hour."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """The moment, aware, in UTC."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The moment, aware, in UTC."""
        return datetime.now(UTC)


@dataclass
class SetClock:
    """A clock that stands still until it is moved: for tests and for simulated days."""

    moment: datetime

    def now(self) -> datetime:
        """The moment it was set to."""
        return self.moment

    def advance(self, **duration: float) -> None:
        """Move by a `timedelta` given in its own words, e.g. `minutes=5`; may be negative."""
        self.moment += timedelta(**duration)
