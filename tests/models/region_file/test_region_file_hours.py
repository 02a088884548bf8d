"""Opening hours of a week as values."""

from datetime import date, time

import pytest

from models.region_file import ALWAYS_OPEN, Span, Weekday, WeekHours, read_region
from tests.models.region_file.sample import GOOD, spoilt


def test_days_are_numbered_as_python_numbers_them() -> None:
    assert [Weekday(date(2026, 11, day).weekday()).key for day in range(16, 23)] == [
        *("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    ]


def test_hours_are_minutes_since_midnight_by_day() -> None:
    hours = read_region(GOOD).locations[0].hours

    assert hours.on(Weekday.MON) == (Span(540, 750), Span(780, 1020))
    assert hours.on(Weekday.TUE) == ()
    assert not hours.always


def test_a_day_can_end_at_midnight_and_spans_can_touch() -> None:
    hours = read_region(spoilt("13:00-17:00", '12:30-13:00", "20:00-24:00')).locations[0].hours

    assert hours.mon == (Span(540, 750), Span(750, 780), Span(1200, 1440))


def test_always_is_every_day_from_midnight_to_midnight() -> None:
    hours = read_region(spoilt('{ mon = ["09:00-12:30", "13:00-17:00"] }', '"always"')).locations[0].hours

    assert hours == ALWAYS_OPEN
    assert hours.always
    assert {hours.on(day) for day in Weekday} == {(Span(0, 1440),)}


@pytest.mark.parametrize(("start", "end"), [(600, 600), (700, 600), (-1, 5), (1000, 1441)])
def test_a_span_that_is_none_cannot_be_made(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="does not end after it starts"):
        Span(start, end)


def test_a_week_cannot_be_made_from_overlapping_spans() -> None:
    with pytest.raises(ValueError, match="overlap"):
        WeekHours.from_days({Weekday.SUN: (Span(0, 60), Span(30, 90))})


def test_the_business_day_starts_at_midnight_unless_the_file_says_otherwise() -> None:
    assert read_region(GOOD).locations[0].day_starts_at == time(0)
    later = spoilt("max_waiting", 'day_starts_at = "04:30"\nmax_waiting')
    assert read_region(later).locations[0].day_starts_at == time(4, 30)
