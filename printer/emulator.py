"""A printer that is a program: for training, and to test what we say to real ones.

Holds what it gets while it cannot print, obeys real-time commands at once wherever they stand, runs out of
paper in mid-ticket. Knows no network and no files: bytes come in, answers go out, sheets come off.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from printer.emulator_stream import FORGET, Command, commands, real_time
from printer.raster import FEED, FEED_AND_CUT, INITIALISE, JUSTIFY_RIGHT, RASTER, REAL_TIME, ROWS_AS_UNITS


class Fault(StrEnum):
    """What can be wrong with it; `paper_low` alone does not keep it from printing."""

    PAPER_LOW = "paper_low"
    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    CUTTER = "cutter"
    HEAD_HOT = "head_hot"
    BROKEN = "broken"
    HANGING = "hanging"  # takes bytes and neither prints nor answers


# What each fault adds to the answers to DLE EOT 1 to 4.
_SIGNS: dict[Fault, tuple[int, int, int, int]] = {
    Fault.PAPER_LOW: (0x00, 0x00, 0x00, 0x0C),
    Fault.PAPER_OUT: (0x08, 0x20, 0x00, 0x6C),
    Fault.COVER_OPEN: (0x08, 0x04, 0x00, 0x00),
    Fault.CUTTER: (0x08, 0x40, 0x08, 0x00),
    Fault.HEAD_HOT: (0x08, 0x40, 0x40, 0x00),
    Fault.BROKEN: (0x08, 0x40, 0x20, 0x00),
    Fault.HANGING: (0x00, 0x00, 0x00, 0x00),
}
_QUIET = 0x12


@dataclass(frozen=True)
class Sheet:
    """One piece of paper.

    Args:
        job: the bytes that drew it, and then a cut: the decoder can show it, unless there is text on it.
        rows: of dots that came out.
        text: what was printed as text, with the bytes of the printer's code page.
        cut: False for a piece that ended with its roll.
    """

    job: bytes
    rows: int
    text: bytes
    cut: bool


@dataclass
class _Paper:
    drawn: bytearray = field(default_factory=bytearray)
    rows: int = 0
    text: bytearray = field(default_factory=bytearray)


@dataclass
class Line:
    """One connection: what it sent and was not printed yet, and where answers go."""

    answer: Callable[[bytes], None]
    waiting: bytearray
    half: bytes = b""
    open: bool = True


class EmulatedPrinter:
    """A printer for paper of so many dots. May be used from several threads.

    Args:
        width: how wide it prints, in dots; what is wider is lost at the right, as on a real one.
        on_sheet: told each piece of paper that comes off.
        keeps_half: half a command left by a closed connection swallows the start of the next, as with some.
        confirms: it answers GS r and GS ( H, the questions behind a job.
        forgets: it knows the command to forget what it holds.
    """

    def __init__(
        self,
        width: int,
        on_sheet: Callable[[Sheet], None],
        *,
        keeps_half: bool = False,
        confirms: bool = True,
        forgets: bool = True,
    ) -> None:
        self._across = width // 8
        self._on_sheet = on_sheet
        self._keeps_half = keeps_half
        self._confirms = confirms
        self._forgets = forgets
        self._faults: set[Fault] = set()
        self._lines: list[Line] = []
        self._shared = bytearray()
        self._paper = _Paper()
        self._right = False
        self._lock = threading.RLock()
        self.rows_left: int | None = None

    @property
    def faults(self) -> frozenset[Fault]:
        """What is wrong now."""
        return frozenset(self._faults)

    @property
    def held(self) -> int:
        """Bytes that came in and were not printed yet."""
        with self._lock:
            return sum(map(len, {id(line.waiting): line.waiting for line in self._lines}.values()))

    def set(self, fault: Fault, *, on: bool) -> None:
        """Let something go wrong, or right again: then what was held comes out at once."""
        with self._lock:
            if on:
                self._faults.add(fault)
                return
            self._faults.discard(fault)
            if fault is Fault.PAPER_OUT:
                self.rows_left = None
                self._off(cut=False)
            for line in list(self._lines):
                self._print(line)
            if not self._halted:
                self._lines = [line for line in self._lines if line.open]

    def end_roll_after(self, rows: int) -> None:
        """Run out of paper when so many more rows of dots have come out."""
        with self._lock:
            self.rows_left = rows

    def connect(self, answer: Callable[[bytes], None]) -> Line:
        """A new connection; *answer* is called with what the printer says, in any thread."""
        with self._lock:
            line = Line(answer, self._shared if self._keeps_half else bytearray())
            self._lines.append(line)
            return line

    def receive(self, line: Line, data: bytes) -> None:
        """Bytes of a connection."""
        with self._lock:
            if Fault.HANGING in self._faults:
                line.waiting += data
                return
            urgent, line.half = real_time(line.half + data)
            line.waiting += data
            for command in urgent:
                self._obey(line, command)
            self._print(line)

    def disconnect(self, line: Line) -> None:
        """A connection has ended. What is complete and held still comes out; half a command is dropped."""
        with self._lock:
            line.open = False
            if not self._halted:
                self._lines.remove(line)

    @property
    def _halted(self) -> bool:
        return bool(self._faults - {Fault.PAPER_LOW})

    def _say(self, line: Line, answer: bytes) -> None:
        if line.open:
            line.answer(answer)

    def _obey(self, line: Line, command: bytes) -> None:
        if command != FORGET:
            signs = [_SIGNS[fault][command[2] - 1] for fault in self._faults]
            answer = _QUIET
            for sign in signs:
                answer |= sign
            self._say(line, bytes([answer]))
        elif self._forgets:
            for each in self._lines:
                each.waiting.clear()
            self._say(line, b"\x37\x25\x00")

    def _print(self, line: Line) -> None:
        while not self._halted:
            found = next(commands(bytes(line.waiting[:_MOST])), None)
            if found is None or not self._print_one(line, found):
                return
            del line.waiting[: len(found.raw)]

    def _print_one(self, line: Line, command: Command) -> bool:
        """Do what one command says; False if the paper does not reach for it."""
        head, body = command.head, command.body
        if head in (RASTER, FEED):
            return self._draw(command)
        if head == b"\x1dV":
            self._off(cut=True)
        elif head == b"\x1dr" and self._confirms:
            self._say(line, b"\x03" if Fault.PAPER_LOW in self._faults else b"\x00")
        elif head == b"\x1d(" and body[:5] == b"H\x06\x0000" and self._confirms:
            self._say(line, b"\x37\x22" + body[5:9] + b"\x00")
        elif head in (INITIALISE, b"\x1ba"):
            self._right = command.raw == JUSTIFY_RIGHT
        elif not head or (head == b"\x1d(" and body[:1] == b"k"):
            self._paper.text += command.raw
        return True

    def _draw(self, command: Command) -> bool:
        is_strip = command.head == RASTER
        rows = int.from_bytes(command.body[2:4], "little") if is_strip else command.body[0]
        if self.rows_left is not None and rows > self.rows_left:
            self._faults.add(Fault.PAPER_OUT)
            return False
        if self.rows_left is not None:
            self.rows_left -= rows
        if rows:
            self._paper.drawn += self._clipped(command.body, rows) if is_strip else command.raw
            self._paper.rows += rows
        return True

    def _clipped(self, body: bytes, rows: int) -> bytes:
        across = int.from_bytes(body[:2], "little")
        kept = min(across, self._across)
        blank = bytes(self._across - kept)
        row = [body[start : start + kept] for start in range(4, 4 + rows * across, across)]
        dots = b"".join(blank + dots if self._right else dots + blank for dots in row)
        # Half a strip may be completed with a later question about the printer's state, which is no picture.
        dots = REAL_TIME.sub(b"\x00", dots)
        return RASTER + self._across.to_bytes(2, "little") + rows.to_bytes(2, "little") + dots

    def _off(self, *, cut: bool) -> None:
        """A piece of paper comes off, unless it would be shorter than the way to the knife."""
        paper, self._paper = self._paper, _Paper()
        if paper.rows or paper.text:
            job = INITIALISE + ROWS_AS_UNITS + bytes(paper.drawn) + FEED_AND_CUT
            self._on_sheet(Sheet(job, paper.rows, bytes(paper.text), cut))


# The longest command: a strip of 65 535 rows would be one, ours are of 128 rows at most.
_MOST = 1 << 17
