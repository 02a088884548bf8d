"""How one printer is spoken to, the same over every kind of line.

Ask first, then send, then ask whether it came out. Knows what the last job left behind in the printer;
nothing of tickets, of trying again, or of how a line is opened.

What is left behind, when a job ended unknown (tried against two emulators, on no printer):

- A printer that has halted (no paper, cover open) holds the rest and prints it, once it can, before or after
  a person has printed the ticket again. So whenever it says itself that it is halted, it is told to forget
  what it holds. Never while it prints: there the command would cut a good ticket short. A printer that does
  not know the command prints the rest; the ticket is "unknown" either way and a person looks.
- Half a ticket hangs out, and if the line broke, half a command may stand in the printer's memory and would
  swallow the start of the next job. So before the next job come white dots for the rest of a command, a reset
  and a cut. A printer that hears no question in the middle of a command gets those dots
  before it is asked again.
- On a line that remembers (a cable), the answer to that job may still come, and would confirm the next one
  in its place. So as many answers are taken in as questions are open, before the next job begins.
"""

import logging
import secrets
import string
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

from printer.address import Confirm, Manner
from printer.channel import Channel, Deadline
from printer.delivery import CLEAN_START, rest_of_command, strips_of, write_all
from printer.outcome import PrinterAway, Readiness, Reason, Verdict
from printer.status import ANSWER_LENGTH, HALTED, clear_buffers, confirmed, drain, preflight, question

logger = logging.getLogger(__name__)

_PROCESS_CHARACTERS = string.ascii_letters + string.digits
# A printer that does not know the command to forget is not asked for ever.
_MOST_CLEARINGS = 3


@dataclass(frozen=True)
class Patience:
    """How long a printer may take, in seconds, and the slowest line that still counts as alive."""

    connect: float = 3.0
    answer: float = 1.0
    job: float = 5.0
    bytes_per_second: float = 4000.0

    def for_bytes(self, count: int) -> float:
        """Seconds that a job of so many bytes may take."""
        return self.job + count / self.bytes_per_second


@dataclass
class _Left:
    """What the last job left behind, and what was done about it.

    Its bytes; how many bytes of answer to it may still come; how often the printer was told to forget it;
    whether it may have broken off in the middle of a command.
    """

    job: bytes
    owed: int = 0
    clearings: int = 0
    broken: bool = True


def nothing() -> None:
    """The `begin` of a caller that keeps no account."""


class Conversation:
    """Everything said to one printer. Not for two threads at a time.

    Args:
        opener: opens a line for one job or one question; raises PrinterAway.
        manner: how this printer wants to be spoken to.
        patience: how long it may take.
        unclean: the last job, before this process, is not known to have ended well.
    """

    def __init__(
        self, opener: Callable[[], Channel], manner: Manner, patience: Patience, *, unclean: bool = False
    ) -> None:
        self._opener = opener
        self._manner = manner
        self._patience = patience
        self._left: _Left | None = _Left(b"", self._answer_length) if unclean else None

    @property
    def _answer_length(self) -> int:
        return ANSWER_LENGTH[self._manner.confirm] if self._manner.answers else 0

    def check(self) -> Readiness:
        """Open a line and ask how the printer is.

        Raises:
            PrinterAway: nobody there, or not able to print.
        """
        with closing(self._opener()) as line:
            return self._ready(line)

    def send(self, job: bytes, label: str, begin: Callable[[], None] = nothing) -> Verdict:
        """Print one job after a clean preflight.

        Args:
            job: bytes that end with a cut.
            label: number of the ticket, for the log.
            begin: called once, when the printer is ready and directly before the first byte of the job
                leaves; whatever it raises goes through, and nothing is sent.

        Returns:
            CONFIRMED when the printer answered the question behind the job, SENT when it is known never to
            answer, UNKNOWN when the line or the answer failed after the first byte.

        Raises:
            PrinterAway: before the first byte was taken.
        """
        with closing(self._opener()) as line:
            self._ready(line)
            self._clean(line)
            drain(line)
            begin()
            # Set before the first byte: whatever happens from here on, the next job starts clean.
            before, self._left = self._left, _Left(job)
            verdict, taken = self._delivered(line, job, label)
            if verdict is not Verdict.UNKNOWN:
                self._left = None
            elif not taken:
                self._left = before
                raise PrinterAway(Reason.NOT_TAKING, "not one byte was taken")
            else:
                self._look_back(line)
        return verdict

    def _ready(self, line: Channel) -> Readiness:
        if not self._manner.answers:
            return Readiness()
        try:
            return preflight(line, self._patience.answer)
        except PrinterAway as away:
            if away.reason in HALTED:
                self._forget(line)
            elif away.reason is Reason.NO_ANSWER and self._end_command(line):
                return preflight(line, self._patience.answer)
            raise

    def _end_command(self, line: Channel) -> bool:
        """After a job that ended unknown: some hear no question in the middle of a command. Once only."""
        if self._left is None or not self._left.broken:
            return False
        self._left.broken = False
        rest = rest_of_command(self._left.job, self._manner.strip_rows)
        return write_all(line, [rest], 0, Deadline(self._patience.for_bytes(len(rest)))) == len(rest)

    def _delivered(self, line: Channel, job: bytes, label: str) -> tuple[Verdict, int]:
        """Send, and wait for the end of it; also how many bytes were taken."""
        process = "".join(secrets.choice(_PROCESS_CHARACTERS) for _ in range(4)).encode()
        pause = self._manner.pause_ms / 1000
        pieces = strips_of(job) if pause else [job]
        if self._manner.answers:
            pieces.append(question(self._manner.confirm, process))
        whole = sum(map(len, pieces))
        deadline = Deadline(self._patience.for_bytes(whole) + pause * len(pieces))
        taken = write_all(line, pieces, pause, deadline)
        if taken < whole:
            logger.warning("ticket %s: the printer took %d of %d bytes", label, taken, whole)
            return Verdict.UNKNOWN, taken
        if not self._manner.answers:
            return Verdict.SENT if line.finish(deadline.left) else Verdict.UNKNOWN, taken
        try:
            done = confirmed(line, self._manner.confirm, process, deadline)
        except OSError as error:
            logger.warning("ticket %s: no confirmation: %s", label, error)
            return Verdict.UNKNOWN, taken
        if not done:
            self._left = _Left(job, self._answer_length, broken=False)
            logger.warning("ticket %s: no clear confirmation", label)
        return Verdict.CONFIRMED if done else Verdict.UNKNOWN, taken

    def _look_back(self, line: Channel) -> None:
        """Why did it end unknown? If the printer has halted, it shall not print the rest later."""
        if self._manner.answers:
            try:
                preflight(line, self._patience.answer)
            except PrinterAway as away:
                logger.warning("after a job that ended unknown: %s", away)
                if away.reason in HALTED:
                    self._forget(line)
        if self._left is not None and not line.finish(0):
            # What still waits on this side will be thrown away with the line.
            self._left.broken = True

    def _forget(self, line: Channel) -> None:
        """Let a printer that has halted forget the rest of a job that ended unknown."""
        if self._left is None or self._left.clearings >= _MOST_CLEARINGS:
            return
        self._left.clearings += 1
        if clear_buffers(line, self._patience.answer):
            logger.info("the printer forgot the rest of a job that ended unknown")
            self._left.clearings = _MOST_CLEARINGS
            self._left.owed = 0

    def _clean(self, line: Channel) -> None:
        """Bring the printer to a clean start after a job that ended unknown."""
        if self._left is None:
            return
        start = (
            rest_of_command(self._left.job, self._manner.strip_rows) if self._left.broken else b""
        ) + CLEAN_START
        if self._manner.answers:
            start += question(Confirm.GS_R, b"")
        deadline = Deadline(self._patience.for_bytes(len(start)))
        if write_all(line, [start], 0, deadline) < len(start):
            raise PrinterAway(Reason.NOT_TAKING, "the clean start after a job that ended unknown")
        if self._manner.answers:
            self._await_answers(line, 1 + (self._left.owed if line.remembers else 0), deadline)
        self._left = None

    def _await_answers(self, line: Channel, count: int, deadline: Deadline) -> None:
        """Take in the answers to the clean start and to what was asked before.

        An older question may have been forgotten, when somebody switched the printer off and on: after one
        answer, the others are waited for no longer than an answer takes.
        """
        heard = 0
        try:
            while heard < count:
                said = line.read(min(deadline.left, self._patience.answer) if heard else deadline.left)
                if not said:
                    break
                heard += len(said)
        except OSError as error:
            raise PrinterAway(Reason.CLOSED, f"clean start: {error}") from error
        if not heard:
            if self._left is not None and line.remembers:
                self._left.owed += 1
            raise PrinterAway(Reason.NO_ANSWER, "clean start after a job that ended unknown")
