"""The languages a region can offer to its visitors, each with the name its own readers know it by.

Inloop comes with texts in `LANGUAGES`. Those in `ADDABLE` have none, but the fonts of screen and paper show
them: a region translates the texts itself before it offers one. Knows nothing of the texts: the names of
questions are in the region file, all else in the catalogues and in the region's own wording.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """One language: its BCP 47 code, what it calls itself, its English name, and which way it is written."""

    code: str
    own_name: str
    english_name: str
    right_to_left: bool = False

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`, as the HTML attribute `dir` wants it."""
        return "rtl" if self.right_to_left else "ltr"


LANGUAGES: tuple[Language, ...] = (
    Language("nl", "Nederlands", "Dutch"),
    Language("en", "English", "English"),
    Language("uk", "Українська", "Ukrainian"),
    Language("pl", "Polski", "Polish"),
    Language("tr", "Türkçe", "Turkish"),
    Language("ar", "العربية", "Arabic", right_to_left=True),
    Language("fa", "فارسی", "Farsi", right_to_left=True),
    Language("ti", "ትግርኛ", "Tigrinya"),
)

ADDABLE: tuple[Language, ...] = (
    Language("am", "አማርኛ", "Amharic"),
    Language("bg", "Български", "Bulgarian"),
    Language("ckb", "کوردیی ناوەندی", "Central Kurdish", right_to_left=True),
    Language("de", "Deutsch", "German"),
    Language("es", "Español", "Spanish"),
    Language("fr", "Français", "French"),
    Language("hu", "Magyar", "Hungarian"),
    Language("ku", "Kurdî (kurmancî)", "Kurmanji"),
    Language("pt", "Português", "Portuguese"),
    Language("ro", "Română", "Romanian"),
    Language("ru", "Русский", "Russian"),
    Language("so", "Soomaali", "Somali"),
)

LANGUAGE_BY_CODE: dict[str, Language] = {language.code: language for language in (*LANGUAGES, *ADDABLE)}
