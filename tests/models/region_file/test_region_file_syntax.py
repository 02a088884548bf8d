"""Text that is no TOML, or only just, is refused with line and column and never with a traceback."""

import tomllib

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from models.region_file import read_region
from tests.models.region_file.sample import FULL, GOOD, problems_of, spoilt

TABLES = [
    *("region", "calling", "priority", "outcome", "topic", "question_type", "location"),
    *("desks", "hours", "name"),
]
KEYS = st.sampled_from([*TABLES, "id", "languages", "letter", "mon", "closed", "from", "nl", 'a"b', ""])
LEAVES = st.one_of(
    st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.dates(), st.times(), st.datetimes()
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('[region]\nid = "noord\n', "line 2, column 12"),
        ("[region]\nid = 2026-02-30\n", "line 2, column 6"),
        ("[region\n", "line 1, column 8"),
        ("[region]\nid = 1\nid = 2\n", "line 3, column 7"),
        ("[region]\r\nid =\r\n", "line 2, column 5"),
        ('[region]\nid = """x', "line 2, column 10"),
    ],
)
def test_wrong_toml_is_told_with_line_and_column(text: str, place: str) -> None:
    (problem,) = problems_of(text)

    assert problem.place == place
    assert problem.message.startswith("is not valid TOML: ")


@pytest.mark.parametrize(
    ("text", "words"), [("x = " + "[" * 9000, "deeply"), ("x = " + "9" * 9000, "number")]
)
def test_what_the_reader_cannot_swallow_is_refused(text: str, words: str) -> None:
    (problem,) = problems_of(text)

    assert problem.place == "the whole file"
    assert words in problem.message


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    text = "\ufeff" + GOOD.replace("\n", "\r\n")

    assert read_region(text) == read_region(GOOD)
    (problem,) = problems_of(text.replace('letter = "A"', 'letter = "Q"'))
    assert problem.line == 8


def test_a_key_in_a_comment_or_in_another_item_is_not_taken_for_the_place() -> None:
    text = spoilt('id = "leren"', '# colour = "#ffffff"\nid = "leren"')
    text = spoilt('"#0f5f3c"', '"#ffffff"', text)

    (problem,) = problems_of(text)

    assert problem.place == 'question_type[1] "leren" · colour (line 19)'


def test_without_headers_to_look_for_the_place_is_told_without_a_line() -> None:
    text = spoilt("[[location]]", "[[ 'location' ]]")

    (problem,) = problems_of(spoilt('"permanent"', '"daily"', text))

    assert problem.place == 'location[0] "plein" · kind'
    assert problem.line is None


def test_a_key_of_no_letters_is_told_between_quotes() -> None:
    (problem,) = problems_of('"" = 1\n' + GOOD)

    assert problem.place == '"" (line 1)'


@given(st.dictionaries(KEYS, VALUES, max_size=5))
def test_whatever_the_file_holds_it_is_refused_with_problems(tables: dict[str, object]) -> None:
    for problem in problems_of(tomli_w.dumps(tables)) or pytest.fail("random tables are no region"):
        assert problem.place
        assert problem.message


def _spots(node: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The paths of everything that lies in a table or list."""
    if not isinstance(node, dict | list):
        return [path]
    members = node.items() if isinstance(node, dict) else enumerate(node)
    return [path, *(spot for step, member in members for spot in _spots(member, (*path, step)))]


def _with(node: object, path: tuple[str | int, ...], value: object) -> object:
    """A copy of a table or list with another value at a path."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(node, dict):
        return {key: _with(old, rest, value) if key == step else old for key, old in node.items()}
    assert isinstance(node, list)
    return [_with(old, rest, value) if index == step else old for index, old in enumerate(node)]


@given(st.sampled_from(_spots(tomllib.loads(FULL))[1:]), VALUES)
def test_any_other_value_anywhere_is_taken_or_refused_with_its_place(
    path: tuple[str | int, ...], value: object
) -> None:
    spoilt_tables = _with(tomllib.loads(FULL), path, value)
    assert isinstance(spoilt_tables, dict)

    for problem in problems_of(tomli_w.dumps(spoilt_tables)):
        assert problem.place
        assert problem.message
