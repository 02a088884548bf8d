"""One thread for one printer: draws tickets, sends them, and knows how the printer is.

Whoever asks for a ticket never waits for paper and never hears of its troubles: `submit` only puts the job on
a list. Knows nothing of databases or screens; it is handed plain text and tells its state.
"""

import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from printer.clock import Clock, SystemClock
from printer.outcome import PrinterAway, Readiness, Reason, Verdict
from printer.picture import draw_ticket
from printer.raster import encode
from printer.state import Condition, LastJob, PrinterState, condition_of
from printer.ticket_text import TicketText
from printer.transport import Transport

logger = logging.getLogger(__name__)

T = TypeVar("T")

CAPACITY = 200
LIFETIME_SECONDS = 60.0
CHECK_SECONDS = 15.0
_PAUSES = (1.0, 2.0, 4.0, 8.0)


@dataclass(frozen=True)
class PrintJob:
    """One piece of paper; `job_id` is the caller's own name for it."""

    job_id: str
    ticket: TicketText


class Offload(Protocol):
    """Runs a function that holds the processor or the thread, and gives its result."""

    def __call__(self, function: Callable[[], T], /) -> T:
        """Call it, here or elsewhere."""


def call_directly(function: Callable[[], T], /) -> T:
    """The offload of a process without an event loop."""
    return function()


@dataclass(frozen=True)
class _Waiting:
    job: PrintJob
    expires_at: float


class PrintWorker:
    """The only user of one printer.

    Args:
        transport: the printer.
        width: of the paper in dots, 576 or 384.
        offload: runs what would hold an event loop: drawing, and a transport that blocks.
        clock: the time; another one for tests.
        on_change: told each new state, in the worker's thread.
    """

    def __init__(
        self,
        transport: Transport,
        width: int,
        offload: Offload = call_directly,
        clock: Clock | None = None,
        on_change: Callable[[PrinterState], None] | None = None,
    ) -> None:
        self._transport = transport
        self._width = width
        self._offload = offload
        self._clock: Clock = clock or SystemClock()
        self._on_change = on_change
        self._backlog: deque[_Waiting] = deque()
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._state = PrinterState(Condition.UNKNOWN, Reason.NOT_ASKED_YET, self._clock.utc_now())

    @property
    def state(self) -> PrinterState:
        """What is known about the printer now; from any thread."""
        return self._state

    def submit(self, job: PrintJob) -> None:
        """Put a job on the list and return at once; from any thread.

        With two hundred jobs waiting the oldest is thrown away: its visitor has had the number on screen.
        """
        waiting = _Waiting(job, self._clock.monotonic() + LIFETIME_SECONDS)
        with self._lock:
            oldest = self._backlog.popleft() if len(self._backlog) >= CAPACITY else None
            self._backlog.append(waiting)
            if oldest is not None:
                self._state = replace(self._state, dropped=self._state.dropped + 1)
        self._wake.set()
        if oldest is not None:
            logger.warning("print job dropped, %d are waiting", CAPACITY, extra={"job": oldest.job.job_id})

    def start(self) -> None:
        """Start the thread, once; it also asks the printer how it is whenever nothing is to be printed."""
        if self._thread is None or not self._thread.is_alive():
            self._stopping.clear()
            self._thread = threading.Thread(target=self._run, name="printer", daemon=True)
            self._thread.start()

    def stop(self, timeout: float) -> None:
        """Let the job under way end, at most `timeout` seconds; jobs still waiting are not printed."""
        self._stopping.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join(timeout)

    def check(self) -> PrinterState:
        """Ask the printer how it is, in this thread. Not while the worker's own thread runs."""
        try:
            self._ready(self._on_device(self._transport.check))
        except PrinterAway as away:
            self._away(away)
        except Exception:
            # The edge of the loop: the thread must outlive any fault of a driver.
            logger.exception("asking the printer failed")
        return self._state

    def work_off(self) -> None:
        """Print everything on the list, in this thread. Not while the worker's own thread runs."""
        while not self._stopping.is_set():
            with self._lock:
                if not self._backlog:
                    return
                waiting = self._backlog.popleft()
            self._ended(waiting.job, self._printed(waiting))

    def _run(self) -> None:
        woken = False
        while not self._stopping.is_set():
            if not woken and not self._backlog:
                self.check()
            self._wake.clear()
            self.work_off()
            woken = self._clock.wait(self._wake, CHECK_SECONDS)

    def _printed(self, waiting: _Waiting) -> Verdict:
        if self._clock.monotonic() >= waiting.expires_at:
            return Verdict.EXPIRED
        ticket = waiting.job.ticket
        try:
            data = self._offload(lambda: encode(draw_ticket(ticket, self._width)))
        except Exception:
            # The edge of the loop: one ticket that cannot be drawn must not stop the others.
            logger.exception("a ticket could not be drawn", extra={"job": waiting.job.job_id})
            return Verdict.FAILED
        try:
            return self._delivered(data, waiting)
        except Exception:
            # The edge of the loop: a driver's own fault, at a moment nobody knows.
            logger.exception("printing broke off", extra={"job": waiting.job.job_id})
            return Verdict.UNKNOWN

    def _delivered(self, data: bytes, waiting: _Waiting) -> Verdict:
        """Send once it can be sent; never again after the first byte."""
        label = waiting.job.ticket.label
        attempt = 0
        while True:
            try:
                return self._on_device(lambda: self._transport.send(data, label))
            except PrinterAway as away:
                self._away(away)
            pause = _PAUSES[min(attempt, len(_PAUSES) - 1)]
            attempt += 1
            if self._clock.monotonic() + pause >= waiting.expires_at or self._clock.wait(
                self._stopping, pause
            ):
                return Verdict.EXPIRED

    def _on_device(self, function: Callable[[], T]) -> T:
        return self._offload(function) if self._transport.blocks else function()

    def _ended(self, job: PrintJob, verdict: Verdict) -> None:
        """Note how a job ended, and what that says about the printer."""
        logger.info("print job %s", verdict, extra={"job": job.job_id})
        if verdict in (Verdict.CONFIRMED, Verdict.SENT):
            self._ready(Readiness(self._state.paper_low))
        elif verdict is Verdict.UNKNOWN:
            self._become(Condition.UNKNOWN, Reason.UNCONFIRMED)
        last = LastJob(job.job_id, job.ticket.label, verdict, self._clock.utc_now())
        count = 1 if verdict in (Verdict.CONFIRMED, Verdict.SENT) else 0
        self._update(lambda state: replace(state, last_job=last, printed=state.printed + count))

    def _ready(self, readiness: Readiness) -> None:
        self._become(Condition.OK, None)
        self._update(lambda state: replace(state, paper_low=readiness.paper_low))

    def _away(self, away: PrinterAway) -> None:
        self._become(condition_of(away.reason), away.reason)

    def _become(self, condition: Condition, reason: Reason | None) -> None:
        if (condition, reason) == (self._state.condition, self._state.reason):
            return
        logger.info("printer is %s%s", condition, f": {reason}" if reason else "")
        now = self._clock.utc_now()
        self._update(lambda state: replace(state, condition=condition, reason=reason, since=now))

    def _update(self, change: Callable[[PrinterState], PrinterState]) -> None:
        with self._lock:
            before, self._state = self._state, change(self._state)
            after = self._state
        if self._on_change is None or after == before:
            return
        try:
            self._on_change(after)
        except Exception:
            # Whoever listens must not be able to stop the printer.
            logger.exception("telling of the printer's state failed")
