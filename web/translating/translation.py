"""All visitors' texts of a region in one language, wherever they lie, and how they change.

Names of questions lie in the region's document, everything else in the catalogues and the table over them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from sqlalchemy.orm import Session

from config.languages import LANGUAGE_BY_CODE, LANGUAGES
from config.ticket import HOUSE_LANGUAGE
from models.configuration import load_region
from models.correction import save_wording
from models.refusal import Code, Refusal
from models.region_file import RegionDocument
from models.setup import document_of
from models.wording import Forms, Wording, wording_of
from web.translating.check import Verdict, verdict_on
from web.translating.listing import Text, delivered_forms, forms_in, texts
from web.translating.question import question_forms, question_texts, with_questions

_DELIVERED = frozenset(language.code for language in LANGUAGES)


@dataclass(frozen=True)
class Translation:
    """The texts in one language at one moment.

    Attributes:
        language: its code.
        document: the region's file in force.
        wording: the region's own texts.
    """

    language: str
    document: RegionDocument
    wording: Wording

    @property
    def delivered(self) -> bool:
        """Whether Inloop comes with this language."""
        return self.language in _DELIVERED

    @property
    def offered(self) -> bool:
        """Whether visitors can choose it."""
        return self.language in self.document.region.languages

    @cached_property
    def texts(self) -> Mapping[str, Text]:
        """All texts there are, by key, in the order in which a visitor meets them."""
        return {**question_texts(self.document), **texts()}

    @cached_property
    def forms(self) -> Mapping[str, Forms]:
        """Those that are there, by key."""
        return self.in_language(self.language)

    @property
    def missing(self) -> list[str]:
        """Keys of those that are not."""
        return [key for key in self.texts if key not in self.forms]

    def in_language(self, code: str) -> Mapping[str, Forms]:
        """The texts in another language."""
        found = {key: forms_in(key, code, self.wording) for key in texts()}
        there = {key: forms for key, forms in found.items() if forms is not None}
        return {**question_forms(self.document, code), **there}

    def original(self, key: str) -> Forms | None:
        """What the catalogue says, None where it says nothing."""
        return delivered_forms(key, self.language)

    def verdict(self, key: str, forms: Forms) -> Verdict:
        """What is to be said of a text as somebody wrote it; `key` is one of `texts`."""
        beside = [
            form
            for code in (HOUSE_LANGUAGE, "en")
            for form in question_forms(self.document, code).get(key, ())
        ]
        return verdict_on(self.texts[key], forms, self.language, beside)


def translation_of(session: Session, language: str) -> Translation:
    """The texts in a language, now.

    Raises:
        Refusal: `unknown_language`, or `unknown_location` while no region was loaded.
    """
    if language not in LANGUAGE_BY_CODE:
        raise Refusal(Code.UNKNOWN_LANGUAGE, f"there is no language {language!r}")
    return Translation(language, _document(session), wording_of(session))


def translations_of(session: Session) -> list[Translation]:
    """All languages that a region can offer."""
    document, wording = _document(session), wording_of(session)
    return [Translation(code, document, wording) for code in LANGUAGE_BY_CODE]


def save(
    session: Session, before: Translation, changed: Mapping[str, Forms | None], actor: str, now: datetime
) -> tuple[str, ...]:
    """Let checked texts count from now on.

    Args:
        session: a write transaction, the one that `before` was read in.
        before: the texts so far.
        changed: all forms by key of `before.texts`; None gives a catalogue's text back.
        actor: who changes them.
        now: the moment, UTC.

    Returns:
        Ids of the locations where something is different.
    """
    own = {key: forms for key, forms in changed.items() if key in texts()}
    same = {key: None if forms == before.original(key) else forms for key, forms in own.items()}
    renamed = {key: forms for key, forms in changed.items() if key not in own and forms is not None}
    document = with_questions(before.document, before.language, renamed)
    loaded = load_region(session, document, actor, now).changed if renamed else ()
    return tuple(dict.fromkeys((*loaded, *save_wording(session, before.language, same, actor, now))))


def offer(session: Session, before: Translation, offered: bool, actor: str, now: datetime) -> tuple[str, ...]:
    """Let visitors choose a language, or no longer; the region's own cannot be taken away.

    Returns:
        Ids of the locations where something is different.
    """
    languages = [code for code in before.document.region.languages if code != before.language]
    if offered:
        languages.append(before.language)
    if offered == before.offered or languages[:1] != list(before.document.region.languages[:1]):
        return ()
    region = before.document.region.model_copy(update={"languages": tuple(languages)})
    return load_region(session, before.document.model_copy(update={"region": region}), actor, now).changed


def _document(session: Session) -> RegionDocument:
    document = document_of(session)
    if document is None:
        raise Refusal(Code.UNKNOWN_LOCATION, "no region was loaded yet")
    return document
