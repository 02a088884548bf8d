"""What stands on a ticket and in which order: the layout that a region writes down.

Knows the words of that small language and their limits. Knows nothing of dots, fonts or printers, and nothing
of where a layout is kept: errors are pydantic's, with the place within the layout in `loc`.
"""

import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    StringConstraints,
    ValidationInfo,
    field_validator,
    model_validator,
)

from config.languages import LANGUAGE_BY_CODE
from config.ticket_logo import PNG_URI, printable

HOUSE_LANGUAGE = "nl"
MOST_PARTS = 40
# They reorder or break a line of text wherever it is shown later.
_UNSEEN = frozenset({"Cc", "Cs", "Zl", "Zp"})
_DIRECTION_MARKS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class PartName(StrEnum):
    """Everything that can stand on a ticket."""

    LOGO = "logo"
    ORGANISATION = "organisation"
    LOCATION = "location"
    ISSUED = "issued"
    NUMBER = "number"
    QUESTION = "question"
    SECOND = "second"
    RULE = "rule"
    AHEAD = "ahead"
    WAIT = "wait"
    INSTRUCTION = "instruction"
    QR = "qr"
    LINE = "line"
    SPACE = "space"
    FOOTER = "footer"


class Size(StrEnum):
    """How large a part is drawn, beside its usual size."""

    SMALL = "small"
    NORMAL = "normal"
    LARGE = "large"


class Align(StrEnum):
    """Where in the width a part stands; `start` is the right side for a language written from there."""

    START = "start"
    CENTRE = "centre"


class Paper(StrEnum):
    """The width of a roll of paper in millimetres."""

    WIDE = "80"
    NARROW = "58"


_REPEATABLE = frozenset({PartName.RULE, PartName.LINE, PartName.SPACE, PartName.SECOND})
_BESIDE = (PartName.ISSUED, PartName.AHEAD, PartName.WAIT, PartName.INSTRUCTION)


def _known_part(value: object) -> object:
    if value not in tuple(PartName):
        raise ValueError(f'"{value}" is no part of a ticket: write one of {", ".join(PartName)}')
    return value


def _one_line(text: str) -> str:
    for char in text:
        if unicodedata.category(char) in _UNSEEN or char in _DIRECTION_MARKS:
            raise ValueError(f"holds the invisible character U+{ord(char):04X}: write one plain line")
    return text


def _known_language(code: str) -> str:
    if code not in LANGUAGE_BY_CODE:
        raise ValueError(f'"{code}" is no language of Inloop: write one of {", ".join(LANGUAGE_BY_CODE)}')
    return code


_Texts = Mapping[
    Annotated[str, Strict(), AfterValidator(_known_language)],
    Annotated[
        str,
        Strict(),
        StringConstraints(strip_whitespace=True, min_length=1, max_length=160),
        AfterValidator(_one_line),
    ],
]


class Part(BaseModel):
    """One part of a ticket; a bare name stands for a table with only `part`.

    Args:
        part: which.
        size: beside its usual size.
        align: where in the width; a code in the centre has its hint below it.
        paper: only on paper of that width; None for both.
        text: for a `line` only: what it says by language code, in Dutch at least.
        beside: for a `qr` only: what else stands beside the code, below its hint.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    part: Annotated[
        PartName, BeforeValidator(_known_part), Field(description=f"one of {', '.join(PartName)}")
    ]
    size: Annotated[Size, Field(description='"small", "normal" or "large"')] = Size.NORMAL
    align: Annotated[Align, Field(description='"start" or "centre"')] = Align.START
    paper: Annotated[Paper | None, Field(description='"80" or "58", or leave it out for both')] = None
    text: Annotated[
        _Texts | None,
        Field(description='a text of 1 to 160 characters for each language, as { nl = "Welkom" }'),
    ] = Field(default=None, validate_default=True)
    beside: Annotated[
        tuple[PartName, ...], Field(description=f"a list of {', '.join(_BESIDE)}, or leave it out")
    ] = ()

    @model_validator(mode="before")
    @classmethod
    def _from_its_name(cls, value: object) -> object:
        return {"part": value} if isinstance(value, str) else value

    @field_validator("text")
    @classmethod
    def _text_of_a_line(
        cls, text: Mapping[str, str] | None, info: ValidationInfo
    ) -> Mapping[str, str] | None:
        part = info.data.get("part")
        if part is PartName.LINE and (text is None or HOUSE_LANGUAGE not in text):
            raise ValueError('is missing in Dutch: write at least { nl = "…" }, the other languages are free')
        if part not in (PartName.LINE, None) and text is not None:
            raise ValueError(f'"{part}" has its own words: write text only for a "line"')
        return text

    @field_validator("beside")
    @classmethod
    def _beside_a_code(cls, beside: tuple[PartName, ...], info: ValidationInfo) -> tuple[PartName, ...]:
        if beside and info.data.get("part") is not PartName.QR:
            raise ValueError('only a "qr" has room beside it')
        for name in beside:
            if name not in _BESIDE:
                raise ValueError(f'"{name}" cannot stand beside the code: write {", ".join(_BESIDE)}')
        return beside

    def stands_on(self, paper: Paper) -> bool:
        """Whether the part is drawn on that paper."""
        return self.paper in (None, paper)

    def words(self, language: str) -> tuple[str, str]:
        """The text of a line and the language it is in: the asked one, or Dutch where that is missing."""
        texts = self.text or {}
        chosen = language if language in texts else HOUSE_LANGUAGE
        return texts.get(chosen, ""), chosen


class TicketLayout(BaseModel):
    """A whole ticket, from top to bottom.

    Args:
        copies: how many are printed for each visitor.
        logo: a PNG as a data URI, drawn where the part `logo` stands; None for none.
        parts: what stands under each other; a part that has nothing to say takes no room.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    copies: Annotated[Literal[1, 2], Field(description="1 or 2, without quotes")] = 1
    logo: Annotated[
        Annotated[str, Strict()] | None,
        Field(description=f'a PNG file as text, "{PNG_URI}…", or leave it out'),
    ] = None
    parts: Annotated[
        tuple[Part, ...],
        Field(max_length=MOST_PARTS, description=f'a list such as ["number", "qr"], at most {MOST_PARTS}'),
    ]

    @field_validator("logo")
    @classmethod
    def _logo_that_prints(cls, logo: str | None) -> str | None:
        return None if logo is None else printable(logo)

    @field_validator("parts")
    @classmethod
    def _fits_together(cls, parts: tuple[Part, ...]) -> tuple[Part, ...]:
        for paper in Paper:
            drawn = [part for part in parts if part.stands_on(paper)]
            names = [name for part in drawn for name in (part.part, *part.beside)]
            if PartName.NUMBER not in names:
                raise ValueError(f'has no number on paper of {paper} mm: add "number"')
            for name in PartName:
                if names.count(name) > 1 and name not in _REPEATABLE:
                    raise ValueError(f'has "{name}" twice on paper of {paper} mm: take one away')
        return parts

    @model_validator(mode="after")
    def _logo_has_a_place(self) -> Self:
        if self.logo is not None and all(part.part is not PartName.LOGO for part in self.parts):
            raise ValueError('has a logo without a place: add "logo" to parts')
        return self


DEFAULT_LAYOUT = TicketLayout(
    parts=(
        Part(part=PartName.LOGO),
        Part(part=PartName.ORGANISATION),
        Part(part=PartName.LOCATION),
        Part(part=PartName.ISSUED, paper=Paper.NARROW),
        Part(part=PartName.NUMBER),
        Part(part=PartName.QUESTION),
        Part(part=PartName.SECOND),
        Part(part=PartName.RULE),
        Part(part=PartName.AHEAD),
        Part(part=PartName.WAIT),
        Part(part=PartName.INSTRUCTION),
        Part(part=PartName.QR, paper=Paper.WIDE, beside=(PartName.ISSUED,)),
        Part(part=PartName.QR, paper=Paper.NARROW),
        Part(part=PartName.SECOND),
        Part(part=PartName.FOOTER),
    )
)
"""The ticket of a region that writes down none: on wide paper the time of issue stands beside the code."""
