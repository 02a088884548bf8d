"""The words on the screens: gettext catalogues, read from their .po files when the server starts.

There is no compiled copy that could be older than its source. Knows nothing of pages or requests.
"""

import io
from functools import cache, cached_property
from gettext import GNUTranslations
from pathlib import Path

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from config.languages import LANGUAGE_BY_CODE

FOLDER = Path(__file__).resolve().parent.parent / "translations"
DOMAINS = ("visitor", "staff")
_SAMPLES = range(200)


class Words:
    """One language's words of one domain.

    Args:
        language: a language code for which there is a catalogue.
        domain: `visitor` (kiosk, display, phone, paper) or `staff` (console, start page).
    """

    def __init__(self, language: str, domain: str) -> None:
        self.language = language
        self._catalogue = _catalogue(language, domain)

    @property
    def rtl(self) -> bool:
        """Whether the language is written from right to left."""
        return LANGUAGE_BY_CODE[self.language].right_to_left

    @cached_property
    def locale(self) -> Locale:
        """Babel's knowledge of the language: dates, plural rules."""
        return Locale.parse(self.language)

    def gettext(self, msgid: str) -> str:
        """The text in this language."""
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


@cache
def words_for(language: str, domain: str) -> Words:
    """The words of *language*; the same object each time.

    Raises:
        FileNotFoundError: there is no such catalogue.
    """
    return Words(language, domain)


def languages_with(domain: str) -> list[str]:
    """Languages that have a catalogue of *domain*, in the order of config/languages.py."""
    return [code for code in LANGUAGE_BY_CODE if _path(code, domain).exists()]


def _path(language: str, domain: str) -> Path:
    return FOLDER / language / "LC_MESSAGES" / f"{domain}.po"


def _catalogue(language: str, domain: str) -> GNUTranslations:
    with _path(language, domain).open("rb") as source:
        catalogue = read_po(source, locale=language, domain=domain, abort_invalid=True)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
