"""What a valid file means: defaults, periods, and which questions a location takes."""

from datetime import date

import pytest
from pydantic import ValidationError

from models.region_file import LocationKind, read_region
from tests.models.region_file.sample import GOOD, spoilt


def test_what_may_be_left_out_has_its_default() -> None:
    text = GOOD
    for line in ("closed = [2026-12-25]\n", "last_check_in_minutes = 20\n", "max_waiting = 60\n"):
        text = spoilt(line, "", text)

    location = read_region(text).locations[0]

    assert (location.closed, location.last_check_in_minutes, location.max_waiting) == ((), 15, None)
    assert (location.address, location.training) == (None, False)
    assert (location.from_date, location.until_date) == (None, None)
    assert location.kind is LocationKind.PERMANENT


def test_both_days_of_a_period_count() -> None:
    leren = read_region(GOOD).question_types[1]

    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1)]
    assert [leren.counts_on(day) for day in days] == [False, True, True, False]


def test_without_a_period_every_day_counts() -> None:
    assert read_region(GOOD).question_types[0].counts_on(date(1999, 1, 1))


@pytest.mark.parametrize("line", ["", 'question_types = "*"\n', 'question_types = ["*"]\n'])
def test_a_star_or_nothing_means_all_question_types(line: str) -> None:
    document = read_region(spoilt('question_types = ["werk", "leren"]\n', line))

    location = document.locations[0]
    assert location.question_types is None
    assert document.question_types_of(location) == document.question_types


def test_question_types_of_a_location_keep_the_order_of_the_file() -> None:
    document = read_region(spoilt('["werk", "leren"]', '["leren", "werk"]'))

    assert [item.id for item in document.question_types_of(document.locations[0])] == ["werk", "leren"]


def test_closed_days_are_kept_once_and_in_order() -> None:
    document = read_region(spoilt("[2026-12-25]", "[2027-01-01, 2026-12-25, 2027-01-01]"))

    assert document.locations[0].closed == (date(2026, 12, 25), date(2027, 1, 1))


def test_space_around_a_text_and_capitals_in_a_colour_do_not_matter() -> None:
    text = spoilt('"#0b4f9e"', '"#0B4F9E"', spoilt('"Het Plein"', '" Het Plein "'))

    assert read_region(text) == read_region(GOOD)


def test_a_document_cannot_be_changed() -> None:
    document = read_region(GOOD)

    with pytest.raises(ValidationError, match="frozen"):
        document.region.id = "zuid"
