"""Who says a phrase, and what comes out: by the real espeak-ng, in every language."""

import math
import sys
from array import array
from pathlib import Path

import pytest

from config.languages import LANGUAGES
from tests.house.checkout import CODE, python_files, shown
from tests.web.speaking import StandIn, heard, pitch, record, tone
from web.speech.phrase import LONGEST_TEXT, Part, Phrase
from web.speech.sound import Sound
from web.speech.speech import Speech
from web.words import words_for

CODES = [language.code for language in LANGUAGES]


@pytest.fixture
def speech(tmp_path: Path) -> Speech:
    return Speech(tmp_path)


def phrase(*texts: str, language: str = "nl", key: str = "text/x") -> Phrase:
    return Phrase(language, key, tuple(map(Part, texts)))


def label() -> Phrase:
    parts = (Part("Je nummer is", "label/before"), Part("A,", "letter/A"), Part("12.", "number/12"))
    return Phrase("nl", "label/A12", parts)


def text(msgid: str, language: str) -> Phrase:
    return phrase(words_for(language, "visitor").gettext(msgid), language=language)


@pytest.mark.parametrize("language", CODES)
def test_a_question_is_heard_and_not_clipped_in_each_language(speech: Speech, language: str) -> None:
    sound = heard(speech, text("What brings you here?", language))
    assert 0.8 < sound.seconds < 4
    assert 0.05 < sound.level < 0.2
    assert sound.peak < 0.95


def test_all_languages_are_equally_loud(speech: Speech) -> None:
    levels = [20 * math.log10(heard(speech, text("One moment", code)).level) for code in CODES]
    assert max(levels) - min(levels) < 3


@pytest.mark.parametrize(
    ("language", "number", "word"),
    [
        ("nl", "7", "zeven"),
        ("en", "12", "twelve"),
        ("uk", "7", "сім"),
        ("tr", "5", "beş"),
        ("fa", "7", "هفت"),
    ],
)
def test_a_number_is_said_as_the_word_for_it(speech: Speech, language: str, number: str, word: str) -> None:
    assert heard(speech, phrase(number, language=language)) == heard(speech, phrase(word, language=language))


@pytest.mark.parametrize("language", CODES)
def test_another_number_sounds_different_and_a_longer_one_lasts_longer(speech: Speech, language: str) -> None:
    seven, eight, long = (heard(speech, phrase(number, language=language)) for number in ("7", "8", "178"))
    assert seven != eight
    assert long.seconds > max(seven.seconds, eight.seconds)


def test_between_the_parts_there_is_a_pause(speech: Speech) -> None:
    sound = heard(speech, phrase("A,", "7."))
    size = sound.rate // 100
    quiet = [max(map(abs, sound.samples[at : at + size])) < 300 for at in range(0, len(sound.samples), size)]
    spans = "".join("q" if item else "s" for item in quiet).strip("q").split("s")
    assert max(map(len, spans)) >= 25


def test_the_house_does_not_load_what_is_under_another_licence() -> None:
    """espeak-ng and Piper are GPL-3; only the program that speaks loads them."""
    names = ("espeakng_loader", "from piper", "import piper")
    loaders = [
        shown(path)
        for path in python_files(*CODE)
        if any(
            f"import {name}" in (code := path.read_text("utf-8")) or f"\n    {name}" in code for name in names
        )
    ]
    assert loaders == ["web/speech/child.py"]


def test_speaking_loads_no_voice_into_this_process(speech: Speech) -> None:
    assert heard(speech, phrase("Welkom")).seconds > 0.3
    assert "espeakng_loader" not in sys.modules
    assert not [line for line in Path("/proc/self/maps").read_text().splitlines() if "espeak" in line]


def test_a_recording_wins_over_a_voice(speech: Speech, tmp_path: Path) -> None:
    record(tmp_path, "nl/text/x", tone(hertz=440))
    assert pitch(heard(speech, phrase("Welkom"))) == pytest.approx(440, rel=0.02)


def test_a_recording_is_as_loud_as_a_voice_and_its_silence_is_cut(speech: Speech, tmp_path: Path) -> None:
    silence = array("h", bytes(2 * 32000))
    quiet = tone(loud=0.02)
    record(tmp_path, "nl/text/x", Sound(quiet.rate, silence + quiet.samples + silence))
    sound = heard(speech, phrase("Welkom"))
    assert sound.seconds < 0.7
    assert sound.level == pytest.approx(0.1, rel=0.05)


def test_a_new_recording_is_heard_at_once(speech: Speech, tmp_path: Path) -> None:
    before = heard(speech, phrase("Welkom"))
    record(tmp_path, "nl/text/x", tone(hertz=440))
    once = heard(speech, phrase("Welkom"))
    record(tmp_path, "nl/text/x", tone(seconds=0.7, hertz=880))
    assert before != once
    assert pitch(heard(speech, phrase("Welkom"))) == pytest.approx(880, rel=0.02)


def test_a_recording_of_another_language_is_not_used(speech: Speech, tmp_path: Path) -> None:
    record(tmp_path, "en/text/x", tone())
    assert heard(speech, phrase("Welkom")) != heard(speech, phrase("Welkom", language="en"))


def test_a_label_is_put_together_from_recordings(speech: Speech, tmp_path: Path) -> None:
    for name in ("label/before", "letter/A", "number/1", "number/2"):
        record(tmp_path, f"nl/{name}", tone())
    digits = heard(speech, label())
    record(tmp_path, "nl/number/12", tone())
    assert digits.seconds == pytest.approx(4 * 0.5 + 3 * 0.35, abs=0.1)
    assert heard(speech, label()).seconds == pytest.approx(3 * 0.5 + 2 * 0.35, abs=0.1)


def test_a_label_of_which_a_part_is_not_recorded_is_said_by_one_voice(speech: Speech, tmp_path: Path) -> None:
    record(tmp_path, "nl/label/before", tone())
    record(tmp_path, "nl/letter/A", tone())
    assert [order.engine for order in speech.voices.orders(label())] == ["espeak"]


def test_a_recording_that_is_no_sound_leaves_it_to_the_voice(
    speech: Speech, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "recorded" / "nl" / "text" / "x.wav"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"ID3 this is an mp3")
    assert heard(speech, phrase("Welkom")).seconds > 0.3
    assert "no WAV file" in caplog.text


@pytest.mark.parametrize("key", ["../../secret", "text/../x", "/etc/x", "text", "text/x/", "text/a b"])
def test_no_name_of_a_phrase_leads_out_of_the_folder(speech: Speech, tmp_path: Path, key: str) -> None:
    record(tmp_path, f"nl/{key.strip('/')}", tone())
    assert [order.engine for order in speech.voices.orders(phrase("Hoi", key=key))] == ["espeak"]


def test_nobody_says_a_language_without_a_voice(speech: Speech) -> None:
    assert speech.voices.engine("so") is None
    assert speech.say(phrase("Soo dhowow", language="so")) is None


def test_a_text_that_is_too_long_is_not_said(tmp_path: Path) -> None:
    program = StandIn(tmp_path)
    speech = Speech(tmp_path, program.program)
    assert speech.say(phrase("a" * (LONGEST_TEXT + 1))) is None
    assert program.orders == []


def test_a_piper_voice_goes_before_espeak(
    speech: Speech, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A package of that name that hums stands in for Piper, whose voices are larger than this checkout."""
    humming = tmp_path / "piper.py"
    humming.write_text(
        "from tests.web.speaking import tone\n"
        "class Chunk:\n"
        "    sample_rate = 16000\n"
        "    audio_int16_bytes = tone(hertz=330).samples.tobytes()\n"
        "class PiperVoice:\n"
        "    load = classmethod(lambda cls, path: cls())\n"
        "    synthesize = lambda self, text: [Chunk]\n"
    )
    voices = tmp_path / "voices"
    voices.mkdir()
    (voices / "nl_NL-stem-medium.onnx").write_bytes(b"a voice")
    assert speech.voices.engine("nl") == "espeak"
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert [speech.voices.engine(code) for code in ("nl", "en")] == ["piper", "espeak"]
    assert pitch(heard(speech, phrase("Welkom"))) == pytest.approx(330, rel=0.02)
