"""The words on the screens: gettext catalogues, read from their .po files, with the region's texts over them.

There is no compiled copy that could be older than its source. Knows nothing of pages or requests.
"""

import io
from collections.abc import Iterable, Mapping
from copy import deepcopy
from functools import cache, cached_property, lru_cache
from gettext import GNUTranslations
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po
from babel.plural import PluralRule, to_gettext

from config.languages import LANGUAGE_BY_CODE
from config.ticket import HOUSE_LANGUAGE
from models.wording import AS_DELIVERED, Corrections, Forms, Wording

FOLDER = Path(__file__).resolve().parent.parent / "translations"
DOMAINS = ("visitor", "staff")
_PROBED = ("one", "many")
"""The only message of a probe; nobody reads it."""
STILL_SPOKEN = 0.9
"""Which part of the texts an added language needs to be offered on: a new Inloop may bring a few new texts,
which are English until the region translates them, and the language must not vanish for that."""
_SAMPLES = range(200)


class Words:
    """One language's words of one domain.

    Args:
        language: a language code for which there is a catalogue, or that the region added.
        domain: `visitor` (kiosk, display, phone, paper) or `staff` (console, start page).
        corrections: the region's own texts, which stand in place of the catalogue's.
    """

    def __init__(self, language: str, domain: str, corrections: Corrections) -> None:
        self.language = language
        self._catalogue = _compiled(with_texts(catalogue(language, domain), corrections.texts))

    @property
    def rtl(self) -> bool:
        """Whether the language is written from right to left."""
        return LANGUAGE_BY_CODE[self.language].right_to_left

    @cached_property
    def locale(self) -> Locale:
        """Babel's knowledge of the language: dates, plural rules."""
        return Locale.parse(self.language)

    def gettext(self, msgid: str) -> str:
        """The text in this language, in English where there is none."""
        return self._catalogue.gettext(msgid)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The text for *n* things in this language."""
        return self._catalogue.ngettext(singular, plural, n)

    def forms(self, singular: str, plural: str) -> dict[str, str]:
        """All quantity forms by CLDR category (`one`, `few`, `other` …), for a browser to choose from."""
        rule = self.locale.plural_form
        samples = {rule(n): n for n in reversed(_SAMPLES)}
        forms = {tag: self.ngettext(singular, plural, n) for tag, n in samples.items()}
        forms.setdefault("other", self.ngettext(singular, plural, _SAMPLES[-1]))
        return forms


def words_for(language: str, domain: str, wording: Wording = AS_DELIVERED) -> Words:
    """The words of *language*; the same object each time, until the region changes a text.

    Args:
        language: a language code.
        domain: `visitor` or `staff`.
        wording: the region's own texts, `setup.wording`; for texts of staff there are none.

    Raises:
        FileNotFoundError: there is no such catalogue, and no text of the region either.
    """
    return _words(language, domain, wording.of(language))


def languages_with(domain: str) -> list[str]:
    """Languages that have a catalogue of *domain*, in the order of config/languages.py."""
    return [code for code in LANGUAGE_BY_CODE if _path(code, domain).exists()]


def spoken(languages: Iterable[str], wording: Wording) -> list[str]:
    """Those of *languages* that visitors can read: a language without texts is an empty promise."""
    return [code for code in languages if _delivered(code, "visitor") or _spoken(wording.of(code))]


def missing(language: str, wording: Wording) -> list[str]:
    """Message ids of visitors' texts that a language lacks, in the order of the catalogue."""
    if _delivered(language, "visitor"):
        return []
    return [key for key in message_ids() if key not in wording.of(language).texts]


@cache
def message_ids() -> Mapping[str, str | None]:
    """The message ids of all visitors' texts, each with its English plural if it has quantity forms."""
    found: dict[str, str | None] = {}
    for message in catalogue(HOUSE_LANGUAGE, "visitor"):
        if message.id:
            found[key_of(message.id)] = None if isinstance(message.id, str) else message.id[1]
    return found


@cache
def catalogue(language: str, domain: str) -> Catalog:
    """The texts as they were delivered; for a language that a region can add an empty catalogue.

    Do not change it: it is the same for everybody. Raises FileNotFoundError for any other language.
    """
    path = _path(language, domain)
    if not path.exists() and domain == "visitor" and language in LANGUAGE_BY_CODE:
        head = f'msgid ""\nmsgstr "Language: {language}\\nPlural-Forms: {plural_forms(language)}\\n"\n'
        return read_po(io.StringIO(head), locale=language, domain=domain)
    with path.open("rb") as source:
        return read_po(source, locale=language, domain=domain, abort_invalid=True)


def with_texts(delivered: Catalog, texts: Mapping[str, Forms]) -> Catalog:
    """A catalogue with texts in place of its own; one whose number of forms does not fit is passed over."""
    if not texts:
        return delivered
    made = deepcopy(delivered)
    for key, plural in message_ids().items():
        forms = texts.get(key, ())
        if len(forms) == (1 if plural is None else made.num_plurals):
            made.delete(key)  # adding alone would keep the earlier text
            made.add(*((key, forms[0]) if plural is None else ((key, plural), forms)))
    return made


def plural_forms(language: str) -> str:
    """The gettext rule for quantities of a language, as the head of a .po file says it.

    Babel has the customary one of translators and that of CLDR, by which a browser chooses; where the first
    mixes two categories of the second, that of CLDR is taken.
    """
    rule = Locale.parse(language).plural_form
    customary = get_plural(language)
    choose = GNUTranslations(_probe(language, str(customary.plural_forms)))
    tags: dict[str, set[str]] = {}
    for n in range(1000):
        tags.setdefault(rule(n), set()).add(choose.ngettext(*_PROBED, n))
    if len(set().union(*tags.values())) == len(tags) == sum(map(len, tags.values())):
        return str(customary.plural_forms)
    return to_gettext(PluralRule({tag: how for tag, how in rule.rules.items() if tag in tags}))


def examples_of(language: str, most: int = 4) -> list[list[int]]:
    """For each quantity form of a language the first numbers, at most *most*, for which it is used."""
    known = catalogue(language, "visitor")
    choose = GNUTranslations(_probe(language, known.plural_forms))
    found: list[list[int]] = [[] for _ in range(known.num_plurals)]
    for n in _SAMPLES:
        numbers = found[int(choose.ngettext(*_PROBED, n))]
        if len(numbers) < most:
            numbers.append(n)
    return found


def key_of(message_id: str | tuple[str, ...] | list[str]) -> str:
    """What a message is known by: its English, or its English singular."""
    return message_id if isinstance(message_id, str) else message_id[0]


@lru_cache(maxsize=256)
def _words(language: str, domain: str, corrections: Corrections) -> Words:
    return Words(language, domain, corrections)


@lru_cache(maxsize=64)
def _spoken(corrections: Corrections) -> bool:
    there = sum(key in corrections.texts for key in message_ids())
    return there >= STILL_SPOKEN * len(message_ids())


@cache
def _delivered(language: str, domain: str) -> bool:
    return _path(language, domain).exists()


def _path(language: str, domain: str) -> Path:
    return FOLDER / language / "LC_MESSAGES" / f"{domain}.po"


def _probe(language: str, rule: str) -> io.BytesIO:
    """A compiled catalogue whose only message says which form a number takes."""
    head = f'msgid ""\nmsgstr "Plural-Forms: {rule.rstrip(";")};\\n"\n'
    empty = read_po(io.StringIO(head), locale=language)
    empty.add(_PROBED, [str(form) for form in range(empty.num_plurals)])
    return _mo(empty)


def _mo(made: Catalog) -> io.BytesIO:
    compiled = io.BytesIO()
    write_mo(compiled, made)
    compiled.seek(0)
    return compiled


def _compiled(made: Catalog) -> GNUTranslations:
    return GNUTranslations(_mo(made))
