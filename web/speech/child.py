"""The program that speaks: an order as JSON on stdin, a WAV file on stdout. Started for each clip.

espeak-ng and Piper are free software under the GPL-3. They are loaded here, in a process of their own,
and never in that of the server; so a fault in them can also not take the server along. Knows nothing
of caches, locations or requests.
"""

import contextlib
import ctypes
import json
import os
import signal
import sys
from array import array
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from web.speech.sound import NotSound, Sound, joined, read_wav, write_wav

LIFE_SECONDS = 20
"""A child whose server was killed ends by itself."""
PAUSE_SECONDS = 0.35
"""Between the parts of a phrase: long enough to tell a letter from the number after it."""
WORDS_A_MINUTE = 140
"""espeak's own 175 is brisk; visitors are nervous or hear a language that is not their first."""

_RETRIEVAL, _UTF8, _PARAMETER_RATE, _BY_CHARACTER = 1, 1, 1, 1
"""From the header of espeak-ng: samples to a callback; text in UTF-8; the speed; positions in characters."""
_DONT_EXIT = 0x8000
_LISTENER = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


def espeak(voice: str, texts: Sequence[str]) -> list[Sound]:
    """Each text said by espeak-ng.

    Args:
        voice: a name as espeak has it, such as `nl`.
        texts: in the voice's language.

    Raises:
        NotSound: there is no such voice.
    """
    import espeakng_loader

    library = ctypes.CDLL(espeakng_loader.get_library_path())
    data = espeakng_loader.get_data_path().encode()
    rate = library.espeak_Initialize(_RETRIEVAL, 0, data, _DONT_EXIT)
    if rate <= 0 or library.espeak_SetVoiceByName(voice.encode()) != 0:
        raise NotSound(f"espeak-ng has no voice {voice}")
    library.espeak_SetParameter(_PARAMETER_RATE, WORDS_A_MINUTE, 0)
    heard = array("h")

    def listen(samples: Any, count: int, _events: Any) -> int:
        if samples and count:
            heard.frombytes(ctypes.string_at(samples, 2 * count))
        return 0

    callback = _LISTENER(listen)  # in a variable, for the library keeps no hold of it
    library.espeak_SetSynthCallback(callback)
    said = []
    for text in texts:
        data = text.encode()
        library.espeak_Synth(data, ctypes.c_size_t(len(data) + 1), 0, _BY_CHARACTER, 0, _UTF8, None, None)
        library.espeak_Synchronize()
        said.append(Sound(rate, heard[:]))
        del heard[:]
    return said


def piper(voice: str, texts: Sequence[str]) -> list[Sound]:
    """Each text said by Piper.

    Args:
        voice: path of the voice's `.onnx` file; its `.onnx.json` lies beside it.
        texts: in the voice's language.
    """
    from piper import PiperVoice

    speaker = PiperVoice.load(voice)
    said = []
    for text in texts:
        chunks = list(speaker.synthesize(text))
        samples = array("h", b"".join(chunk.audio_int16_bytes for chunk in chunks))
        said.append(Sound(chunks[0].sample_rate, samples))
    return said


def recorded(_voice: str, paths: Sequence[str]) -> list[Sound]:
    """The sounds in these files.

    Raises:
        NotSound: one cannot be used.
    """
    return [read_wav(Path(path).read_bytes()) for path in paths]


ENGINES: Mapping[str, Callable[[str, Sequence[str]], list[Sound]]] = {
    "espeak": espeak,
    "piper": piper,
    "recorded": recorded,
}


def clip(order: Mapping[str, Any]) -> bytes:
    """The WAV file of an order: `engine`, `voice` and `parts` as `web.speech.voice.Order` has them.

    Raises:
        NotSound: what comes out is silence, or a part cannot be used.
    """
    said = [sound.trimmed() for sound in ENGINES[order["engine"]](order["voice"], order["parts"])]
    whole = joined([sound for sound in said if sound.samples] or said, PAUSE_SECONDS).levelled()
    if not whole.samples:
        raise NotSound("silence")
    return write_wav(whole)


def main() -> None:
    """Answer one order. When it cannot be done the last line on stderr says why, as Python does it."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(LIFE_SECONDS)
    with contextlib.suppress(OSError):
        os.nice(5)  # a number for a visitor goes before a clip
    answer = sys.stdout.buffer
    sys.stdout = sys.stderr  # what a library prints is no part of the sound
    answer.write(clip(json.load(sys.stdin)))
    answer.flush()


if __name__ == "__main__":
    main()
