"""The types of the region file's keys: each with its limits and with the words that say what to write there.

Those words complete the sentence "write …" in a message about a missing or wrong value.
"""

from collections.abc import Mapping
from datetime import date, time
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, Strict, StringConstraints

from models.region_file.hours import ALWAYS_OPEN, WeekHours
from models.region_file.roster import Roster
from models.region_file.value import (
    clock_time,
    each_once,
    in_dutch,
    in_order,
    known_language,
    known_timezone,
    readable_colour,
    visible,
)

ALL = "*"
ALWAYS = "always"


def _star_is_none(value: object) -> object:
    return None if value in (ALL, [ALL]) else value


def _always_is_a_week(value: object) -> object:
    return ALWAYS_OPEN if value == ALWAYS else value


_Short = Annotated[
    str,
    Strict(),
    StringConstraints(strip_whitespace=True, min_length=1, max_length=40),
    AfterValidator(visible),
]
_Long = Annotated[
    str,
    Strict(),
    StringConstraints(strip_whitespace=True, min_length=1, max_length=160),
    AfterValidator(visible),
]
_Language = Annotated[str, Strict(), AfterValidator(known_language)]
_Day = Annotated[date, Strict()]

Identifier = Annotated[
    str,
    Strict(),
    StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$"),
    Field(description="small letters a-z, digits and hyphens between quotes, 1 to 40, no hyphen first"),
]
ShortText = Annotated[_Short, Field(description="a text of 1 to 40 characters between quotes")]
LongText = Annotated[_Long, Field(description="a text of 1 to 160 characters between quotes")]
OptionalText = Annotated[_Long | None, Field(description="a text of 1 to 160 characters between quotes")]
ShortTexts = Annotated[
    Mapping[_Language, _Short],
    Field(description='a text of 1 to 40 characters for each language, as { nl = "Werk zoeken" }'),
]
LongTexts = Annotated[
    Mapping[_Language, _Long],
    Field(description='a text of 1 to 160 characters for each language, as { nl = "Een baan vinden." }'),
]
StaffTexts = Annotated[
    Mapping[_Language, _Short],
    AfterValidator(in_dutch),
    Field(description='a text of 1 to 40 characters, in Dutch at least, as { nl = "Vacatures" }'),
]
LanguageCodes = Annotated[
    tuple[_Language, ...],
    Field(min_length=1, description='a list of language codes such as ["nl", "en"], the main one first'),
]
Letter = Annotated[
    str,
    Strict(),
    StringConstraints(pattern=r"^[A-HJ-NPR-Z]$"),
    Field(description="one capital letter between quotes, A to Z without I, O and Q (they look like digits)"),
]
Icon = Annotated[str, Strict(), Field(description="the name of an icon of config/icons.txt between quotes")]
Colour = Annotated[
    str, Strict(), AfterValidator(readable_colour), Field(description='a dark colour such as "#0b5cad"')
]
TargetMinutes = Annotated[
    int, Strict(), Field(ge=1, le=480, description="the wait to stay under, in whole minutes, 1 to 480")
]
GroupOfQuestion = Annotated[
    Identifier | None, Field(description="the id of a [[question_group]] between quotes, or leave it out")
]
FirstDay = Annotated[
    _Day | None, Field(description="the first day it counts, a date without quotes such as 2027-01-01")
]
LastDay = Annotated[
    _Day | None, Field(description="the last day it counts, a date without quotes such as 2027-12-31")
]
Training = Annotated[bool, Strict(), Field(description="true or false, without quotes")]
AskHow = Training
JoinByPhone = Training
Sites = Annotated[
    tuple[Annotated[str, Strict(), StringConstraints(pattern=r"^https://[a-z0-9.-]+(:[0-9]{1,5})?$")], ...],
    AfterValidator(each_once),
    Field(description='a list of sites between quotes, each such as "https://www.zoetermeer.nl"'),
]
ZoneName = Annotated[
    str,
    Strict(),
    AfterValidator(known_timezone),
    Field(description='the name of a time zone, such as "Europe/Amsterdam"'),
]
DayStart = Annotated[
    time,
    BeforeValidator(clock_time),
    Field(description='when its business day begins, between quotes, such as "00:00" or "04:00"'),
]
QuestionTypeIds = Annotated[
    Annotated[tuple[Identifier, ...], Field(min_length=1)] | None,
    BeforeValidator(_star_is_none),
    Field(description='a list of ids of question types, or "*" for all'),
]
Hours = Annotated[
    WeekHours,
    BeforeValidator(_always_is_a_week),
    Field(description='a table of days such as { mon = ["09:00-12:30"] }, or "always"'),
]
GuidesPlanned = Annotated[
    Roster | None,
    Field(description='a table of days such as { mon = ["09:00-12:30 2"] }, or leave it out'),
]
ClosedDays = Annotated[
    tuple[_Day, ...],
    AfterValidator(in_order),
    Field(description="a list of dates without quotes, such as [2026-12-25]"),
]
LastCheckIn = Annotated[
    int, Strict(), Field(ge=0, le=720, description="whole minutes before closing, 0 to 720")
]
MaxWaiting = Annotated[
    Annotated[int, Strict(), Field(ge=1, le=9999)] | None,
    Field(description="how many may wait at once, 1 to 9999, or leave it out"),
]
MinutesPerVisit = Annotated[
    Annotated[int, Strict(), Field(ge=1, le=240)] | None,
    Field(description="how long a visit lasts with one guide, in whole minutes, 1 to 240, or leave it out"),
]
AnyoneAfterMinutes = Annotated[
    Annotated[int, Strict(), Field(ge=1, le=480)] | None,
    Field(
        description="the wait after which any guide may take it, in whole minutes, 1 to 480, or leave it out"
    ),
]

PriorityNumber = Annotated[
    int,
    Strict(),
    Field(ge=1, le=8, description="a whole number, 1 to 8; 1 goes first, ordinary visitors are 9"),
]
PriorityOfQuestion = Annotated[
    Annotated[int, Strict(), Field(ge=1, le=8)] | None,
    Field(description="the number of a [[priority]], 1 to 8, or leave it out"),
]
RecallPause = Annotated[
    int, Strict(), Field(ge=0, le=120, description="whole seconds between two recalls, 0 to 120")
]
MaxRecalls = Annotated[
    int, Strict(), Field(ge=0, le=20, description="how often a visitor may be recalled, 0 to 20")
]
LateMinutes = Annotated[
    int, Strict(), Field(ge=0, le=480, description="whole minutes in which the old place is kept, 0 to 480")
]
LaterMinutes = Annotated[
    int, Strict(), Field(ge=1, le=60, description="whole minutes in which others go first, 1 to 60")
]
MaxLaters = Annotated[
    int, Strict(), Field(ge=0, le=20, description="how often a visitor may let others go first, 0 to 20")
]
MaxHoldMinutes = Annotated[
    int, Strict(), Field(ge=1, le=480, description="the longest timed hold, in whole minutes, 1 to 480")
]
UndoSeconds = Annotated[
    int, Strict(), Field(ge=0, le=600, description="whole seconds in which a step can be undone, 0 to 600")
]
AlsoAfterMinutes = Annotated[
    Annotated[int, Strict(), Field(ge=1, le=480)] | None,
    Field(
        description="the wait after which second questions count, in whole minutes, 1 to 480, or leave it out"
    ),
]
MaxOvertakings = Annotated[
    int, Strict(), Field(ge=0, le=20, description="how often priority may go before one visitor, 0 to 20")
]
NoticeSeconds = Annotated[
    int, Strict(), Field(ge=0, le=600, description="whole seconds too long before it is said, 0 to 600")
]
