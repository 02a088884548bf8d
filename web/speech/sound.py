"""Sound as 16-bit samples on one channel: read, trimmed, put in a row, made equally loud, written.

Knows no voice. Standard library only: the programs that speak load it, and start quickly.
"""

import io
import math
import wave
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

FULL = 32768
"""A sample cannot be larger; levels are told relative to it."""
LEVEL = 0.1
"""How loud speech is made: -20 dB below full, as effective value over the moments that somebody speaks."""
CEILING = 0.89
"""No sample comes above -1 dB, or a cheap amplifier cracks."""
_WINDOW_SECONDS = 0.01
_SILENT = 0.01
"""Below -40 dB of the loudest sample nobody hears anything."""
_ACTIVE = 0.1
"""A moment belongs to the speech when it is at most 20 dB below the loudest one."""
_MARGIN_WINDOWS = 3
_LONGEST_SECONDS = 60
_RATES = range(8000, 48001)


class NotSound(Exception):
    """The bytes are no WAV file that can be used; the message says why."""


@dataclass(frozen=True)
class Sound:
    """Samples of one channel.

    Attributes:
        rate: samples a second.
        samples: from -32768 to 32767.
    """

    rate: int
    samples: "array[int]"

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.samples) / self.rate

    @property
    def peak(self) -> float:
        """The loudest sample, from 0 to 1."""
        return _peak(self.samples) / FULL

    @property
    def level(self) -> float:
        """Effective value while somebody speaks, from 0 to 1; silence between words does not count."""
        powers = [sum(sample * sample for sample in part) / len(part) for part in self._windows()]
        loudest = max(powers, default=0.0)
        active = [power for power in powers if power and power >= loudest * _ACTIVE**2]
        return math.sqrt(sum(active) / len(active)) / FULL if active else 0.0

    def trimmed(self) -> "Sound":
        """Without the silence before and after, but for a few hundredths of a second."""
        size = self._window
        quiet = _peak(self.samples) * _SILENT
        loud = [place for place, part in enumerate(self._windows()) if _peak(part) > quiet]
        if not loud:
            return Sound(self.rate, array("h"))
        first = max(0, loud[0] - _MARGIN_WINDOWS) * size
        return Sound(self.rate, self.samples[first : (loud[-1] + 1 + _MARGIN_WINDOWS) * size])

    def levelled(self) -> "Sound":
        """As loud as every other clip, but never so loud that it is clipped."""
        level, peak = self.level, self.peak
        if not level:
            return self
        gain = int(min(LEVEL / level, CEILING / peak) * FULL)
        return Sound(self.rate, array("h", [sample * gain // FULL for sample in self.samples]))

    @property
    def _window(self) -> int:
        return max(1, round(self.rate * _WINDOW_SECONDS))

    def _windows(self) -> Iterator["array[int]"]:
        size = self._window
        for start in range(0, len(self.samples), size):
            yield self.samples[start : start + size]


def joined(sounds: Sequence[Sound], pause_seconds: float) -> Sound:
    """The sounds in a row, with silence between them.

    Raises:
        NotSound: they have different rates, or there is none.
    """
    if len({sound.rate for sound in sounds}) != 1:
        raise NotSound("the parts have different sample rates")
    rate = sounds[0].rate
    row, silence = array("h"), array("h", bytes(2 * round(rate * pause_seconds)))
    for place, sound in enumerate(sounds):
        row.extend(silence if place else ())
        row.extend(sound.samples)
    return Sound(rate, row)


def read_wav(data: bytes) -> Sound:
    """The sound in a WAV file of 16 bits; of more than one channel the mean.

    Raises:
        NotSound: it is something else, lasts longer than a minute, or its rate is not 8 to 48 kHz.
    """
    try:
        with wave.open(io.BytesIO(data)) as source:
            channels, rate, width = source.getnchannels(), source.getframerate(), source.getsampwidth()
            frames = source.readframes(rate * _LONGEST_SECONDS + 1)
    except (wave.Error, EOFError, ValueError) as error:
        raise NotSound(f"no WAV file ({error})") from None
    if width != 2 or rate not in _RATES:
        raise NotSound(f"{8 * width} bits at {rate} Hz; 16 bits at 8000 to 48000 Hz can be used")
    samples = array("h")
    samples.frombytes(frames[: len(frames) - len(frames) % (2 * channels)])
    if len(samples) > rate * _LONGEST_SECONDS * channels:
        raise NotSound(f"longer than {_LONGEST_SECONDS} seconds")
    return Sound(rate, samples if channels == 1 else _mixed(samples, channels))


def write_wav(sound: Sound) -> bytes:
    """The sound as a WAV file."""
    out = io.BytesIO()
    with wave.open(out, "wb") as target:
        target.setnchannels(1)
        target.setsampwidth(2)
        target.setframerate(sound.rate)
        target.writeframes(sound.samples.tobytes())
    return out.getvalue()


def _mixed(samples: "array[int]", channels: int) -> "array[int]":
    sides: Iterable[tuple[int, ...]] = zip(
        *(samples[side::channels] for side in range(channels)), strict=True
    )
    return array("h", (sum(side) // channels for side in sides))


def _peak(samples: "array[int]") -> int:
    return max((max(samples), -min(samples))) if samples else 0
