"""A language that a region can add is one that the bundled fonts show, and it counts as a browser does."""

import unicodedata
from functools import cache
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.plurals import get_plural
from fontTools.ttLib import TTFont

from config.languages import ADDABLE, LANGUAGE_BY_CODE, LANGUAGES
from models.wording import AS_DELIVERED, Corrections, Forms, Wording
from printer.font import Family, font_file
from web.translating.check import drawable, verdict_on
from web.translating.listing import delivered_forms, texts
from web.translating.po_file import read, written
from web.words import examples_of, message_ids, missing, spoken, words_for

FONTS = Path(__file__).parents[2] / "web" / "static" / "vendor" / "fonts"
LETTERS = {
    "am": "ሀለሐመሠረሰሸቀበተቸኀነኘአከኸወዐዘዠየደጀገጠጨጰጸፀፈፐኧ፡።፣",
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюяАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЬЮЯ",
    "ckb": "ئابپتجچحخدرڕزژسشعغفڤقکگلڵمنوۆهەیێ،؟",
    "de": "abcdefghijklmnopqrstuvwxyzäöüßÄÖÜ„“",
    "es": "abcdefghijklmnñopqrstuvwxyzáéíóúüÁÉÍÓÚÜÑ¿¡",
    "fr": "abcdefghijklmnopqrstuvwxyzàâæçéèêëîïôœùûüÿÀÂÇÉÈÊËÎÏÔŒÙÛÜ«»\u202f’",
    "hu": "aábcdeéfghiíjklmnoóöőpqrstuúüűvwxyzÁÉÍÓÖŐÚÜŰ",
    "ku": "abcçdeêfghiîjklmnopqrsştuûvwxyzÇÊÎŞÛ",
    "pt": "abcdefghijklmnopqrstuvwxyzáâãàçéêíóôõúÁÂÃÀÇÉÊÍÓÔÕÚ",
    "ro": "aăâbcdefghiîjklmnopqrsștțuvwxyzĂÂÎȘȚ„”",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ«»",
    "so": "abcdefghijklmnopqrstuvwxyz'’",
}
"""The letters of each alphabet, and the marks that its readers expect."""
CODES = [language.code for language in ADDABLE]
EVERY = pytest.mark.parametrize("code", CODES)


@cache
def in_all_fonts() -> frozenset[int]:
    """What the files themselves can draw, on the screens and on paper."""
    screens = {point for font in FONTS.glob("*.woff2") for point in TTFont(font).getBestCmap()}
    papers = {point for family in Family for point in TTFont(font_file(family, bold=True)).getBestCmap()}
    return frozenset(screens & papers)


def whole(code: str) -> Wording:
    """Every text of a language, made of its own code."""
    count = len(examples_of(code))
    made: dict[str, Forms] = {}
    for key, plural in message_ids().items():
        made[key] = tuple(f"{code} {form}" for form in range(count)) if plural else (f"{code} {key}",)
    return Wording({code: Corrections(made)})


def test_the_letters_of_every_added_language_are_written_down_here() -> None:
    assert set(LETTERS) == set(CODES)
    assert not set(CODES) & {language.code for language in LANGUAGES}


@EVERY
def test_the_bundled_fonts_have_every_letter_of_its_alphabet(code: str) -> None:
    own_name = LANGUAGE_BY_CODE[code].own_name
    dates = Locale.parse(code)
    days = "".join((*dates.days["format"]["wide"].values(), *dates.months["format"]["wide"].values()))
    visible = {c for c in LETTERS[code] + own_name + days if unicodedata.category(c) not in {"Zs", "Cf"}}
    assert {c for c in visible if ord(c) not in in_all_fonts()} == set()


def test_what_the_check_lets_pass_is_in_the_fonts() -> None:
    drawn = {
        point for point in drawable() if unicodedata.category(chr(point)) not in {"Cc", "Cf", "Cn", "Zs"}
    }
    assert len(drawn) > 1000
    assert drawn - in_all_fonts() == set()
    used = {letter for letters in LETTERS.values() for letter in letters} - {"\u202f"}
    assert {letter for letter in used if ord(letter) not in drawable()} == set()


@EVERY
def test_it_is_written_the_way_its_readers_read(code: str) -> None:
    assert LANGUAGE_BY_CODE[code].direction == Locale.parse(code).text_direction


@EVERY
def test_a_browser_and_the_paper_choose_the_same_quantity_form(code: str) -> None:
    words = words_for(code, "visitor", whole(code))
    forms = words.forms("%(num)s person waiting", "%(num)s people waiting")
    category = words.locale.plural_form
    for number in range(200):
        on_paper = words.ngettext("%(num)s person waiting", "%(num)s people waiting", number)
        assert forms[category(number)] == on_paper, number


def test_translators_customary_quantity_rule_is_used_where_it_fits() -> None:
    assert len(examples_of("ro")) == get_plural("ro").num_plurals == 3
    assert len(examples_of("ru")) == 3
    assert examples_of("pt")[0] == [0, 1], "in Portuguese nought is singular, for a browser at least"


@EVERY
def test_it_is_offered_only_once_its_texts_are_there(code: str) -> None:
    assert spoken(["nl", code], AS_DELIVERED) == ["nl"]
    assert missing(code, AS_DELIVERED) == list(message_ids())
    assert spoken(["nl", code], whole(code)) == ["nl", code]
    assert missing(code, whole(code)) == []


def test_a_few_texts_that_are_missing_are_english_and_do_not_take_the_language_away() -> None:
    complete = whole("ro").of("ro").texts
    wording = Wording({"ro": Corrections({key: forms for key, forms in complete.items() if key != "Back"})})

    assert spoken(["ro"], wording) == ["ro"]
    assert words_for("ro", "visitor", wording).gettext("Back") == "Back"
    assert missing("ro", wording) == ["Back"]


@pytest.mark.parametrize("code", [language.code for language in LANGUAGES])
def test_every_delivered_text_passes_the_check_that_corrections_must_pass(code: str) -> None:
    for key, text in texts().items():
        forms = delivered_forms(key, code)
        assert forms is not None
        assert verdict_on(text, forms, code).errors == [], key


@pytest.mark.parametrize("code", LANGUAGE_BY_CODE)
def test_a_file_goes_out_and_comes_in_again_unchanged(code: str) -> None:
    delivered = {key: delivered_forms(key, code) for key in texts()}
    known = {key: forms for key, forms in delivered.items() if forms is not None}
    there = known or whole(code).of(code).texts

    taken = read(written(code, texts(), there, {}), code, texts())

    assert taken.texts == there
    assert (taken.unknown, taken.unfinished) == ((), 0)
