"""A printer of text: what its commands leave on paper, for tickets that are not sent as a picture.

As strict as the decoder of pictures; written from the reference of the commands, not from what makes them.
"""

import re
import struct
from dataclasses import dataclass, field

_CODECS = {19: "cp858", 18: "cp852", 13: "cp857"}
_FIXED = (b"\x1b@", b"\x1dP\xcb\xcb", b"\x1dVB\x00")
_WITH_ONE = (b"\x1bt", b"\x1ba", b"\x1d!", b"\x1bE", b"\x1bJ")
_TEXT = re.compile(rb"[\x20-\x7e\x80-\xff]+")


@dataclass
class Printout:
    """Lines of text with times as wide and as high; codes; rows of pictures; sheets cut off."""

    columns: int
    lines: list[tuple[str, int, int]] = field(default_factory=list)
    centred: list[bool] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    rows: int = 0
    cuts: int = 0

    @property
    def text(self) -> str:
        """Everything that was said, without blanks."""
        return "".join("".join(line for line, _, _ in self.lines).split())


def printed(job: bytes, width: int) -> Printout:
    """Play a job; an unknown command, a control byte among text or a line too long raises ValueError."""
    out, state, place = Printout(width // 12), {b"\x1bt": 0, b"\x1d!": 0, b"\x1ba": 0}, 0
    while place < len(job):
        fixed = next((command for command in _FIXED if job.startswith(command, place)), None)
        if fixed is not None:
            out.cuts += fixed == b"\x1dVB\x00"
            place += len(fixed)
        elif job[place : place + 2] in _WITH_ONE:
            state[job[place : place + 2]] = job[place + 2]
            place += 3
        elif job.startswith(b"\x1d(k", place):
            place = _code(job, place, out)
        elif job.startswith(b"\x1dv0\x00", place):
            across, rows = struct.unpack_from("<HH", job, place + 4)
            out.rows += rows
            place += 8 + across * rows
        else:
            place = _line(job, place, out, state)
    return out


def _code(job: bytes, place: int, out: Printout) -> int:
    length = int.from_bytes(job[place + 3 : place + 5], "little")
    content = job[place + 5 : place + 5 + length]
    if content.startswith(b"1P0"):
        out.codes.append(content[3:].decode("ascii"))
    elif content[:2] not in (b"1A", b"1C", b"1E", b"1Q"):
        raise ValueError(f"unknown function of a code at {place}")
    return place + 5 + length


def _line(job: bytes, place: int, out: Printout, state: dict[bytes, int]) -> int:
    found = _TEXT.match(job, place)
    if found is None or job[found.end() : found.end() + 1] != b"\n":
        raise ValueError(f"unknown command {job[place : place + 4].hex(' ')} at {place}")
    text = found.group().decode(_CODECS[state[b"\x1bt"]])
    wide, high = (state[b"\x1d!"] >> 4) + 1, (state[b"\x1d!"] & 15) + 1
    if len(text) * wide > out.columns:
        raise ValueError(f"line of {len(text) * wide} columns on {out.columns}: {text}")
    out.lines.append((text, wide, high))
    out.centred.append(state[b"\x1ba"] == 1)
    return found.end() + 1
