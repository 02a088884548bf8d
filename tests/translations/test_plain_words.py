"""Visitors' texts are made of common words and short sentences.

How common a word is comes from `wordfreq` (Zipf scale: 3.5 is about three times in a million words). It tells
nothing of sense, tone or grammar, and in languages that build long words it knows only some forms of a word.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from wordfreq import zipf_frequency

from models.region_file import read_region

ROOT = Path(__file__).parents[2]
COMMON = 3.5
KNOWN = 2.5
"""Once in about three million words: rare, but not made up."""
LEAST_KNOWN = 0.8
"""Part of the different words of a text that must be known where a language has many forms of a word."""
MOST_WORDS = 12
REGIONS = ("haaglanden", "zuid-holland-centraal")
WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
GAP = re.compile(r"%\(\w+\)s")
QUOTED = re.compile(r"«[^»]*»|[“„][^”]*”")
"""Names of buttons that staff press, which are Dutch in every language."""
SENTENCE_ENDS = re.compile(r"[.?!؟።:]\s*")


@cache
def texts(language: str) -> tuple[str, ...]:
    path = ROOT / "translations" / language / "LC_MESSAGES" / "visitor.po"
    with path.open("rb") as source:
        found = [message.string for message in read_po(source, locale=language) if message.id]
    return tuple(form for forms in found for form in ([forms] if isinstance(forms, str) else forms or ()))


def words(language: str) -> dict[str, str]:
    """Each different word with a text that it stands in."""
    found: dict[str, str] = {}
    for text in texts(language):
        bare = "".join(
            letter for letter in QUOTED.sub(" ", GAP.sub(" ", text)) if unicodedata.category(letter) != "Mn"
        )
        for word in WORD.findall(bare.replace("\u200c", "")):
            found.setdefault(word, text)
    return found


@cache
def explained() -> dict[tuple[str, str], str]:
    """The reviewed list: language and word, with the reason."""
    lines = (Path(__file__).parent / "plain_words.txt").read_text("utf-8").splitlines()
    rows = [line.split(None, 2) for line in lines if line and not line.startswith("#")]
    return {(row[0], row[1]): row[2] for row in rows}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_word_is_common_or_stands_on_the_reviewed_list(language: str) -> None:
    hard = {
        word: text
        for word, text in words(language).items()
        if zipf_frequency(word, language) < COMMON and (language, word.lower()) not in explained()
    }
    assert hard == {}


def test_the_reviewed_list_holds_only_words_that_need_it() -> None:
    used = {(language, word.lower()) for language in ("nl", "en") for word in words(language)}
    needless = {
        entry for entry in explained() if entry not in used or zipf_frequency(entry[1], entry[0]) >= COMMON
    }
    assert needless == set()


def test_each_word_of_the_reviewed_list_has_its_reason() -> None:
    assert all(len(reason.split()) >= 3 for reason in explained().values())


@pytest.mark.parametrize("language", ["uk", "pl", "tr", "ar", "fa"])
def test_most_words_of_a_translation_are_words_that_people_use(language: str) -> None:
    found = words(language)
    known = [word for word in found if zipf_frequency(word, language) >= KNOWN]
    assert len(known) / len(found) >= LEAST_KNOWN, sorted(set(found) - set(known))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_sentence_has_at_most_twelve_words(language: str) -> None:
    sentences = [sentence for text in texts(language) for sentence in SENTENCE_ENDS.split(text)]
    assert [sentence for sentence in sentences if len(sentence.split()) > MOST_WORDS] == []


@pytest.mark.parametrize("name", REGIONS)
def test_the_questions_of_a_sample_region_are_one_to_three_common_words(name: str) -> None:
    document = read_region((ROOT / "config" / "regions" / f"{name}.toml").read_text("utf-8"))
    tiles = {item.id: item.name for item in document.question_types}
    groups = {item.id: item.name for item in document.question_groups}
    for tile, name_in in (*tiles.items(), *groups.items()):
        for language, named in name_in.items():
            assert 1 <= len(named.split()) <= 3, (tile, language, named)
        for language in ("nl", "en"):
            hard = [
                word for word in WORD.findall(name_in[language]) if zipf_frequency(word, language) < COMMON
            ]
            assert hard == [], (tile, language)


def test_the_check_finds_a_word_that_few_people_know() -> None:
    assert zipf_frequency("intakeprocedure", "nl") < COMMON
    assert zipf_frequency("omscholing", "nl") < COMMON
    assert zipf_frequency("nummer", "nl") >= COMMON
