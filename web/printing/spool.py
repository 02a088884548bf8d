"""The list of print jobs in the database, as the worker of one printer sees it."""

import logging
from collections.abc import Callable, Sequence
from functools import partial

from sqlalchemy.orm import Session

from models.clock import Clock
from models.database import Database
from models.printing import condition, spool
from models.printing.job import NOT_DRAWN, JobKind, JobState
from models.printing.spool import Place, Wanted
from models.refusal import Refusal, Unchanged
from models.tables import Ticket
from models.views.expected import wait_of
from models.views.head import Head, head_of
from models.views.shape import WaitRange
from models.views.ticket import ahead_of
from printer.outcome import Verdict
from printer.paper import PaperText
from printer.spool import NotWanted, PrintJob
from printer.state import Reading
from web.printing.words import page_text, paper_text

log = logging.getLogger(__name__)


class DatabaseSpool:
    """The jobs of one printer, whichever of its locations they come from.

    Args:
        database: where the list is.
        clock: what time it is.
        places: every location that has this printer, with the printer's id there.
        address: of the printer, for its test page.
        link: where the visitor follows a ticket.
        mark: tells screens that a location's log has grown.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        places: Sequence[Place],
        address: str,
        link: Callable[[Ticket], str],
        mark: Callable[[str], None],
    ) -> None:
        self._database = database
        self._clock = clock
        self._places = tuple(places)
        self._address = address
        self._link = link
        self._mark = mark

    def recover(self) -> int:
        """Note of jobs that were under way when a process ended that nobody knows what became of them."""
        now = self._clock.now()
        found = self._database.run(lambda session: spool.recover(session, self._places, now))
        if found:
            self._mark_all()
        return found

    def next(self) -> PrintJob | None:
        """The job to print now; None when there is none."""
        now = self._clock.now()
        with self._database.read() as session:
            late = spool.late_jobs(session, self._places, now)
            wanted = spool.next_job(session, self._places, now)
            head = None if wanted is None else head_of(session, wanted.location_id, now)
            ahead, wait = _place(session, head, wanted)
        if late:
            self._database.run(lambda session: spool.expire(session, self._places, now))
        if wanted is None or head is None:
            return None
        try:
            text = self._text(head, wanted, ahead or 0, wait)
        except Exception:
            # The edge between ticket and paper: the visitor has the number, whatever is wrong with the words.
            log.exception("no words for a paper", extra={"job": wanted.id})
            self._over(wanted.id, JobState.FAILED, NOT_DRAWN)
            return self.next()
        label = wanted.kind if wanted.ticket is None else wanted.ticket.label
        return PrintJob(wanted.id, label, text, head.setup.ticket)

    def begin(self, job: PrintJob) -> None:
        """Bytes of the job are about to leave."""
        try:
            self._database.run(lambda session: spool.begin(session, job.id))
        except Unchanged:
            raise NotWanted from None

    def give_back(self, job: PrintJob) -> None:
        """Not one byte was taken."""
        try:
            self._database.run(lambda session: spool.give_back(session, job.id))
        except Unchanged:
            log.warning("a job to be given back was not being sent", extra={"job": job.id})

    def settle(self, job: PrintJob, verdict: Verdict, reason: str | None) -> None:
        """What became of the job."""
        state = JobState.FAILED if verdict is Verdict.EXPIRED else JobState(verdict)
        self._over(job.id, state, reason)

    def tell(self, reading: Reading) -> None:
        """How the printer is now; each of its locations hears of it."""
        told = condition.Reading(reading.condition, reading.reason, reading.paper_low)
        for place in self._places:
            now = self._clock.now()
            try:
                self._database.run(partial(condition.tell, place=place, reading=told, now=now))
            except (Unchanged, Refusal):
                continue
            self._mark(place[0])

    def _over(self, job_id: int, state: JobState, reason: str | None) -> None:
        now = self._clock.now()
        try:
            self._database.run(lambda session: spool.settle(session, job_id, state, reason, now))
        except Unchanged:
            log.warning("a job was settled before", extra={"job": job_id})
        if state is JobState.UNKNOWN:
            self._mark_all()

    def _mark_all(self) -> None:
        for location, _ in self._places:
            self._mark(location)

    def _text(self, head: Head, wanted: Wanted, ahead: int, wait: WaitRange | None) -> PaperText:
        if wanted.kind == JobKind.TEST:
            return page_text(head.setup, wanted, self._address, head.now)
        url = "" if wanted.ticket is None else self._link(wanted.ticket)
        return paper_text(head.setup, wanted, ahead, url, wait)


def _place(session: Session, head: Head | None, wanted: Wanted | None) -> tuple[int | None, WaitRange | None]:
    """How many wait before the ticket of a paper, and how long it waits."""
    if head is None or wanted is None or wanted.ticket is None:
        return None, None
    return ahead_of(session, head, wanted.ticket), wait_of(session, head, wanted.ticket)
