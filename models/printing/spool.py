"""The list of jobs, as the one who talks to a printer works it off.

Each step is one small transaction. None takes a revision, but a job of which nobody knows what became: that
is a fact, for somebody has to look. Safe against being ended at any moment: before `begin` nothing has left
this machine, and after it nothing is sent again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import Session

from models.log import FactKind, take_turn
from models.printing.job import BROKEN_OFF, EXPIRED, LIFETIME, JobState
from models.refusal import Unchanged
from models.tables import IN_HAND, PrintJob, Ticket

PRINTER = "printer"
"""Who acts when a printer tells something."""

Place = tuple[str, str]
"""A location's id and a printer's id there."""


@dataclass(frozen=True)
class Wanted:
    """A job that is to be printed next."""

    id: int
    location_id: str
    printer_id: str
    kind: str
    copy: int
    content: dict[str, Any]
    ticket: Ticket | None


def next_job(session: Session, places: Sequence[Place], now: datetime) -> Wanted | None:
    """The job that waits longest for one of these printers, and is still wanted; None when there is none."""
    found = session.execute(
        select(PrintJob)
        .where(IN_HAND, PrintJob.state == JobState.QUEUED, _at(places), ~_too_old(now))
        .order_by(PrintJob.id)
        .limit(1)
    ).scalar_one_or_none()
    if found is None:
        return None
    ticket = None if found.ticket_id is None else session.get_one(Ticket, found.ticket_id)
    return Wanted(
        found.id, found.location_id, found.printer_id, found.kind, found.copy, found.content, ticket
    )


def late_jobs(session: Session, places: Sequence[Place], now: datetime) -> bool:
    """Whether `expire` has something to do."""
    old = select(PrintJob.id).where(IN_HAND, PrintJob.state == JobState.QUEUED, _at(places), _too_old(now))
    return session.execute(old.limit(1)).first() is not None


def begin(session: Session, job_id: int) -> None:
    """From here on bytes may leave for the printer.

    Raises:
        Unchanged: the job is not waiting any more.
    """
    _step(session, job_id, JobState.QUEUED, state=JobState.SENDING)


def give_back(session: Session, job_id: int) -> None:
    """Not one byte was taken after all: the job waits again.

    Raises:
        Unchanged: it was not being sent.
    """
    _step(session, job_id, JobState.SENDING, state=JobState.QUEUED)


def settle(session: Session, job_id: int, state: JobState, reason: str | None, now: datetime) -> None:
    """Note what became of a job, once; of an unknown end the location's log is told.

    Raises:
        Unchanged: it was settled before.
    """
    job = session.get_one(PrintJob, job_id)
    _step(session, job_id, JobState(job.state), state=state, reason=reason, ended_at=now)
    if state is JobState.UNKNOWN:
        _tell(session, job, reason, now)


def expire(session: Session, places: Sequence[Place], now: datetime) -> int:
    """Give up the jobs that waited too long; how many.

    A clock that was set back makes a job look as if it were asked for in the future: that is too old as well.
    """
    old = (
        update(PrintJob)
        .where(IN_HAND, PrintJob.state == JobState.QUEUED, _at(places), _too_old(now))
        .values(state=JobState.FAILED, reason=EXPIRED, ended_at=now)
        .returning(PrintJob.id)
    )
    return len(session.execute(old).all())


def recover(session: Session, places: Sequence[Place], now: datetime) -> int:
    """Jobs that were being sent when their worker ended: nobody knows whether they are on paper; how many."""
    broken = session.execute(
        select(PrintJob).where(IN_HAND, PrintJob.state == JobState.SENDING, _at(places))
    ).scalars()
    jobs = list(broken)
    for job in jobs:
        settle(session, job.id, JobState.UNKNOWN, BROKEN_OFF, now)
    return len(jobs)


def _at(places: Sequence[Place]) -> Any:
    return or_(
        *(and_(PrintJob.location_id == location, PrintJob.printer_id == name) for location, name in places)
    )


def _too_old(now: datetime) -> Any:
    return or_(PrintJob.asked_at <= now - LIFETIME, PrintJob.asked_at > now + LIFETIME)


def _step(session: Session, job_id: int, before: JobState, **values: Any) -> None:
    if before not in {JobState.QUEUED, JobState.SENDING}:
        raise Unchanged
    changed = update(PrintJob).where(PrintJob.id == job_id, PrintJob.state == before).values(**values)
    if session.execute(changed.returning(PrintJob.id)).scalar_one_or_none() is None:
        raise Unchanged


def _tell(session: Session, job: PrintJob, reason: str | None, now: datetime) -> None:
    turn = take_turn(session, job.location_id, PRINTER, now)
    ticket = None if job.ticket_id is None else session.get_one(Ticket, job.ticket_id)
    turn.record(
        FactKind.PRINT_DOUBTED, ticket, printer=job.printer_id, paper=job.kind, copy=job.copy, why=reason
    )
