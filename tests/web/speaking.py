"""Programs to speak by in the tests: one that notes its orders, one that hangs, one that is killed."""

import json
import math
import sys
from array import array
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from web.speech.sound import Sound, read_wav, write_wav
from web.speech.speech import Speech

HANGING = (sys.executable, "-c", "import signal; signal.pause()")
KILLED = (sys.executable, "-c", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
BROKEN = (sys.executable, "-c", "raise ValueError('the voice is broken')")


def tone(seconds: float = 0.5, hertz: float = 440.0, loud: float = 0.3, rate: int = 16000) -> Sound:
    """A tone."""
    turn = 2 * math.pi * hertz / rate
    samples = (round(32767 * loud * math.sin(turn * place)) for place in range(round(rate * seconds)))
    return Sound(rate, array("h", samples))


def pitch(sound: Sound) -> float:
    """The pitch of a pure tone in hertz, by how often it crosses zero."""
    samples = sound.trimmed().samples
    crossings = sum(1 for a, b in pairwise(samples) if (a < 0) != (b < 0))
    return crossings / 2 / (len(samples) / sound.rate)


@dataclass(frozen=True)
class StandIn:
    """A program that notes what it is asked, waits for its gate if it has one, and answers with a tone."""

    folder: Path
    gated: bool = False

    @property
    def program(self) -> tuple[str, ...]:
        """What to start."""
        self._answer.write_bytes(write_wav(tone()))
        source = [
            "import sys",
            "from pathlib import Path",
            f"with open({str(self._orders)!r}, 'ab') as orders:",
            "    orders.write(sys.stdin.buffer.read() + b'\\n')",
            f"Path({str(self.gate)!r}).read_bytes()" if self.gated else "",
            f"sys.stdout.buffer.write(Path({str(self._answer)!r}).read_bytes())",
        ]
        path = self.folder / "program.py"
        path.write_text("\n".join(source))
        return (sys.executable, str(path))

    @property
    def gate(self) -> Path:
        """A pipe; the program goes on when somebody opens it for writing."""
        return self.folder / "gate"

    @property
    def orders(self) -> list[dict[str, Any]]:
        """What it was asked so far."""
        lines = self._orders.read_text().splitlines() if self._orders.exists() else []
        return [json.loads(line) for line in lines]

    @property
    def _orders(self) -> Path:
        return self.folder / "orders"

    @property
    def _answer(self) -> Path:
        return self.folder / "answer.wav"


def record(folder: Path, name: str, sound: Sound) -> None:
    """Put a recording where a person would: *name* is `nl/text/question`."""
    path = folder / "recorded" / f"{name}.wav"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(write_wav(sound))


def heard(speech: Speech, phrase: Any) -> Sound:
    """What a phrase sounds like; there must be something."""
    clip = speech.say(phrase)
    assert clip is not None
    return read_wav(clip.wav)
