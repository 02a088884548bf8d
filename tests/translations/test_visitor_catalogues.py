"""What visitors read is there in every language, fits its gaps, and has letters in the fonts."""

import re
import unicodedata
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po
from fontTools.ttLib import TTFont

from config.languages import LANGUAGES

ROOT = Path(__file__).parents[2]
SOURCES = (
    *sorted((ROOT / "kiosk").rglob("*.py")),
    *sorted((ROOT / "display").rglob("*.py")),
    *sorted((ROOT / "kiosk").rglob("*.html")),
    *sorted((ROOT / "display").rglob("*.html")),
    ROOT / "web" / "printing" / "words.py",
    ROOT / "web" / "push" / "words.py",
    ROOT / "web" / "pairing.py",
    ROOT / "web" / "waiting.py",
    ROOT / "web" / "templates" / "web" / "pair.html",
)
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "forms": (1, 2)}
CODES = [language.code for language in LANGUAGES]
INVISIBLE = {"Cc", "Cf", "Zs"}


@cache
def asked() -> frozenset[str]:
    """Every text, by its English or its English singular, that a page or script asks for."""
    found: set[str] = set()
    for source in SOURCES:
        method = "jinja2" if source.suffix == ".html" else "python"
        for _line, message, _comments, _context in extract_from_file(method, source, keywords=KEYWORDS):
            found.add(message if isinstance(message, str) else message[0])
    return frozenset(found)


@cache
def catalogue(code: str) -> Catalog:
    path = ROOT / "translations" / code / "LC_MESSAGES" / "visitor.po"
    with path.open("rb") as source:
        return read_po(source, locale=code, abort_invalid=True)


def messages(code: str) -> list[Message]:
    return [message for message in catalogue(code) if message.id]


def strings(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else str(message.id[0])


def gaps(text: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)s", text))


@cache
def drawable() -> frozenset[int]:
    """Every character that one of the bundled fonts can draw."""
    folder = ROOT / "web" / "static" / "vendor" / "fonts"
    return frozenset(point for font in folder.glob("*.woff2") for point in TTFont(font).getBestCmap())


def test_something_is_asked_for_at_all() -> None:
    assert {"Welcome", "Come now to", "Pairing this screen…", "%(num)s person before you"} <= asked()


@pytest.mark.parametrize("code", CODES)
def test_every_text_is_translated(code: str) -> None:
    there = {key(message) for message in messages(code) if all(strings(message)) and not message.fuzzy}
    assert sorted(asked() - there) == []


@pytest.mark.parametrize("code", CODES)
def test_nothing_is_translated_that_nobody_asks_for(code: str) -> None:
    assert sorted({key(message) for message in messages(code)} - asked()) == []


@pytest.mark.parametrize("code", CODES)
def test_a_translation_fills_no_other_gaps_than_its_original(code: str) -> None:
    wrong = [
        text
        for message in messages(code)
        for text in strings(message)
        if isinstance(message.id, str) and gaps(text) != gaps(message.id)
    ]
    assert wrong == []


@pytest.mark.parametrize("code", CODES)
def test_each_quantity_has_its_form(code: str) -> None:
    wanted = catalogue(code).num_plurals
    plurals = [strings(message) for message in messages(code) if not isinstance(message.id, str)]
    assert plurals
    assert {len(forms) for forms in plurals} == {wanted}


@pytest.mark.parametrize("code", CODES)
def test_every_character_has_a_glyph_in_the_bundled_fonts(code: str) -> None:
    used = {letter for message in messages(code) for text in strings(message) for letter in text}
    lacking = {c for c in used if ord(c) not in drawable() and unicodedata.category(c) not in INVISIBLE}
    assert sorted(lacking) == []


@pytest.mark.parametrize("code", CODES)
def test_a_sentence_has_at_most_twelve_words(code: str) -> None:
    ends = re.compile(r"[.?!؟።:]\s*")
    long = [
        sentence
        for message in messages(code)
        for text in strings(message)
        for sentence in ends.split(text)
        if len(sentence.split()) > 12
    ]
    assert long == []


def test_english_is_its_own_original() -> None:
    differing = [key(message) for message in messages("en") if strings(message)[0] != key(message)]
    assert differing == []
