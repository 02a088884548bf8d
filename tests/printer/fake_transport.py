"""A printer by script, one that hangs, a list of jobs in memory, and a clock that makes nobody wait."""

import threading
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from printer.outcome import Readiness, Verdict
from printer.spool import NotWanted, PrintJob
from printer.state import Reading

Outcome = Verdict | Exception


def nothing() -> None:
    """What a caller does who does not want to know when it begins."""


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


class FakeSpool:
    """Jobs in a list, and everything that the worker told of them, in order."""

    def __init__(self, *jobs: PrintJob) -> None:
        self.waiting = deque(jobs)
        self.sending: PrintJob | None = None
        self.ended: list[tuple[str, Verdict, str | None]] = []
        self.told: list[Reading] = []
        self.unwanted: set[str] = set()
        self.failures = 0

    def next(self) -> PrintJob | None:
        self._may_fail()
        return self.waiting[0] if self.waiting else None

    def begin(self, job: PrintJob) -> None:
        if job.label in self.unwanted:
            self.waiting.remove(job)
            raise NotWanted
        self.sending = self.waiting.popleft()

    def give_back(self, job: PrintJob) -> None:
        assert self.sending == job
        self.sending = None
        self.waiting.appendleft(job)

    def settle(self, job: PrintJob, verdict: Verdict, reason: str | None) -> None:
        self._may_fail()
        if job in self.waiting:
            self.waiting.remove(job)
        self.sending = None
        self.ended.append((job.label, verdict, reason))

    def tell(self, reading: Reading) -> None:
        self.told.append(reading)

    def _may_fail(self) -> None:
        if self.failures:
            self.failures -= 1
            raise OSError("the database is away")


class FakeTransport:
    """Does what the script says, and the last of it for ever; an error after `begins` is one half-way."""

    def __init__(self, *script: Outcome, blocks: bool = False, begins: bool = True) -> None:
        self.blocks = blocks
        self.begins = begins
        self.labels: list[str] = []
        self.low: bool | None = None
        self._script = list(script or [Verdict.CONFIRMED])

    def check(self) -> Readiness:
        if not self.blocks:
            self._next()
        return Readiness(self.low)

    def send(self, job: bytes, label: str, begin: Callable[[], None] = nothing) -> Verdict:
        assert job
        self.labels.append(label)
        if self.begins or not isinstance(self._script[0], Exception):
            begin()
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

    def send(self, job: bytes, label: str, begin: Callable[[], None] = nothing) -> Verdict:
        assert job
        assert label
        begin()
        self.entered.set()
        self.let_go.wait(10)
        return Verdict.CONFIRMED
