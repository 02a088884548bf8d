"""The list of jobs as a worker sees it. Where it is kept is not known here."""

from dataclasses import dataclass
from typing import Protocol

from config.ticket import DEFAULT_LAYOUT, TicketLayout
from printer.outcome import Verdict
from printer.paper import PaperText
from printer.state import Reading


@dataclass(frozen=True)
class PrintJob:
    """One piece of paper.

    Args:
        id: the list's own name for it.
        label: the number on it, for the log.
        text: what it says.
        layout: how that is set.
    """

    id: int
    label: str
    text: PaperText
    layout: TicketLayout = DEFAULT_LAYOUT


class NotWanted(Exception):
    """The job is not to be printed any more; nothing of it was sent."""


class Spool(Protocol):
    """Where jobs come from and where it is told what became of them; each call is kept when it returns."""

    def next(self) -> PrintJob | None:
        """The job to print now; None when there is none. Jobs that waited too long are given up here."""

    def begin(self, job: PrintJob) -> None:
        """Bytes of the job are about to leave. Raises NotWanted."""

    def give_back(self, job: PrintJob) -> None:
        """Not one byte was taken: it waits again."""

    def settle(self, job: PrintJob, verdict: Verdict, reason: str | None) -> None:
        """What became of the job."""

    def tell(self, reading: Reading) -> None:
        """How the printer is now."""
