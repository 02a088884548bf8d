"""What goes into and comes out of the API of visitors' texts."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from models.wording import LONGEST_TEXT
from web.api.body import Body, Identifier

Key = Annotated[str, Field(min_length=1, max_length=300)]
WrittenForms = Annotated[
    list[Annotated[str, Field(max_length=2 * LONGEST_TEXT)]], Field(min_length=1, max_length=6)
]


class TextBody(Body):
    """A text in all its quantity forms."""

    key: Key
    forms: WrittenForms


class ChangedText(Body):
    """A text in all its quantity forms; without them the catalogue's text counts again."""

    key: Key
    forms: WrittenForms | None


class TextsBody(Body):
    """Texts to count from now on."""

    texts: Annotated[list[ChangedText], Field(min_length=1, max_length=400)]


class FileBody(Body):
    """A translator's .po file."""

    po: Annotated[str, Field(max_length=60_000)]


class OfferBody(Body):
    """Whether visitors can choose the language."""

    offered: bool


class PaperBody(TextBody):
    """A text to be tried on the ticket of a location."""

    location: Identifier
    width: Literal[576, 384]


class LanguageShape(BaseModel):
    """A language and how far it is."""

    code: str
    name: str
    english_name: str
    rtl: bool
    delivered: bool
    offered: bool
    own: bool
    done: int
    total: int


class LanguagesAnswer(BaseModel):
    """All languages that a region can offer."""

    languages: list[LanguageShape]


class TextShape(BaseModel):
    """A text: where it is met, what it must hold, and what it says."""

    key: str
    counted: bool
    places: list[str]
    gaps: list[str]
    longest: int
    dutch: list[str]
    english: list[str]
    original: list[str] | None
    forms: list[str] | None
    by: str | None
    at: str | None


class TextsAnswer(BaseModel):
    """Everything in one language; `examples` are numbers for each quantity form."""

    language: LanguageShape
    examples: list[list[int]]
    texts: list[TextShape]


class FindingShape(BaseModel):
    """One thing about a text."""

    code: str
    form: int
    detail: str


class VerdictAnswer(BaseModel):
    """Errors keep a text out, warnings do not."""

    errors: list[FindingShape]
    warnings: list[FindingShape]


class SavedAnswer(BaseModel):
    """What came of a change: locations where it counts, and how far the language is now."""

    changed: list[str]
    language: LanguageShape


class SkippedShape(BaseModel):
    """A text of a file that does not fit, and why."""

    key: str
    code: str


class FileTakenAnswer(SavedAnswer):
    """What a file brought."""

    taken: int
    skipped: list[SkippedShape]
    unknown: int
    unfinished: int
