"""A wait in words, by the table of cases that holds for browsers too (tests/js/wait.test.js)."""

import json
from pathlib import Path

import pytest

from config.languages import LANGUAGES
from models.views.shape import WaitRange
from web.waiting import wait_text, wait_texts
from web.words import words_for

CASES = json.loads((Path(__file__).parents[1] / "wait_cases.json").read_text("utf-8"))


def range_of(pair: list[int] | None) -> WaitRange | None:
    return None if pair is None else {"low": pair[0], "high": pair[1]}


@pytest.mark.parametrize("language", CASES)
def test_a_wait_is_told_as_the_table_says(language: str) -> None:
    words = words_for(language, "visitor")
    cases = CASES[language]["cases"]
    assert [[pair, wait_text(words, range_of(pair))] for pair, _ in cases] == cases


@pytest.mark.parametrize("language", CASES)
def test_the_texts_of_the_table_are_those_that_screens_get(language: str) -> None:
    assert wait_texts(words_for(language, "visitor")) == CASES[language]["texts"]


@pytest.mark.parametrize("language", [language.code for language in LANGUAGES])
def test_every_wait_of_two_hours_has_its_sentence_without_a_gap_left(language: str) -> None:
    words = words_for(language, "visitor")
    for low in range(0, 7200, 300):
        for high in range(low, 7200, 300):
            told = wait_text(words, {"low": low, "high": high})
            assert told
            assert "%(" not in told


def test_what_is_told_never_promises_more_than_the_range() -> None:
    words = words_for("nl", "visitor")
    for high in range(60, 3601, 60):
        told = wait_text(words, {"low": high // 2, "high": high})
        numbers = [int(word) for word in told.split() if word.isdigit()]
        assert numbers[-1] * 60 >= high
        assert len(numbers) == 1 or numbers[0] * 60 <= high // 2
