"""How many guides are planned, in the file and as values."""

import pytest

from models.region_file import read_region, write_region
from models.region_file.roster import Roster
from tests.models.region_file.sample import GOOD, problems_of, spoilt

MONDAY, TUESDAY = 0, 1
PLANNED = spoilt("closed =", 'guides = { mon = ["09:00-12:30 2", "12:00-17:00 3"] }\nclosed =')


def planned() -> Roster:
    roster = read_region(PLANNED).locations[0].guides
    assert roster is not None
    return roster


def test_nothing_is_planned_where_the_file_does_not_say() -> None:
    assert read_region(GOOD).locations[0].guides is None


@pytest.mark.parametrize(
    ("minute", "guides"), [(539, 0), (540, 2), (719, 2), (720, 5), (749, 5), (750, 3), (1019, 3), (1020, 0)]
)
def test_guides_of_spans_that_overlap_add_up(minute: int, guides: int) -> None:
    assert planned().planned(MONDAY, minute) == guides
    assert planned().planned(TUESDAY, minute) == 0


def test_the_moments_at_which_the_number_changes_are_known() -> None:
    assert planned().changes(MONDAY) == [540, 720, 750, 1020]
    assert planned().changes(TUESDAY) == []


def test_what_is_planned_is_written_and_read_again() -> None:
    document = read_region(PLANNED)
    assert read_region(write_region(document)) == document
    assert write_region(document).count('"12:00-17:00 3"') == 1


@pytest.mark.parametrize(
    ("shift", "told"),
    [
        ('"09:00-12:30"', "is no span with a number of guides"),
        ('"09:00-12:30 two"', "is no span with a number of guides"),
        ('"09:00-12:30 0"', "write a number from 1 to 99"),
        ('"12:30-09:00 2"', "does not end after it starts"),
        ('"9:00-12:30 2"', "is no time of the day"),
        ("3", "is no span with a number of guides"),
    ],
)
def test_a_wrong_shift_is_told_with_its_place(shift: str, told: str) -> None:
    found = problems_of(PLANNED.replace('"12:00-17:00 3"', shift))
    assert [told in problem.message for problem in found] == [True]
    assert "guides.mon[1]" in found[0].place


def test_a_day_that_does_not_exist_is_told() -> None:
    assert problems_of(PLANNED.replace("guides = { mon", "guides = { maandag"))
