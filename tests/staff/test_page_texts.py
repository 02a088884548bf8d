"""The words of the pages of the ticket and of the texts: all of them translated, with the gaps they had."""

from collections.abc import Callable, Mapping

import pytest

from staff.texts.ticket import ticket_texts
from staff.texts.wording import wording_texts
from web.translating.listing import GAP
from web.words import Words, words_for

Texts = Callable[[Words], Mapping[str, object]]
pytestmark = pytest.mark.parametrize("texts", [ticket_texts, wording_texts])


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_translation_has_the_gaps_of_its_original(texts: Texts, language: str) -> None:
    english = texts(words_for("en", "staff"))
    for name, text in texts(words_for(language, "staff")).items():
        if isinstance(text, str):
            assert set(GAP.findall(text)) == set(GAP.findall(str(english[name]))), name


def test_every_sentence_is_translated(texts: Texts) -> None:
    dutch, english = (texts(words_for(language, "staff")) for language in ("nl", "en"))
    same = {name for name, text in dutch.items() if isinstance(text, str) and text == english[name]}
    assert same == set()
