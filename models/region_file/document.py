"""The region file as checked values: one region, its question types, its locations.

Each part is checked by itself; what must fit between the parts is in `relation`. Knows nothing of TOML, lines
or the database.
"""

from datetime import date, time
from enum import StrEnum
from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from config.ticket import DEFAULT_LAYOUT, TicketLayout
from models.region_file.calling import Calling, Choice, Priority
from models.region_file.field import (
    AnyoneAfterMinutes,
    AskHow,
    ClosedDays,
    Colour,
    DayStart,
    FirstDay,
    GroupOfQuestion,
    GuidesPlanned,
    Hours,
    Icon,
    Identifier,
    JoinByPhone,
    LanguageCodes,
    LastCheckIn,
    LastDay,
    Letter,
    LongText,
    LongTexts,
    MaxWaiting,
    MinutesPerVisit,
    OptionalText,
    PriorityOfQuestion,
    QuestionTypeIds,
    ShortText,
    ShortTexts,
    Sites,
    TargetMinutes,
    Training,
    ZoneName,
)
from models.region_file.part import FilePart
from models.region_file.retention import Retention


class LocationKind(StrEnum):
    """How a location comes and goes."""

    PERMANENT = "permanent"
    WEEKLY = "weekly"
    POPUP = "popup"


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
    """The labour-market region itself; the first language is its own. `phone`, `website`: other ways in.

    `embed` are the sites that may show its waiting times in a frame of their own.
    """

    id: Identifier
    name: LongText
    languages: LanguageCodes
    phone: OptionalText = None
    website: OptionalText = None
    embed: Sites = ()


class QuestionGroup(FilePart):
    """Questions that share one tile of the kiosk, where a visitor chooses among them next."""

    id: Identifier
    icon: Icon
    colour: Colour
    name: ShortTexts


class QuestionType(Period):
    """What a visitor can choose at the kiosk.

    `name` and `hint` are by language code; `hint` may be empty. `group` is the id of a group of the file,
    None for a tile of its own. `priority`: number of a priority of the file, None for ordinary visitors.
    `anyone_after_minutes` is the wait after which every guide may take it, None for never.
    """

    id: Identifier
    letter: Letter
    icon: Icon
    colour: Colour
    target_minutes: TargetMinutes
    priority: PriorityOfQuestion = None
    anyone_after_minutes: AnyoneAfterMinutes = None
    group: GroupOfQuestion = None
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
    With `ask_how` its kiosks ask whether a visitor wants paper, the phone or just the number.
    With `join_by_phone` a poster at the door lets visitors join the line from their own phone.
    With `minutes_per_visit` it is full when the expected wait passes closing; None: that is not looked at.
    `guides` is how many are planned when; None where nobody plans it, and it is learned.
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
    guides: GuidesPlanned = None
    closed: ClosedDays = ()
    last_check_in_minutes: LastCheckIn = 15
    max_waiting: MaxWaiting = None
    minutes_per_visit: MinutesPerVisit = None
    ask_how: AskHow = True
    join_by_phone: JoinByPhone = False


class RegionDocument(FilePart):
    """A whole region file. `outcomes` are those of the region, beside the ones that Inloop has by itself."""

    region: Annotated[Region, Field(description='a table [region] with "id", "name" and "languages"')]
    calling: Annotated[
        Calling,
        Field(description="a table [calling] with the rules that differ from the usual, or leave it out"),
    ] = Calling()
    retention: Annotated[
        Retention,
        Field(description="a table [retention] with the terms that differ from the usual, or leave it out"),
    ] = Retention()
    ticket: Annotated[
        TicketLayout,
        Field(description="a table [ticket] with what stands on the paper, or leave it out"),
    ] = DEFAULT_LAYOUT
    priorities: Annotated[
        tuple[Priority, ...],
        Field(
            validation_alias="priority",
            description='tables [[priority]] with "number" and "name", or leave them out',
        ),
    ] = ()
    outcomes: Annotated[
        tuple[Choice, ...],
        Field(
            validation_alias="outcome",
            description='tables [[outcome]] with "id" and "name", or leave them out',
        ),
    ] = ()
    topics: Annotated[
        tuple[Choice, ...],
        Field(
            validation_alias="topic", description='tables [[topic]] with "id" and "name", or leave them out'
        ),
    ] = ()
    question_groups: Annotated[
        tuple[QuestionGroup, ...],
        Field(
            validation_alias="question_group",
            description='tables [[question_group]] with "id", "icon", "colour" and "name", or leave them out',
        ),
    ] = ()
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
