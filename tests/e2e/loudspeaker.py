"""What comes out of a loudspeaker: a sound server without a sound card, recorded, and clips found in it."""

import io
import subprocess
import time
import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

RATE = 22_050
"""Samples a second of the recording, as in the clips."""
CHUNK = RATE // 8
"""A clip is looked for in pieces of an eighth of a second: a busy machine may hold its breath between two."""
SPOILT = 0.2
"""Part of the pieces that such a breath may spoil, but never the end."""
ALIKE = 0.7
"""Correlation from which a piece counts as found; of other words it is below 0.5."""
BREATH = RATE // 2
"""So many samples later than its place a piece may come."""

Samples = NDArray[np.float32]


@dataclass(frozen=True)
class Loudspeaker:
    """A sound card that nobody hears, and what it played so far."""

    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        """For a program that is to play there."""
        return {"PULSE_SERVER": f"unix:{self.folder / 'socket'}", "HOME": str(self.folder)}

    @property
    def recording(self) -> Samples:
        """All that was played, from -1 to 1."""
        raw = (self.folder / "recording").read_bytes()
        return _samples(raw[: len(raw) // 2 * 2])


@contextmanager
def loudspeaker(folder: Path) -> Iterator[Loudspeaker]:
    """PulseAudio with a null sink, recorded until the block is left."""
    speaker = Loudspeaker(folder)
    environment = {**speaker.environment, "PULSE_RUNTIME_PATH": str(folder / "run"), "PATH": "/usr/bin:/bin"}
    sink = f"module-null-sink sink_name=room rate={RATE} channels=1"
    socket = f"module-native-protocol-unix socket={folder / 'socket'} auth-anonymous=1"
    server = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "-L", sink]
    record = ["parec", "--device=room.monitor", f"--rate={RATE}", "--channels=1", "--format=s16le"]
    with (
        (folder / "log").open("wb") as log,
        (folder / "recording").open("wb") as recording,
        _running([*server, "-L", socket], environment, log.fileno()),
    ):
        _wait_for((folder / "socket").exists)
        with _running([*record, "--latency-msec=100"], environment, log.fileno(), recording.fileno()):
            _wait_for(lambda: (folder / "recording").stat().st_size > 0)
            yield speaker


def clip(data: bytes) -> Samples:
    """The samples of a WAV file, without the silence at both ends."""
    with wave.open(io.BytesIO(data)) as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        found, rate = _samples(file.readframes(file.getnframes())), file.getframerate()
    if rate != RATE:
        moments = np.arange(0, len(found), rate / RATE)
        found = np.interp(moments, np.arange(len(found)), found).astype(np.float32)
    loud = np.flatnonzero(np.abs(found) > 0.02 * np.abs(found).max())
    return found[loud[0] : loud[-1] + 1]


def heard_at(recording: Samples, wanted: Samples, begin: int) -> tuple[int, int] | None:
    """Where *wanted* is heard from its first sound to its last, after *begin*; None: nowhere as a whole."""
    places = [*range(0, len(wanted) - CHUNK, CHUNK), len(wanted) - CHUNK]
    loud = [at for at in places if np.abs(wanted[at : at + CHUNK]).max() > 0.05 * np.abs(wanted).max()]
    starts = [start for at in loud[:2] for start in _starts(recording, wanted[at : at + CHUNK], begin, at)]
    for start in sorted(starts):
        end = _end_of(recording, wanted, start, loud)
        if end is not None:
            return start, end
    return None


def _starts(recording: Samples, piece: Samples, begin: int, at: int) -> Iterator[int]:
    """Where a clip may begin whose *piece* stands *at* samples behind its beginning."""
    while (found := _first(_likeness(recording[begin:], piece))) is not None:
        yield max(begin + found - at, 0)
        begin += found + CHUNK


def _end_of(recording: Samples, wanted: Samples, start: int, loud: list[int]) -> int | None:
    """Where it ends if it began at *start*; None: it does not come to its end, or little of it is there."""
    place, before, missed = start, 0, []
    for at in loud:
        expected = place + at - before
        here = _after(recording, wanted[at : at + CHUNK], expected)
        missed.append(here is None)
        place, before = expected if here is None else here, at
    cut_off = all(missed[-2:])
    return None if cut_off or sum(missed) > SPOILT * len(loud) else place + CHUNK


def _after(recording: Samples, piece: Samples, expected: int) -> int | None:
    """Where a piece is, about where it is expected or at most a breath later."""
    begin = max(expected - CHUNK // 2, 0)
    near = _likeness(recording[begin : expected + CHUNK // 2 + len(piece)], piece)
    if len(near) and near.max() > ALIKE:
        return begin + int(near.argmax())
    late = _first(_likeness(recording[expected : expected + BREATH], piece))
    return None if late is None else expected + late


def _first(likeness: NDArray[np.float64]) -> int | None:
    """The first place of enough likeness, and the best close behind it."""
    good = np.flatnonzero(likeness > ALIKE)
    return int(good[0] + likeness[good[0] : good[0] + CHUNK].argmax()) if len(good) else None


def _likeness(sound: Samples, piece: Samples) -> NDArray[np.float64]:
    """How like *piece* the sound is at each place: normalised cross-correlation, by Fourier transform."""
    if len(sound) < len(piece):
        return np.zeros(0)
    size = 1 << (len(sound) + len(piece)).bit_length()
    product = np.fft.irfft(np.fft.rfft(sound, size) * np.conj(np.fft.rfft(piece, size)), size)
    sums = np.concatenate([[0.0], np.cumsum(np.square(sound, dtype=np.float64))])
    energy, own = sums[len(piece) :] - sums[: -len(piece)], float(np.square(piece, dtype=np.float64).sum())
    return np.asarray(product[: len(energy)] / np.sqrt(np.maximum(energy, 1e-4 * own) * own), np.float64)


def _samples(raw: bytes) -> Samples:
    return np.asarray(np.frombuffer(raw, dtype="<i2") / 32768, np.float32)


@contextmanager
def _running(
    command: list[str], environment: dict[str, str], log: int, out: int | None = None
) -> Iterator[None]:
    process = subprocess.Popen(command, env=environment, stdout=log if out is None else out, stderr=log)
    try:
        yield
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(there: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not there():
        assert time.monotonic() < deadline, "the sound server did not come"
        time.sleep(0.05)
