"""Whether a text fits: what must not be, and what deserves a second look.

Knows characters and lengths, not what a text means.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from config.ticket import HOUSE_LANGUAGE
from models.region_file.value import visible
from models.wording import Forms
from printer.font import Family, covered
from web.translating.listing import GAP, Text, delivered_forms, gaps_of, may_leave_out
from web.vendoring.typeface import FACES, codepoints
from web.words import catalogue, examples_of

MOST_WORDS = 12
"""Words in a sentence that people read who do not read well (level A2-B1)."""
PROPORTION = 1.6
ALLOWANCE = 8
"""A text may have 1.6 times the characters of its longest original, and 8 more, before it is told of."""
_SENTENCE_ENDS = re.compile(r"[.?!؟።…:]+\s*")
_MARKUP = re.compile(r"[<>]|&#?\w+;")
_NOT_ON_SCREENS = frozenset(range(0x2010, 0x205F)) - frozenset(map(ord, "–—‘’‚“”„•…′″‹›⁄"))
"""The screens' fonts name this block whole in their style sheet, but have these of it only."""
_UNDRAWN = {"Cf", "Zs"}


@dataclass(frozen=True)
class Finding:
    """One thing about a text.

    Attributes:
        code: what it is.
        form: in which quantity form, from 0.
        detail: the placeholder, the characters or the number that it is about.
    """

    code: str
    form: int
    detail: str = ""


@dataclass(frozen=True)
class Verdict:
    """What was found: a text with errors is not taken, warnings are for whoever writes it."""

    errors: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)


def verdict_on(text: Text, forms: Sequence[str], language: str, originals: Iterable[str] = ()) -> Verdict:
    """What is to be said of a text in one language.

    Args:
        text: which one.
        forms: as somebody wrote it; one form, or as many as the language has for quantities.
        language: a code of config/languages.py.
        originals: what its length is compared with; without any the Dutch and English of the catalogues.
    """
    wanted = catalogue(language, "visitor").num_plurals if text.counted else 1
    if len(forms) != wanted:
        return Verdict([Finding("forms", 0, str(wanted))])
    examples = examples_of(language) if text.counted else [[]]
    longest = max(map(len, originals or originals_of(text.key)), default=0)
    verdict = Verdict()
    for number, written in enumerate(forms):
        verdict.errors.extend(_errors(text, written, number, examples[number]))
        verdict.warnings.extend(_warnings(written, number, longest))
    return verdict


def originals_of(key: str) -> Forms:
    """All forms of a text in Dutch and English."""
    return tuple(form for code in (HOUSE_LANGUAGE, "en") for form in delivered_forms(key, code) or ())


@cache
def drawable() -> frozenset[int]:
    """Code points that the bundled fonts show both on screens and on paper."""
    on_screen = frozenset().union(*(codepoints(face.ranges) for face in FACES)) - _NOT_ON_SCREENS
    return on_screen & frozenset().union(*(covered(family) for family in Family))


def _errors(text: Text, written: str, form: int, examples: list[int]) -> Iterator[Finding]:
    if not written.strip():
        yield Finding("empty", form)
        return
    if len(written) > text.longest:
        yield Finding("too_long", form, str(text.longest))
    if _MARKUP.search(written):
        yield Finding("markup", form)
    yield from _gaps(text, written, form, examples)
    yield from _characters(written, form)


def _gaps(text: Text, written: str, form: int, examples: list[int]) -> Iterator[Finding]:
    there = gaps_of([written])
    free = {gap for gap in text.gaps if text.counted and may_leave_out(gap, examples)}
    yield from (Finding("gap_missing", form, f"%({gap})s") for gap in text.gaps if gap not in {*there, *free})
    yield from (Finding("gap_unknown", form, f"%({gap})s") for gap in there if gap not in text.gaps)
    if "%" in GAP.sub("", written):
        yield Finding("percent", form)


def _characters(written: str, form: int) -> Iterator[Finding]:
    try:
        visible(written)
    except ValueError:
        yield Finding("invisible", form)
        return
    lacking = [
        letter
        for letter in dict.fromkeys(written)
        if ord(letter) not in drawable() and unicodedata.category(letter) not in _UNDRAWN
    ]
    if lacking:
        yield Finding("no_glyph", form, " ".join(lacking))


def _warnings(written: str, form: int, longest: int) -> Iterator[Finding]:
    if longest and len(written) > longest * PROPORTION + ALLOWANCE:
        yield Finding("long", form, str(longest))
    if any(len(sentence.split()) > MOST_WORDS for sentence in _SENTENCE_ENDS.split(written)):
        yield Finding("sentence", form, str(MOST_WORDS))
    if written != written.strip() or "  " in written:
        yield Finding("spaces", form)
