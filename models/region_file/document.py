"""The region file as checked values: one region, its question types, its locations.

Each part is checked by itself; what must fit between the parts is in `relation`. Knows nothing of TOML, lines
or the database.
"""

from datetime import date, time
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from models.region_file.field import (
    ClosedDays,
    Colour,
    DayStart,
    FirstDay,
    Hours,
    Icon,
    Identifier,
    LanguageCodes,
    LastCheckIn,
    LastDay,
    Letter,
    LongText,
    LongTexts,
    MaxWaiting,
    OptionalText,
    QuestionTypeIds,
    ShortText,
    ShortTexts,
    TargetMinutes,
    Training,
    ZoneName,
)


class LocationKind(StrEnum):
    """How a location comes and goes."""

    PERMANENT = "permanent"
    WEEKLY = "weekly"
    POPUP = "popup"


class FilePart(BaseModel):
    """A table of the file: unchangeable, and without keys that Inloop does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True)


class Period(FilePart):
    """Something that counts from one local day to another, both included; None leaves that side open."""

    from_date: FirstDay = Field(default=None, validation_alias="from")
    until_date: LastDay = Field(default=None, validation_alias="until")

    @field_validator("until_date")
    @classmethod
    def _ends_after_it_begins(cls, until: date | None, info: ValidationInfo) -> date | None:
        first = info.data.get("from_date")
        if until and first and until < first:
            raise ValueError(f'{until} lies before "from" ({first}): write a later last day')
        return until

    def counts_on(self, day: date) -> bool:
        """Whether it counts on a local day."""
        return (self.from_date or day) <= day <= (self.until_date or day)


class Region(FilePart):
    """The labour-market region itself; the first language is its own."""

    id: Identifier
    name: LongText
    languages: LanguageCodes


class QuestionType(Period):
    """What a visitor can choose at the kiosk. `name` and `hint` are by language code; `hint` may be empty."""

    id: Identifier
    letter: Letter
    icon: Icon
    colour: Colour
    target_minutes: TargetMinutes
    name: ShortTexts
    hint: LongTexts = Field(default_factory=dict)


class Desk(FilePart):
    """A place in a location where a visitor is asked to come."""

    id: Identifier
    name: ShortText


class Location(Period):
    """A place where visitors walk in.

    `question_types` None means all of the region. `day_starts_at` is the local time at which its business day
    begins. `closed` are local days on which it stays closed whatever `hours` say.
    """

    id: Identifier
    name: LongText
    kind: Annotated[LocationKind, Field(description='"permanent", "weekly" or "popup"')]
    address: OptionalText = None
    training: Training = False
    timezone: ZoneName
    day_starts_at: DayStart = time(0)
    question_types: QuestionTypeIds = None
    desks: Annotated[
        tuple[Desk, ...],
        Field(min_length=1, description='a list of desks, at least one, as [{ id = "1", name = "Plek 1" }]'),
    ]
    hours: Hours
    closed: ClosedDays = ()
    last_check_in_minutes: LastCheckIn = 15
    max_waiting: MaxWaiting = None


class RegionDocument(FilePart):
    """A whole region file."""

    region: Annotated[Region, Field(description='a table [region] with "id", "name" and "languages"')]
    question_types: Annotated[
        tuple[QuestionType, ...],
        Field(
            validation_alias="question_type",
            min_length=1,
            description="one or more tables [[question_type]]",
        ),
    ]
    locations: Annotated[
        tuple[Location, ...],
        Field(validation_alias="location", min_length=1, description="one or more tables [[location]]"),
    ]

    def question_types_of(self, location: Location) -> tuple[QuestionType, ...]:
        """The question types of a location, in the order of the file, whatever the date."""
        chosen = location.question_types
        return tuple(item for item in self.question_types if chosen is None or item.id in chosen)
