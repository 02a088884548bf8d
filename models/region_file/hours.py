"""Opening hours of one week as values: spans of minutes by weekday.

Knows nothing of dates, holidays or time zones: whether a location is open at a moment is decided elsewhere.
"""

import re
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, field_validator

from models.region_file.wording import shown

MINUTES_A_DAY = 24 * 60
CLOCK = re.compile(r"([0-2][0-9]):([0-5][0-9])")
DAY = 'a list of spans such as ["09:00-12:30", "13:00-17:00"], in order and not overlapping'


class Weekday(IntEnum):
    """The days of the week, numbered as `date.weekday()` does."""

    MON = 0
    TUE = 1
    WED = 2
    THU = 3
    FRI = 4
    SAT = 5
    SUN = 6

    @property
    def key(self) -> str:
        """The day as the file writes it: `mon` to `sun`."""
        return self.name.lower()


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From `start` up to but not including `end`, in minutes since local midnight (0 to 1440)."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= MINUTES_A_DAY:
            raise ValueError(
                f'"{self}" does not end after it starts: for hours past midnight write two spans, '
                'one until "24:00" and one from "00:00" on the next day'
            )

    def __str__(self) -> str:
        """The span as the file writes it, such as `09:00-12:30`."""
        return f"{clock_text(self.start)}-{clock_text(self.end)}"


def clock_text(minute: int) -> str:
    """Minutes since midnight as `HH:MM`; 1440 is `24:00`."""
    return f"{minute // 60:02}:{minute % 60:02}"


def minute_of_day(text: str) -> int:
    """Read `HH:MM` as minutes since midnight; `24:00` is 1440.

    Errors: ValueError when the text is no such time.
    """
    found = CLOCK.fullmatch(text)
    minute = int(found[1]) * 60 + int(found[2]) if found else MINUTES_A_DAY + 1
    if minute > MINUTES_A_DAY:
        raise ValueError(f'{shown(text)} is no time of the day: write it as "09:00", from "00:00" to "24:00"')
    return minute


def to_span(value: object) -> Span:
    """Read a span such as `09:00-12:30`; a Span is passed on as it is.

    Errors: ValueError that says what is wrong.
    """
    if isinstance(value, Span):
        return value
    if not isinstance(value, str) or value.count("-") != 1:
        raise ValueError(f'{shown(value)} is no span of opening hours: write it as "09:00-12:30"')
    start, end = value.split("-")
    return Span(minute_of_day(start), minute_of_day(end))


SpanOfDay = Annotated[Span, PlainValidator(to_span)]
DaySpans = Annotated[tuple[SpanOfDay, ...], Field(description=DAY)]


class WeekHours(BaseModel):
    """When a location is open in an ordinary week; a day without spans is a day it stays closed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    mon: DaySpans = ()
    tue: DaySpans = ()
    wed: DaySpans = ()
    thu: DaySpans = ()
    fri: DaySpans = ()
    sat: DaySpans = ()
    sun: DaySpans = ()

    @field_validator("*")
    @classmethod
    def _spans_follow_each_other(cls, spans: tuple[Span, ...]) -> tuple[Span, ...]:
        for earlier, later in pairwise(spans):
            if later.end <= earlier.start:
                raise ValueError(f'"{later}" stands after "{earlier}": write the spans of a day in order')
            if later.start < earlier.end:
                raise ValueError(f'"{earlier}" and "{later}" overlap: let one end before the next starts')
        return spans

    @property
    def always(self) -> bool:
        """Whether it never closes; midnight is then no closing time."""
        return self == ALWAYS_OPEN

    def on(self, weekday: Weekday) -> tuple[Span, ...]:
        """The spans of one day, in order."""
        spans: dict[Weekday, tuple[Span, ...]] = dict(
            zip(Weekday, (self.mon, self.tue, self.wed, self.thu, self.fri, self.sat, self.sun), strict=True)
        )
        return spans[weekday]

    @classmethod
    def from_days(cls, days: dict[Weekday, tuple[Span, ...]]) -> Self:
        """Build a week from its open days."""
        return cls.model_validate({weekday.key: spans for weekday, spans in days.items()})


ALWAYS_OPEN = WeekHours.from_days(dict.fromkeys(Weekday, (Span(0, MINUTES_A_DAY),)))
