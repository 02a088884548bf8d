"""A printer by script, one that hangs, and a clock that does not make anybody wait."""

import threading
from datetime import UTC, datetime, timedelta

from printer.outcome import Readiness, Verdict

Outcome = Verdict | Exception


class FakeClock:
    """Waiting takes no time here, and the time passes all the same."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.waits: list[float] = []

    def monotonic(self) -> float:
        return self.now

    def utc_now(self) -> datetime:
        return datetime(2026, 11, 21, 13, 5, tzinfo=UTC) + timedelta(seconds=self.now)

    def wait(self, event: threading.Event, seconds: float) -> bool:
        self.waits.append(seconds)
        self.now += seconds
        return event.is_set()


class FakeTransport:
    """Does what the script says, and the last of it for ever."""

    def __init__(self, *script: Outcome, blocks: bool = False) -> None:
        self.blocks = blocks
        self.labels: list[str] = []
        self._script = list(script or [Verdict.CONFIRMED])

    def check(self) -> Readiness:
        self._next()
        return Readiness(paper_low=True)

    def send(self, job: bytes, label: str) -> Verdict:
        assert job
        self.labels.append(label)
        return self._next()

    def _next(self) -> Verdict:
        outcome = self._script.pop(0) if len(self._script) > 1 else self._script[0]
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


class StuckTransport:
    """Takes a job and does not come back until it is let go."""

    blocks = False

    def __init__(self) -> None:
        self.entered, self.let_go = threading.Event(), threading.Event()

    def check(self) -> Readiness:
        return Readiness()

    def send(self, job: bytes, label: str) -> Verdict:
        assert job
        assert label
        self.entered.set()
        self.let_go.wait(10)
        return Verdict.CONFIRMED
