"""How long a visitor waits for speech: a clip that is made, and the same from the cache, in each language.

What is said is what differs from visitor to visitor: the number on the ticket.
"""

import statistics
import tempfile
import time
from pathlib import Path

from benchmarks.report import Figure
from config.languages import LANGUAGES
from web.speech.phrase import Part, Phrase
from web.speech.speech import Speech
from web.words import words_for

TICKETS = 8
MOST_MADE_MS = 1000.0
"""Standard of dialogue: within a second a person feels no interruption."""
MOST_KEPT_MS = 20.0
MOST_KB = 200.0


def measure() -> list[Figure]:
    """Medians over all languages, and the longest clip."""
    made: list[float] = []
    kept: list[float] = []
    sizes: list[int] = []
    with tempfile.TemporaryDirectory() as folder:
        speech = Speech(Path(folder))
        for language in LANGUAGES:
            for number in range(TICKETS):
                phrase = _label(language.code, number)
                made.append(_timed(speech, phrase, sizes))
                kept.append(_timed(speech, phrase, sizes))
    slow = f"slowest {max(made):.0f} ms"
    largest = max(sizes) / 1000
    return [
        _figure("a clip that is made", statistics.median(made), MOST_MADE_MS, "ms", slow),
        _figure("a clip from the cache", statistics.median(kept), MOST_KEPT_MS, "ms", ""),
        _figure("the largest clip of a ticket", largest, MOST_KB, "kB", ""),
    ]


def _label(language: str, number: int) -> Phrase:
    text = words_for(language, "visitor").gettext("Your number")
    return Phrase(language, f"label/A{number:02}", (Part(text), Part("A,"), Part(f"{number}.")))


def _timed(speech: Speech, phrase: Phrase, sizes: list[int]) -> float:
    begun = time.perf_counter()
    said = speech.say(phrase)
    taken = (time.perf_counter() - begun) * 1000
    assert said is not None, f"nothing says {phrase.language}"
    sizes.append(len(said.wav))
    return taken


def _figure(name: str, value: float, limit: float, unit: str, note: str) -> Figure:
    return Figure(name, value, limit, unit, f"at most {limit:.0f} {unit}", value <= limit, note)
