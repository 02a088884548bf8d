"""How many guides are planned in one week: spans of minutes by weekday, each with a number.

Knows nothing of who they are. Where spans overlap, the numbers add up.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, PlainValidator

from models.region_file.hours import Span, Weekday, to_span
from models.region_file.wording import shown

_MOST = 99
_EXAMPLE = '"09:00-12:30 2"'


@dataclass(frozen=True, slots=True)
class Shift:
    """So many guides during one span of a day."""

    span: Span
    guides: int

    def __str__(self) -> str:
        """The shift as the file writes it, such as `09:00-12:30 2`."""
        return f"{self.span} {self.guides}"


def to_shift(value: object) -> Shift:
    """Read a shift such as `09:00-12:30 2`; a Shift is passed on as it is.

    Errors: ValueError that says what is wrong.
    """
    if isinstance(value, Shift):
        return value
    parts = value.split() if isinstance(value, str) else []
    if len(parts) != 2 or not parts[1].isascii() or not parts[1].isdigit():
        raise ValueError(f"{shown(value)} is no span with a number of guides: write it as {_EXAMPLE}")
    if not 1 <= int(parts[1]) <= _MOST:
        raise ValueError(f"{shown(value)} plans {parts[1]} guides: write a number from 1 to {_MOST}")
    return Shift(to_span(parts[0]), int(parts[1]))


DayShifts = Annotated[
    tuple[Annotated[Shift, PlainValidator(to_shift)], ...],
    Field(description='a list such as ["09:00-12:30 2", "13:00-17:00 3"]: spans with a number of guides'),
]


class Roster(BaseModel):
    """How many guides are planned in an ordinary week; a day without spans is a day without guides."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    mon: DayShifts = ()
    tue: DayShifts = ()
    wed: DayShifts = ()
    thu: DayShifts = ()
    fri: DayShifts = ()
    sat: DayShifts = ()
    sun: DayShifts = ()

    def on(self, weekday: int) -> tuple[Shift, ...]:
        """The shifts of a day, 0 for Monday."""
        days: Mapping[int, tuple[Shift, ...]] = dict(
            enumerate((self.mon, self.tue, self.wed, self.thu, self.fri, self.sat, self.sun))
        )
        return days[weekday]

    def planned(self, weekday: int, minute: int) -> int:
        """How many guides are planned at a local minute of a day."""
        return sum(each.guides for each in self.on(weekday) if each.span.start <= minute < each.span.end)

    def changes(self, weekday: int) -> list[int]:
        """The local minutes of a day at which the number may change, ascending."""
        return sorted({minute for each in self.on(weekday) for minute in (each.span.start, each.span.end)})

    def as_table(self) -> dict[str, list[str]]:
        """The roster as the file writes it."""
        return {day.key: [str(each) for each in self.on(day)] for day in Weekday if self.on(day)}
