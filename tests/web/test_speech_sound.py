"""Sound as numbers: read, trimmed, joined, levelled, written; and the chime."""

import io
import subprocess
import sys
import wave
from array import array

import pytest

from tests.house.checkout import ROOT
from tests.web.speaking import pitch, tone
from web.speech.chime import FILE, TONES_HERTZ, chime
from web.speech.sound import CEILING, LEVEL, NotSound, Sound, joined, read_wav, write_wav


def file(samples: bytes, channels: int = 1, width: int = 2, rate: int = 16000) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as target:
        target.setnchannels(channels)
        target.setsampwidth(width)
        target.setframerate(rate)
        target.writeframes(samples)
    return out.getvalue()


def test_what_is_written_is_read_again() -> None:
    assert read_wav(write_wav(tone())) == tone()


def test_of_two_channels_the_mean_is_heard() -> None:
    both = array("h", [1000, 3000, -2000, -4000])
    assert list(read_wav(file(both.tobytes(), channels=2)).samples) == [2000, -3000]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"RIFF",
        b"ID3 this is an mp3",
        write_wav(tone())[:30],
        file(bytes(1000), width=1),
        file(bytes(999), width=3),
        file(bytes(1000), rate=4000),
        file(bytes(1000), rate=96000),
        file(bytes(2 * 8000 * 61), rate=8000),
    ],
)
def test_what_cannot_be_used_is_told_of(data: bytes) -> None:
    with pytest.raises(NotSound):
        read_wav(data)


def test_silence_around_is_cut_and_silence_within_stays() -> None:
    silence = Sound(16000, array("h", bytes(2 * 16000)))
    whole = joined([silence, tone(), silence, tone(), silence], 0).trimmed()
    assert whole.seconds == pytest.approx(2.0, abs=0.08)


def test_silence_stays_silence() -> None:
    silence = Sound(16000, array("h", bytes(2000)))
    assert silence.trimmed().samples == array("h")
    assert silence.levelled() == silence
    assert silence.level == silence.peak == 0


@pytest.mark.parametrize("loud", [0.001, 0.05, 0.5, 1.0])
def test_a_quiet_and_a_loud_sound_become_equally_loud(loud: float) -> None:
    assert tone(loud=loud).levelled().level == pytest.approx(LEVEL, rel=0.03)


def test_a_sound_with_high_peaks_is_not_clipped() -> None:
    samples = tone(loud=0.01).samples
    samples[4000] = 32767
    levelled = Sound(16000, samples).levelled()
    assert levelled.peak == pytest.approx(CEILING, rel=0.01)
    assert levelled.level < LEVEL


def test_pauses_are_as_long_as_asked() -> None:
    assert joined([tone(), tone(), tone()], 0.35).seconds == pytest.approx(1.5 + 0.7)


def test_parts_of_different_rates_are_not_joined() -> None:
    with pytest.raises(NotSound):
        joined([tone(rate=16000), tone(rate=22050)], 0)


def test_the_chime_is_what_its_program_makes() -> None:
    before = FILE.read_bytes()
    subprocess.run([sys.executable, "-m", "web.speech.chime"], cwd=ROOT, check=True, timeout=60)
    assert FILE.read_bytes() == before


def test_the_chime_is_small_soft_and_goes_down() -> None:
    sound = read_wav(FILE.read_bytes())
    high, low = (Sound(sound.rate, sound.samples[at : at + 2400]) for at in (400, 14000))
    assert len(FILE.read_bytes()) < 40_000
    assert (pitch(high), pitch(low)) == pytest.approx(TONES_HERTZ, rel=0.03)
    assert sound.peak < 0.5
    assert (sound.samples[0], abs(sound.samples[-1])) == pytest.approx((0, 0), abs=20)
    assert sound == chime()
