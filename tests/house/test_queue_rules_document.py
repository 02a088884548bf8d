"""docs/queue-rules.md says what the code does: its tables are the code's, and its examples are run by it."""

import re

import pytest

from models.policy import Floor, Reason, order_for, order_of_all
from models.refusal import Code
from models.region_file.calling import Calling
from models.transition import CLOSED, OPEN, TRANSITIONS, State, Step
from tests.house.checkout import read, section, table_rows
from tests.house.queue_example import Example, Told, told

TEXT = read("docs/queue-rules.md")
EXAMPLES = [Example.of(block) for block in re.findall(r"```queue\n(.*?)```", TEXT, re.DOTALL)]
QUESTIONS = [(example, name) for example in EXAMPLES for name in example.next]


def _names(cell: str) -> list[str]:
    return re.findall(r"`(\w+)`", cell)


def _steps() -> list[tuple[Step, State, State]]:
    """Every way that the table of the document names."""
    ways: list[tuple[Step, State, State]] = []
    for step, come_from, to, _ in table_rows(section(TEXT, "## Every step"), 4):
        name, before = Step(_names(step)[0]), map(State, _names(come_from))
        ways += [(name, state, state if to == "the same" else State(_names(to)[0])) for state in before]
    return ways


def test_every_transition_is_in_the_table_once_and_nothing_else() -> None:
    assert sorted(_steps()) == sorted((step, before, to) for (step, before), to in TRANSITIONS.items())


def test_every_step_is_explained_in_the_order_of_the_code() -> None:
    assert list(dict.fromkeys(step for step, _, _ in _steps())) == list(Step)


def test_the_picture_has_every_way_between_two_states_and_no_other() -> None:
    arrows = re.findall(r"^    (\w+) --> (\w+): (.+)$", TEXT, flags=re.MULTILINE)
    drawn = {(step, before, to) for before, to, steps in arrows for step in steps.split(", ")}
    moving = {(str(step), str(a), str(b)) for (step, a), b in TRANSITIONS.items() if a is not b}
    assert drawn == moving
    assert "[*] --> waiting: issue" in TEXT


def test_the_states_are_named_by_whether_the_visit_goes_on() -> None:
    going_on, over = re.search(r"^(`waiting`.*?) are open\. (.*?) are four", TEXT, re.M | re.S).groups()  # type: ignore[union-attr]
    assert set(_names(going_on)) == OPEN
    assert set(_names(over)) == CLOSED


def test_every_reason_is_explained() -> None:
    rows = table_rows(section(TEXT, "## Who is next"), 2)
    assert {_names(row[0])[0] for row in rows} == set(Reason)
    assert all(row[1].endswith(".") for row in rows)


def test_every_reason_has_an_example() -> None:
    seen = {place.reason for example in EXAMPLES for order in example.orders for place in order}
    assert seen == set(Reason)


@pytest.mark.parametrize(("example", "name"), QUESTIONS, ids=str)
def test_an_example_is_true_for_each_guide(example: Example, name: str) -> None:
    floor = Floor(example.guides, example.most)
    guide = next(guide for guide in example.guides if guide.name == name)
    assert [told(place, example.most) for place in order_for(guide, example.waiting, floor)] == example.next[
        name
    ]


@pytest.mark.parametrize("example", [each for each in EXAMPLES if each.line], ids=str)
def test_an_example_is_true_for_the_line_as_visitors_see_it(example: Example) -> None:
    floor = Floor(example.guides, example.most)
    assert [told(place, example.most) for place in order_of_all(example.waiting, floor)] == example.line


def test_an_example_that_is_wrong_would_be_noticed() -> None:
    wrong = Example.of(
        "waits A01 werk\nwaits A02 werk\nguide Anna at 1\nnext for Anna: A02 (waited_longest)\n"
    )
    floor = Floor(wrong.guides, wrong.most)
    assert [told(place, 2) for place in order_for(wrong.guides[0], wrong.waiting, floor)] != wrong.next[
        "Anna"
    ]
    assert wrong.next["Anna"] == [Told("A02", Reason.WAITED_LONGEST)]


def test_every_rule_of_calling_is_listed_with_its_default_and_nothing_else() -> None:
    rows = table_rows(section(TEXT, "## The region's choices"), 4)
    listed = {_names(row[0])[0]: row[1] for row in rows}
    fields = Calling.model_fields
    assert listed == {
        name: "–" if field.default is None else str(field.default) for name, field in fields.items()
    }


@pytest.mark.parametrize("name", Calling.model_fields)
def test_the_bounds_of_a_rule_are_those_of_the_code(name: str) -> None:
    rows = {_names(row[0])[0]: row[2] for row in table_rows(section(TEXT, "## The region's choices"), 4)}
    least, most = map(int, rows[name].split(" to "))
    for value, allowed in ((least, True), (most, True), (least - 1, False), (most + 1, False)):
        assert _takes(name, value) is allowed


def _takes(name: str, value: int) -> bool:
    try:
        Calling.model_validate({name: value})
    except ValueError:
        return False
    return True


def test_every_refusal_is_explained_in_the_order_of_the_code() -> None:
    rows = table_rows(section(TEXT, "## When the system says no"), 2)
    assert [_names(row[0])[0] for row in rows] == list(Code)
    assert all(row[1].endswith(".") for row in rows)
