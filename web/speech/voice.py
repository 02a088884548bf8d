"""Who can say a phrase, best first: a person's recording, a Piper voice, espeak-ng.

Looks at what lies in the folder and at what is installed; loads no voice itself.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from web.speech.phrase import Part, Phrase
from web.speech.sound import LEVEL

_EDITION = f"1/{LEVEL}"
"""Goes up when the same voice and text should sound different: clips made before are made again."""
_KEY = re.compile(r"[a-z]+(/[A-Za-z0-9_-]+)+")
_ESPEAK, _PIPER = "espeakng-loader", "piper-tts"


@dataclass(frozen=True, slots=True)
class Order:
    """One way to make a clip.

    Attributes:
        engine: `recorded`, `piper` or `espeak`.
        voice: espeak's name of the voice, or the path of Piper's; empty for a recording.
        parts: texts, or for a recording paths of files.
        stamp: changes when the voice or the recording does.
    """

    engine: str
    voice: str
    parts: tuple[str, ...]
    stamp: str

    @property
    def wanted(self) -> str:
        """What the program that speaks reads."""
        return json.dumps({"engine": self.engine, "voice": self.voice, "parts": self.parts})

    @property
    def key(self) -> str:
        """The same for the same sound, and never for another."""
        return hashlib.sha256(f"{_EDITION}\n{self.stamp}\n{self.wanted}".encode()).hexdigest()


class Voices:
    """The voices of an installation.

    Args:
        folder: holds `recorded/<language>/<key of a phrase or part>.wav` and `voices/<language>….onnx`;
            either may be missing.
    """

    def __init__(self, folder: Path) -> None:
        self._recorded = folder / "recorded"
        self._voices = folder / "voices"

    def orders(self, phrase: Phrase) -> Iterator[Order]:
        """All ways to say it, the best first; none when there is no voice of its language."""
        paths = self._recording(phrase)
        if paths:
            yield Order("recorded", "", tuple(map(str, paths)), _stamp(paths))
        texts = tuple(part.text for part in phrase.parts)
        model = self._piper_voice(phrase.language)
        if model is not None:
            yield Order("piper", str(model), texts, f"{_installed(_PIPER)} {_stamp([model])}")
        if phrase.language in espeak_languages():
            yield Order("espeak", phrase.language, texts, _installed(_ESPEAK))

    def engine(self, language: str) -> str | None:
        """What says a phrase of *language* that nobody recorded: `piper`, `espeak` or None."""
        if self._piper_voice(language) is not None:
            return "piper"
        return "espeak" if language in espeak_languages() else None

    def recordings(self, language: str) -> int:
        """How many phrases and parts were recorded in *language*."""
        return sum(1 for _ in (self._recorded / language).rglob("*.wav"))

    def stamp(self) -> str:
        """Changes when any voice or recording does."""
        files = [*self._recorded.rglob("*.wav"), *self._voices.glob("*.onnx")]
        return " ".join([_EDITION, _installed(_ESPEAK), _installed(_PIPER), _stamp(sorted(files))])

    def _recording(self, phrase: Phrase) -> list[Path]:
        """The file of the whole phrase, else those of all its parts, else nothing."""
        whole = self._file(phrase.language, phrase.key)
        if whole is not None:
            return [whole]
        found: list[Path] = []
        for part in phrase.parts:
            files = self._files_of(phrase.language, part)
            if not files:
                return []
            found += files
        return found

    def _files_of(self, language: str, part: Part) -> list[Path]:
        """The recording of a part; a number that nobody recorded is said digit by digit."""
        kind, _, name = part.key.partition("/")
        digits = [part.key] if kind != "number" else [f"number/{digit}" for digit in name]
        for keys in ([part.key], digits):
            files = [file for key in keys if (file := self._file(language, key)) is not None]
            if len(files) == len(keys):
                return files
        return []

    def _file(self, language: str, key: str) -> Path | None:
        if not _KEY.fullmatch(key):
            return None
        path = self._recorded / language / f"{key}.wav"
        return path if path.is_file() else None

    def _piper_voice(self, language: str) -> Path | None:
        """The first voice of the language by name, such as `nl_NL-someone-medium.onnx`."""
        named = re.compile(rf"{re.escape(language)}[-_.].*onnx")
        found = sorted(path for path in self._voices.glob("*.onnx") if named.fullmatch(path.name))
        return found[0] if found and find_spec("piper") is not None else None


@cache
def espeak_languages() -> frozenset[str]:
    """The codes that espeak-ng has a voice of; none when it is not installed."""
    found = find_spec("espeakng_loader")
    if found is None or found.origin is None:
        return frozenset()
    data = Path(found.origin).parent / "espeak-ng-data" / "lang"
    return frozenset(path.name for path in data.rglob("*") if path.is_file())


@cache
def _installed(distribution: str) -> str:
    try:
        return f"{distribution} {version(distribution)}"
    except PackageNotFoundError:
        return f"{distribution} none"


def _stamp(paths: Iterable[Path]) -> str:
    """Size and time of each file; one that is just being removed counts as empty."""
    parts = []
    for path in paths:
        try:
            found = path.stat()
        except OSError:
            continue
        parts.append(f"{path.name} {found.st_size} {found.st_mtime_ns}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
