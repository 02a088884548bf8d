"""A job's bytes down a line: in pieces, with rests between strips, before a deadline.

Knows where a strip of dots ends, and nothing of what a printer answers.
"""

import time
from collections.abc import Iterator

from printer.channel import Channel, Deadline
from printer.raster import FEED_AND_CUT, INITIALISE, RASTER

_CHUNK = 4096
# The longest of our commands that is not a strip: the address inside a QR code.
_LONGEST_OTHER = 512
# Bytes in a row of dots on paper of 80 mm.
_WIDEST = 72

CLEAN_START = INITIALISE + FEED_AND_CUT
"""Bytes that bring a printer that waits for a command to a clean start: what hangs out is cut off."""


def strips_of(job: bytes) -> list[bytes]:
    """A job cut behind each of its strips of dots; joined again they are the job.

    Between two strips our jobs hold nothing that looks like the head of one, and inside a strip nothing is
    looked for: its length stands in its head.
    """
    pieces, start = [], 0
    for _, end in _strips(job):
        pieces.append(job[start:end])
        start = end
    return [*pieces, job[start:]] if job[start:] else pieces


def rest_of_command(broken: bytes, strip_rows: int) -> bytes:
    """Bytes that end whatever command a printer was left in the middle of.

    Zeros, as many as the longest command of *broken* can want: dots that are white, and nothing at all to a
    printer that waits for a command. An empty *broken* is a job that nobody knows any more, but that its
    strips were of *strip_rows* rows at most.
    """
    longest = max(
        [end - start for start, end in _strips(broken)], default=0 if broken else strip_rows * _WIDEST
    )
    return bytes(max(longest, _LONGEST_OTHER))


def write_all(line: Channel, pieces: list[bytes], pause: float, deadline: Deadline) -> int:
    """Write pieces one after the other.

    Args:
        line: open and quiet.
        pieces: of one job.
        pause: seconds of rest between two pieces.
        deadline: when to give up.

    Returns:
        How many bytes were taken: fewer than there are when the line broke or the time was over.
    """
    taken = 0
    for index, piece in enumerate(pieces):
        if pause and index:
            time.sleep(min(pause, deadline.left))
        count = _write(line, piece, deadline)
        taken += count
        if count < len(piece):
            break
    return taken


def _write(line: Channel, piece: bytes, deadline: Deadline) -> int:
    taken = 0
    while taken < len(piece) and deadline.left:
        try:
            taken += line.write(piece[taken : taken + _CHUNK], deadline.left)
        except OSError:
            return taken
    return taken


def _strips(job: bytes) -> Iterator[tuple[int, int]]:
    """Start and end of each strip."""
    end = 0
    while (start := job.find(RASTER, end)) >= 0:
        body = start + len(RASTER) + 4
        across, rows = (int.from_bytes(job[at : at + 2], "little") for at in (body - 4, body - 2))
        end = min(body + across * rows, len(job))
        yield start, end
