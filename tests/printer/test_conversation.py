"""What is said to a printer and when, over a line that is only a list."""

# ruff: noqa: ARG002  (a line that is a list needs no time)

import time

import pytest

from printer.address import Confirm, Manner
from printer.channel import LineEnded
from printer.conversation import Conversation, Patience
from printer.delivery import CLEAN_START, rest_of_command, strips_of
from printer.emulator_stream import commands
from printer.outcome import PrinterAway, Readiness, Reason, Verdict
from printer.raster import ASK_PAPER, RASTER
from tests.printer.rig import job

PATIENCE = Patience(answer=0.02, job=0.05, bytes_per_second=1e9)
WELL = [b"\x12", b"\x12", b"\x12", b"\x12"]


class Script:
    """A line on which the printer says the next word of a script after each whole thing it is told.

    An exception in the script is raised instead; `takes` is how many bytes of the next job go through.
    """

    remembers = True

    def __init__(self, *words: bytes | OSError, takes: int = 1_000_000) -> None:
        self.words = list(words)
        self.heard = b""
        self.closed = 0
        self.takes = takes
        self._saying: list[bytes | OSError] = []

    def read(self, seconds: float) -> bytes:
        said = self._saying.pop(0) if self._saying else b""
        if isinstance(said, OSError):
            raise said
        return said

    def write(self, chunk: bytes, seconds: float) -> int:
        if not chunk.startswith((b"\x10\x04", ASK_PAPER)):
            chunk = chunk[: self.takes]
            self.takes -= len(chunk)
        self.heard += chunk
        if self.words and (chunk.startswith(b"\x10\x04") or self.heard.endswith(ASK_PAPER)):
            self._saying.append(self.words.pop(0))
        return len(chunk)

    def finish(self, seconds: float) -> bool:
        return True

    def close(self) -> None:
        self.closed += 1


def conversation(
    line: Script, manner: Manner | None = None, patience: Patience = PATIENCE, *, unclean: bool = False
) -> Conversation:
    return Conversation(lambda: line, manner or Manner(), patience, unclean=unclean)


def test_all_four_questions_are_asked_one_after_the_other() -> None:
    line = Script(*WELL)
    assert conversation(line).check() == Readiness(paper_low=False)
    assert line.heard == b"\x10\x04\x01\x10\x04\x02\x10\x04\x03\x10\x04\x04"
    assert line.closed == 1


def test_the_beginning_is_told_after_the_questions_and_before_the_first_byte() -> None:
    line = Script(*WELL, b"\x00")
    heard: list[bytes] = []
    assert conversation(line).send(b"job", "A07", lambda: heard.append(line.heard)) is Verdict.CONFIRMED
    assert [len(said) for said in heard] == [12]
    assert line.heard[12:] == b"job" + ASK_PAPER


def test_whoever_stops_a_job_at_its_beginning_is_heard_and_nothing_is_sent() -> None:
    line = Script(*WELL)

    def taken_by_another() -> None:
        raise LookupError

    with pytest.raises(LookupError):
        conversation(line).send(b"job", "A07", taken_by_another)
    assert (len(line.heard), line.closed) == (12, 1)


def test_the_beginning_is_not_told_when_the_printer_is_away() -> None:
    begun: list[int] = []
    with pytest.raises(PrinterAway) as away:
        conversation(Script(b"\x1a", b"\x12", b"\x12", b"\x12")).send(b"job", "A07", lambda: begun.append(1))
    assert (away.value.reason, begun) == (Reason.OFFLINE, [])


def test_a_line_that_ends_before_the_confirmation_is_unknown() -> None:
    line = Script(*WELL, LineEnded("end of the stream"))
    assert conversation(line).send(b"job", "A07") is Verdict.UNKNOWN


def test_a_job_of_which_not_one_byte_was_taken_may_be_tried_again() -> None:
    line = Script(*WELL, takes=0)
    with pytest.raises(PrinterAway) as away:
        conversation(line).send(b"long job", "A07")
    assert away.value.reason is Reason.NOT_TAKING


def test_after_a_job_that_ended_unknown_the_next_begins_clean_and_the_one_after_does_not() -> None:
    line = Script(*WELL, b"\x0c", *WELL)
    talk = conversation(line)
    assert talk.send(job(), "A07") is Verdict.UNKNOWN
    line.heard, line.words = b"", [*WELL, b"\x00", b"\x00", *WELL, b"\x00"]
    assert talk.send(b"next", "A08") is Verdict.CONFIRMED
    assert line.heard[12:] == CLEAN_START + ASK_PAPER + b"next" + ASK_PAPER
    line.heard = b""
    assert talk.send(b"third", "A09") is Verdict.CONFIRMED
    assert line.heard[12:] == b"third" + ASK_PAPER


def test_a_job_that_broke_off_is_ended_before_the_next_begins() -> None:
    line = Script(*WELL, takes=5_000)
    talk = conversation(line)
    assert talk.send(job(), "A07") is Verdict.UNKNOWN
    line.heard, line.words, line.takes = b"", [*WELL, b"\x00", b"\x00"], 1_000_000
    assert talk.send(b"next", "A08") is Verdict.CONFIRMED
    assert line.heard[12:].startswith(rest_of_command(job(), 128) + CLEAN_START + ASK_PAPER)


def test_a_printer_that_hears_no_question_inside_a_command_is_asked_again_behind_it() -> None:
    line = Script(b"", *WELL, b"\x00", b"\x00")
    assert conversation(line, unclean=True).send(b"job", "A08") is Verdict.CONFIRMED
    assert line.heard.startswith(b"\x10\x04\x01" + rest_of_command(b"", 128) + b"\x10\x04\x01")


def test_a_printer_that_is_silent_after_a_clean_start_gets_no_job() -> None:
    line = Script(*WELL)
    begun: list[int] = []
    with pytest.raises(PrinterAway) as away:
        conversation(line, unclean=True).send(b"job", "A08", lambda: begun.append(1))
    assert (away.value.reason, begun) == (Reason.NO_ANSWER, [])


def test_one_that_never_answers_begins_clean_as_well() -> None:
    line = Script()
    silent = conversation(line, Manner(answers=False), unclean=True)
    assert silent.send(b"job", "A08") is Verdict.SENT
    assert line.heard == rest_of_command(b"", 128) + CLEAN_START + b"job"


def test_a_process_id_is_asked_for_behind_the_job_and_another_for_the_next() -> None:
    line = Script(*WELL, *WELL, *WELL, *WELL)
    talk = conversation(line, Manner(confirm=Confirm.GS_H))
    assert talk.send(b"job", "A07") is Verdict.UNKNOWN
    first = line.heard[15:]
    assert first[:7] == b"\x1d(H\x06\x0000"
    assert first[7:11].isalnum()


def test_strips_are_found_by_their_length_and_not_by_what_is_in_them() -> None:
    inside = RASTER + b"\x01\x00\x01\x00"
    strip = RASTER + (8).to_bytes(2, "little") + (2).to_bytes(2, "little") + inside * 2
    pieces = strips_of(b"\x1b@" + strip + b"\x1bJ\x10" + strip + b"cut")
    assert pieces == [b"\x1b@" + strip, b"\x1bJ\x10" + strip, b"cut"]
    assert strips_of(b"text") == [b"text"]
    assert b"".join(strips_of(job())) == job()


def test_the_rest_between_strips_is_kept() -> None:
    line = Script(*WELL, b"\x00")
    begun = time.monotonic()
    paused = conversation(line, Manner(pause_ms=10), Patience())
    assert paused.send(job(), "A07") is Verdict.CONFIRMED
    assert time.monotonic() - begun >= 0.03
    assert line.heard[12:] == job() + ASK_PAPER


@pytest.mark.parametrize("cut_at", [1, 3, 6, 9, 12, 15, 18, 5_000, 9_238, 28_000])
def test_a_clean_start_brings_a_printer_to_the_next_job_from_wherever_it_was_left(cut_at: int) -> None:
    left = job()[:cut_at] + rest_of_command(job(), 128) + CLEAN_START + b"\x1b@next"
    found = list(commands(left))
    assert [each.raw for each in found[-3:]] == [b"\x1dVB\x00", b"\x1b@", b"next"]
