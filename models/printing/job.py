"""What is to be printed, put on the list in the same transaction as the reason for it.

A job goes queued → sending → confirmed, sent, unknown or failed. It is `sending` from before its first byte
leaves, and then it is never printed again by itself: whether to do so is for a person to say.
"""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import bindparam, func, insert, select

from models.log import Turn
from models.prepared import Prepared
from models.tables import Printer, PrintJob

LIFETIME = timedelta(minutes=1)
"""After that, somebody else would take the paper."""


class JobKind(StrEnum):
    """What kind of paper."""

    TICKET = "ticket"
    REPRINT = "reprint"
    SLIP = "slip"
    TEST = "test"


class JobState(StrEnum):
    """How far a job is."""

    QUEUED = "queued"
    SENDING = "sending"
    CONFIRMED = "confirmed"
    SENT = "sent"
    UNKNOWN = "unknown"
    FAILED = "failed"


EXPIRED = "expired"
"""Why a job failed that waited longer than `LIFETIME`."""
BROKEN_OFF = "broken_off"
"""Why nothing is known of a job during which the server ended."""
NOT_DRAWN = "not_drawn"
"""Why a job failed for which there were no words or no picture."""
AWAY = "away"
"""The condition of a printer that cannot print; whoever asks for paper then is told so at once."""

_GIVEN = (
    "location_id",
    "printer_id",
    "ticket_id",
    "kind",
    "copy",
    "state",
    "reason",
    "content",
    "asked_at",
    "ended_at",
)
_printer, _job = Printer.table(), PrintJob.table()
_INSERT = Prepared(insert(_job), columns=_GIVEN)
_CONDITION = Prepared(
    select(_printer.c.condition, _printer.c.reason).where(
        _printer.c.location_id == bindparam("location"), _printer.c.id == bindparam("printer")
    )
)


def enqueue(
    turn: Turn,
    printer: str | None,
    kind: JobKind,
    *,
    ticket_id: int | None = None,
    copies: int = 1,
    content: Mapping[str, Any] | None = None,
) -> JobState | None:
    """Ask for paper.

    Args:
        turn: a turn at the location.
        printer: which of the location's printers, as `Setup.printer_for` says; None when there is none.
        kind: what kind of paper.
        ticket_id: the ticket it is about, if any.
        copies: how many; the first gets the next copy number of its kind.
        content: what the paper says beside what the ticket tells.

    Returns:
        `QUEUED`; `FAILED` when the printer is known to print nothing now, and then it will not print this
        later either; None without a printer.
    """
    if printer is None:
        return None
    place = {"location": turn.setup.id, "printer": printer}
    known = _CONDITION.one(turn.connection, place)
    away = known is not None and known.condition == AWAY
    first = _copies(turn, ticket_id, kind) + 1 if kind is not JobKind.TICKET else 1
    for copy in range(first, first + copies):
        job = {
            "location_id": turn.setup.id,
            "printer_id": printer,
            "ticket_id": ticket_id,
            "kind": kind,
            "copy": copy,
            "state": JobState.FAILED if away else JobState.QUEUED,
            "reason": known.reason if known is not None and away else None,
            "content": dict(content or {}),
            "asked_at": turn.at,
            "ended_at": turn.at if away else None,
        }
        _INSERT.do(turn.connection, job)
    return JobState.FAILED if away else JobState.QUEUED


def _copies(turn: Turn, ticket_id: int | None, kind: JobKind) -> int:
    """How many of that kind the ticket has had."""
    if ticket_id is None:
        return 0
    counted = select(func.coalesce(func.max(_job.c.copy), 0)).where(
        _job.c.ticket_id == ticket_id, _job.c.kind == kind
    )
    return int(turn.connection.execute(counted).scalar_one())
