"""How a printer is: told by whoever talks to it, kept in its row, and a fact whenever it changes."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.log import FactKind, Turn, take_turn
from models.printing.spool import PRINTER, Place
from models.refusal import Code, Refusal, Unchanged
from models.tables import DOUBTED, Printer, PrintJob


@dataclass(frozen=True)
class Reading:
    """What a printer said, in words of the printer package: `condition` ok, away or unknown, and why."""

    condition: str
    reason: str | None = None
    paper_low: bool = False


def tell(session: Session, place: Place, reading: Reading, now: datetime) -> None:
    """Put down how a printer is.

    Raises:
        Unchanged: that was known.
        Refusal: `unknown_location` when it was retired meanwhile.
    """
    location, name = place
    if _known(session, place) == reading:
        raise Unchanged
    turn = take_turn(session, location, PRINTER, now)
    row = session.get(Printer, place, populate_existing=True)
    if row is None or Reading(row.condition, row.reason, row.paper_low) == reading:
        raise Unchanged
    same = (row.condition, row.reason) == (reading.condition, reading.reason)
    session.execute(
        update(Printer)
        .where(Printer.location_id == location, Printer.id == name)
        .values(
            condition=reading.condition,
            reason=reading.reason,
            paper_low=reading.paper_low,
            since=row.since if same else now,
        )
    )
    turn.record(
        FactKind.PRINTER_CHANGED,
        printer=name,
        condition=reading.condition,
        why=reading.reason,
        paper_low=reading.paper_low,
    )


def looked(turn: Turn, job_id: int) -> None:
    """Somebody looked whether a doubted paper came out; it is not asked about again.

    Raises:
        Refusal: `unknown_paper` when nobody is in doubt about it.
    """
    job = turn.session.execute(
        update(PrintJob)
        .where(PrintJob.id == job_id, PrintJob.location_id == turn.setup.id, DOUBTED)
        .values(looked_at=turn.at)
        .returning(PrintJob.printer_id)
    ).scalar_one_or_none()
    if job is None:
        raise Refusal(Code.UNKNOWN_PAPER, f"nobody is in doubt about print job {job_id}")
    turn.record(FactKind.PRINT_LOOKED_AT, printer=job)


def settle_doubts(turn: Turn, ticket_id: int) -> None:
    """The ticket is printed again: nobody has to look for the earlier paper any more."""
    turn.session.execute(
        update(PrintJob).where(PrintJob.ticket_id == ticket_id, DOUBTED).values(looked_at=turn.at)
    )


def _known(session: Session, place: Place) -> Reading | None:
    row = session.execute(
        select(Printer.condition, Printer.reason, Printer.paper_low).where(
            Printer.location_id == place[0], Printer.id == place[1]
        )
    ).one_or_none()
    return None if row is None else Reading(row.condition, row.reason, row.paper_low)
