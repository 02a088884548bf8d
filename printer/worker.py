"""One thread for one printer: takes jobs from the list, draws and sends them, and tells how the printer is.

Whoever asks for paper never waits for it and never hears of its troubles: they only put a job on the list.
Knows nothing of databases or screens.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from printer.clock import Clock, SystemClock
from printer.outcome import PrinterAway, Readiness, Reason, Verdict
from printer.paper import bytes_of
from printer.raster import STRIP_ROWS
from printer.roll import Roll
from printer.spool import NotWanted, PrintJob, Spool
from printer.state import Condition, Reading, condition_of
from printer.transport import Transport

logger = logging.getLogger(__name__)

T = TypeVar("T")

ASK_EVERY_SECONDS = 2.0
"""How long a printer is left alone when nothing is to be printed; staff see a fault within this time."""
_PAUSES = (1.0, 2.0, 4.0)


@dataclass(frozen=True)
class Paper:
    """How jobs are written for one printer.

    Args:
        width: of the paper in dots, 576 or 384.
        text: whether the printer draws the letters itself where it can.
        strip_rows: rows of dots in one command at most.
    """

    width: int
    text: bool = False
    strip_rows: int = STRIP_ROWS


class Offload(Protocol):
    """Runs a function that holds the processor or the thread, and gives its result."""

    def __call__(self, function: Callable[[], T], /) -> T:
        """Call it, here or elsewhere."""


def call_directly(function: Callable[[], T], /) -> T:
    """The offload of a process without an event loop."""
    return function()


class PrintWorker:
    """The only user of one printer.

    Args:
        transport: the printer.
        spool: where jobs come from and where it is told what became of them.
        paper: how jobs are written for it.
        offload: runs what would hold an event loop: drawing, and a transport that blocks.
        clock: the time; another one for tests.
        look_every: seconds after which the list is looked at without being woken.
    """

    def __init__(
        self,
        transport: Transport,
        spool: Spool,
        paper: Paper,
        offload: Offload = call_directly,
        clock: Clock | None = None,
        look_every: float = ASK_EVERY_SECONDS,
    ) -> None:
        self._transport = transport
        self._spool = spool
        self._paper = paper
        self._offload = offload
        self._clock: Clock = clock or SystemClock()
        self._look_every = look_every
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._told: Reading | None = None
        self._asked_at = -ASK_EVERY_SECONDS
        self._attempts = 0
        self._roll = Roll()
        self._ready_data: tuple[int, bytes] | None = None
        self._over: tuple[PrintJob, Verdict, str | None] | None = None

    def start(self) -> None:
        """Start the thread, once."""
        if self._thread is None or not self._thread.is_alive():
            self._stopping.clear()
            self._thread = threading.Thread(target=self._run, name="printer", daemon=True)
            self._thread.start()

    def stop(self, timeout: float) -> None:
        """Let the job under way end, at most `timeout` seconds; jobs still waiting stay on the list."""
        self._stopping.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join(timeout)

    def wake(self) -> None:
        """There may be a new job; from any thread."""
        self._wake.set()

    def work_off(self) -> None:
        """Print what is on the list until it is empty or the printer is away, in the caller's thread."""
        while self._one() and not self._attempts:
            pass

    def check(self) -> Reading:
        """Ask the printer how it is, in the caller's thread, and tell the list; the worker must not run."""
        self._asked_at = self._clock.monotonic()
        try:
            self._is_ready(self._on_device(self._transport.check))
        except PrinterAway as away:
            self._is_away(away)
        return self._told or Reading(Condition.UNKNOWN, Reason.NOT_ASKED_YET)

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._wake.clear()
            try:
                if self._one() and not self._attempts:
                    continue
                if not self._attempts and self._ask_is_due():
                    self.check()
                pause = self._pause()
            except Exception:
                # The edge of the loop: the thread must outlive any fault of a database or a driver.
                logger.exception("the printer's worker failed; it goes on")
                pause = 1.0
            self._clock.wait(self._stopping if self._attempts else self._wake, pause)

    def _ask_is_due(self) -> bool:
        return self._clock.monotonic() - self._asked_at >= ASK_EVERY_SECONDS

    def _pause(self) -> float:
        if self._attempts:
            return _PAUSES[min(self._attempts, len(_PAUSES)) - 1]
        return min(self._look_every, ASK_EVERY_SECONDS)

    def _one(self) -> bool:
        """Do the next job; whether there was one."""
        self._settle_what_is_over()
        job = self._spool.next()
        if job is None:
            self._attempts = 0
            return False
        if self._ready_data is None or self._ready_data[0] != job.id:
            drawn = self._drawn(job)
            if drawn is None:
                return True
            self._ready_data = (job.id, drawn)  # kept: a printer that is away is tried again
        self._deliver(job, self._ready_data[1])
        return True

    def _drawn(self, job: PrintJob) -> bytes | None:
        try:
            return self._offload(
                lambda: bytes_of(
                    job.text, self._paper.width, job.layout, self._paper.text, self._paper.strip_rows
                )
            )
        except Exception:
            # The edge of one job: a ticket that cannot be drawn must not stop the others.
            logger.exception("a paper could not be drawn", extra={"job": job.id})
            self._ended(job, Verdict.FAILED, Reason.NOT_DRAWN)
            return None

    def _deliver(self, job: PrintJob, data: bytes) -> None:
        """Send it; never again after the first byte."""
        begun = False

        def begin() -> None:
            nonlocal begun
            self._spool.begin(job)
            begun = True

        try:
            verdict = self._sent(job, data, begin)
        except NotWanted:
            return
        except PrinterAway as away:
            if begun:
                self._spool.give_back(job)
            self._attempts += 1
            self._is_away(away)
            return
        except Exception:
            logger.exception("printing broke off", extra={"job": job.id})
            if not begun:
                raise
            verdict = Verdict.UNKNOWN
        self._attempts = 0
        self._ended(job, verdict, Reason.UNCONFIRMED if verdict is Verdict.UNKNOWN else None)

    def _sent(self, job: PrintJob, data: bytes, begin: Callable[[], None]) -> Verdict:
        if not self._transport.blocks:
            return self._transport.send(data, job.label, begin)
        # Elsewhere the list may not be touched, so ask the printer there, begin here, and send there.
        self._offload(self._transport.check)
        begin()
        return self._offload(lambda: self._transport.send(data, job.label))

    def _ended(self, job: PrintJob, verdict: Verdict, reason: str | None) -> None:
        logger.info("print job %s", verdict, extra={"job": job.id})
        self._over = (job, verdict, reason)
        self._settle_what_is_over()
        if verdict is Verdict.UNKNOWN:
            self._tell(Reading(Condition.UNKNOWN, Reason.UNCONFIRMED, self._roll.low))
        elif verdict is not Verdict.FAILED:
            self._tell(Reading(Condition.OK, None, self._roll.low))

    def _settle_what_is_over(self) -> None:
        """Tell the list; if that fails, again before the next job, so that no end is lost."""
        if self._over is not None:
            self._spool.settle(*self._over)
            self._over = None

    def _on_device(self, function: Callable[[], T]) -> T:
        return self._offload(function) if self._transport.blocks else function()

    def _is_ready(self, readiness: Readiness) -> None:
        self._roll.seen(readiness.paper_low)
        self._tell(Reading(Condition.OK, None, self._roll.low))

    def _is_away(self, away: PrinterAway) -> None:
        self._roll.away(away.reason)
        self._tell(Reading(condition_of(away.reason), away.reason, self._roll.low))

    def _tell(self, reading: Reading) -> None:
        if reading != self._told:
            logger.info("printer is %s%s", reading.condition, f": {reading.reason}" if reading.reason else "")
            self._spool.tell(reading)
            self._told = reading
