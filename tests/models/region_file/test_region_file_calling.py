"""What a region file says about calling: defaults, limits, and what must fit together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.actions.conversation import Outcome
from models.region_file import Calling, read_region
from models.region_file.relation import OWN_OUTCOMES
from tests.models.region_file.sample import FULL, GOOD, problems_of, spoilt

WERK = 'question_type[0] "werk" · '
PLEIN = 'location[0] "plein" · '

WRONG = [
    # (what stands there, what is written instead, where it is told, words of the message)
    (
        "priority = 2",
        "priority = 3",
        WERK + "priority (line 12)",
        "3 is no priority of this file: allowed are 1, 2",
    ),
    ("priority = 2", 'priority = "2"', WERK + "priority (line 12)", "the number of a [[priority]], 1 to 8"),
    ("anyone_after", "anybody_after", WERK + "anybody_after_minutes (line 13)", '"anyone_after_minutes"?'),
    ("max_recalls", "most_recalls", "calling · most_recalls (line 43)", 'did you mean "max_recalls"?'),
    ("number = 2", "number = 9", "priority[0] · number (line 54)", "1 to 8; 1 goes first"),
    ("number = 2", "number = true", "priority[0] · number (line 54)", "true is not allowed"),
    ("number = 2\n", "", "priority[0] · number (line 53)", "is missing: write a whole number"),
    ("number = 1", "number = 2", "priority[1] · number (line 58)", "2 is taken by priority[0]"),
    ("number = 1", "nummer = 1", "priority[1] · nummer (line 58)", 'did you mean "number"?'),
    ('{ nl = "Met', '{ en = "Met', "priority[0] · name (line 55)", "is missing in nl (Dutch)"),
    ('{ nl = "Met een klein kind" }', "{}", "priority[0] · name (line 55)", "is missing in nl (Dutch)"),
    ('en = "Cannot', 'xx = "Cannot', "priority[1] · name.xx (line 59)", '"xx" is no language of Inloop'),
    (
        '"Met een klein kind"',
        '" "',
        "priority[0] · name.nl (line 55)",
        "1 to 40 characters, in Dutch at least",
    ),
    ('"Met een', '"Met\\neen', "priority[0] · name.nl (line 55)", "invisible character U+000A"),
    ('"cursus"', '"other"', 'outcome[0] "other" · id (line 62)', "is there by itself"),
    ('"cursus"', '"follow_up"', 'outcome[0] "follow_up" · id (line 62)', "is there by itself"),
    ('"cursus"', '"Cursus"', 'outcome[0] "Cursus" · id (line 62)', "small letters a-z"),
    ('{ nl = "Cursus",', "{", 'outcome[0] "cursus" · name (line 63)', "is missing in nl (Dutch)"),
    ('"scholing"', '"vacatures"', 'topic[1] "vacatures" · id (line 70)', '"vacatures" is taken by topic[0]'),
    ('nl = "Scholing"\n', "", 'topic[1] "scholing" · name (line 71)', "is missing in nl (Dutch)"),
    ("[[topic]]", "[[topics]]", "topics (line 65)", 'did you mean "topic"?'),
]
LIMITS = [
    # (place before the key, key, least, most)
    ("calling · ", "recall_pause_seconds", 0, 120),
    ("calling · ", "max_recalls", 0, 20),
    ("calling · ", "late_minutes", 0, 480),
    ("calling · ", "later_minutes", 1, 60),
    ("calling · ", "max_laters", 0, 20),
    ("calling · ", "max_hold_minutes", 1, 480),
    ("calling · ", "undo_seconds", 0, 600),
    ("calling · ", "also_after_minutes", 1, 480),
    ("calling · ", "max_overtakings", 0, 20),
    ("calling · ", "notice_seconds", 0, 600),
    (WERK, "anyone_after_minutes", 1, 480),
    (PLEIN, "minutes_per_visit", 1, 240),
]


def _with_value(key: str, value: object) -> str:
    (line,) = [line for line in FULL.splitlines() if line.startswith(f"{key} = ")]
    return spoilt(line, f"{key} = {value}", FULL)


def _with_priorities(numbers: list[int]) -> str:
    return GOOD + "".join(f'[[priority]]\nnumber = {number}\nname = {{ nl = "x" }}\n' for number in numbers)


@pytest.mark.parametrize(("old", "new", "place", "words"), WRONG)
def test_a_mistake_about_calling_is_told_with_place_line_and_what_is_allowed(
    old: str, new: str, place: str, words: str
) -> None:
    found = [problem for problem in problems_of(spoilt(old, new, FULL)) if problem.place == place]

    assert words in " / ".join(problem.message for problem in found)


def test_the_unspoilt_file_with_everything_about_calling_has_no_problem() -> None:
    assert problems_of(FULL) == ()


@pytest.mark.parametrize(("place", "key", "least", "most"), LIMITS)
def test_a_number_at_its_limits_is_taken(place: str, key: str, least: int, most: int) -> None:
    for value in (least, most):
        document = read_region(_with_value(key, value))
        holders = (document.calling, document.question_types[0], document.locations[0])
        assert value in [getattr(holder, key, None) for holder in holders]


@pytest.mark.parametrize(("place", "key", "least", "most"), LIMITS)
def test_a_number_past_its_limits_or_no_whole_number_is_refused(
    place: str, key: str, least: int, most: int
) -> None:
    for value in (least - 1, most + 1, "true", '"5"', "5.0"):
        (problem,) = problems_of(_with_value(key, value))
        assert problem.place.startswith(f"{place}{key} (line ")
        assert f"{value} is not allowed" in problem.message
        assert f"{least} to {most}" in problem.message


@pytest.mark.parametrize("table", ["", "[calling]\n"])
def test_without_rules_of_the_line_the_usual_ones_hold(table: str) -> None:
    assert read_region(GOOD + table).calling == Calling(
        recall_pause_seconds=10,
        max_recalls=3,
        late_minutes=30,
        later_minutes=10,
        max_laters=3,
        max_hold_minutes=60,
        undo_seconds=60,
        also_after_minutes=None,
        max_overtakings=2,
        notice_seconds=10,
    )


def test_what_else_may_be_left_out_about_calling_is_nothing() -> None:
    document = read_region(GOOD)

    assert (document.priorities, document.outcomes, document.topics) == ((), (), ())
    assert {(item.priority, item.anyone_after_minutes) for item in document.question_types} == {(None, None)}
    assert document.locations[0].minutes_per_visit is None


def test_names_for_staff_may_be_in_languages_that_the_region_does_not_offer() -> None:
    document = read_region(FULL)

    assert "uk" not in document.region.languages
    assert document.topics[1].name == {"nl": "Scholing", "uk": "Навчання"}


def test_an_outcome_and_a_topic_may_have_the_same_id() -> None:
    assert problems_of(spoilt('"vacatures"', '"cursus"', FULL)) == ()


def test_an_outcome_that_is_told_twice_is_refused() -> None:
    (problem,) = problems_of(FULL + '[[outcome]]\nid = "cursus"\nname = { nl = "Nog een" }\n')

    assert problem.place.startswith('outcome[1] "cursus" · id')
    assert '"cursus" is taken by outcome[0]' in problem.message


def test_the_outcomes_that_no_region_may_add_are_those_that_inloop_has() -> None:
    assert set(Outcome) == OWN_OUTCOMES


@pytest.mark.parametrize(
    "line", ["calling = 3", "calling = []", "priority = 1", "topic = { }", "outcome = [1]"]
)
def test_something_else_where_a_table_about_calling_belongs_is_told(line: str) -> None:
    (problem,) = problems_of(f"{line}\n{GOOD}")

    assert problem.place.startswith(line.split(" ", maxsplit=1)[0])
    assert problem.line == 1
    assert "is not allowed: write " in problem.message


def test_a_priority_of_a_question_in_a_file_without_priorities_is_told_what_to_add() -> None:
    (problem,) = problems_of(spoilt("target_minutes = 10", "target_minutes = 10\npriority = 1"))

    assert problem.message == "1 is no priority of this file: add a [[priority]], or leave it out"


@given(st.lists(st.integers(1, 8), max_size=8))
def test_each_priority_whose_number_stood_before_is_told_and_no_other(numbers: list[int]) -> None:
    places = [problem.place.split(" ")[0] for problem in problems_of(_with_priorities(numbers))]

    assert places == [
        f"priority[{index}]" for index, number in enumerate(numbers) if number in numbers[:index]
    ]


@given(st.lists(st.integers(1, 8), unique=True), st.integers(1, 8))
def test_a_question_can_have_every_priority_of_the_file_and_no_other(numbers: list[int], asked: int) -> None:
    text = spoilt(
        "target_minutes = 10", f"target_minutes = 10\npriority = {asked}", _with_priorities(numbers)
    )

    assert bool(problems_of(text)) == (asked not in numbers)


def test_a_number_that_is_no_number_does_not_take_the_place_of_another() -> None:
    (problem,) = problems_of(spoilt("priority = 2\n", "", spoilt("number = 2", "number = true", FULL)))

    assert problem.place == "priority[0] · number (line 53)"
