"""The chime that goes before speech, and instead of it where there is no voice: two soft tones, downwards.

`python -m web.speech.chime` writes web/static/sound/chime.wav; the same bytes every time.
"""

import math
from array import array

from config.settings import ROOT
from web.speech.sound import FULL, Sound, write_wav

FILE = ROOT / "web" / "static" / "sound" / "chime.wav"
RATE = 16000
TONES_HERTZ = (659.26, 523.25)
"""E5 and C5: below the range that older people hear badly, and heard as friendly."""
_APART_SECONDS, _SECONDS = 0.28, 1.1
_ATTACK_SECONDS, _FADE_SECONDS = 0.012, 0.22
_LOUDNESS = 0.35
_OVERTONE = 0.18
"""A little of the octave above, without which a tone from a cheap loudspeaker sounds like a test signal."""


def chime() -> Sound:
    """The two tones, the second before the first has faded."""
    samples = array("h")
    for place in range(round(RATE * _SECONDS)):
        now = place / RATE
        value = sum(_tone(hertz, now - number * _APART_SECONDS) for number, hertz in enumerate(TONES_HERTZ))
        ending = min(1.0, (_SECONDS - now) / _ATTACK_SECONDS)
        samples.append(round(value * ending * _LOUDNESS * (FULL - 1)))
    return Sound(RATE, samples)


def _tone(hertz: float, seconds: float) -> float:
    """A struck tone *seconds* after it began, from -1 to 1."""
    if seconds < 0:
        return 0.0
    envelope = min(1.0, seconds / _ATTACK_SECONDS) * math.exp(-seconds / _FADE_SECONDS)
    turn = 2 * math.pi * hertz * seconds
    return envelope * (math.sin(turn) + _OVERTONE * math.sin(2 * turn)) / (1 + _OVERTONE)


def main() -> None:
    """Write the file."""
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_bytes(write_wav(chime()))


if __name__ == "__main__":
    main()
