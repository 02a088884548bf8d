"""Each way to get a region file wrong is told with its place, its line and what is allowed."""

from pathlib import Path

import pytest

from models.region_file import RegionFileInvalid, read_region
from tests.models.region_file.sample import GOOD, problems_of, spoilt

WERK = 'question_type[0] "werk" · '
LEREN = 'question_type[1] "leren" · '
PLEIN = 'location[0] "plein" · '

WRONG = [
    # (what stands there, what is written instead, where it is told, words of the message)
    ('id = "noord"', 'id = "Noord!"', "region · id (line 2)", "small letters a-z, digits and hyphens"),
    ('id = "noord"', f'id = "{"a" * 41}"', "region · id (line 2)", "1 to 40"),
    ('id = "noord"\n', "", "region · id (line 1)", "is missing"),
    ('name = "Werkcentrum Noord"', 'name = "  "', "region · name (line 3)", "1 to 160 characters"),
    ('"Werkcentrum Noord"', '"Werk\\ncentrum"', "region · name (line 3)", "invisible character U+000A"),
    ('"Werkcentrum Noord"', '"\\u202eWerk"', "region · name (line 3)", "invisible character U+202E"),
    ('["nl", "en"]', '["nl", "en", "xx"]', "region · languages[2] (line 4)", "allowed are nl, en, uk, pl"),
    ('["nl", "en"]', "[]", "region · languages (line 4)", "a list of language codes"),
    ('["nl", "en"]', '["nl", "en", "nl"]', "region · languages[2] (line 4)", "stands there already"),
    ('languages = ["nl"', 'languges = ["nl"', "region · languges (line 4)", 'did you mean "languages"?'),
    ('id = "werk"', 'id = "leren"', 'question_type[1] "leren" · id (line 15)', "taken by question_type[0]"),
    ('letter = "A"', 'letter = "O"', WERK + "letter (line 8)", "one capital letter"),
    ('letter = "A"', 'letter = "a"', WERK + "letter (line 8)", '"a" is not allowed'),
    ('letter = "A"', 'letter = "AB"', WERK + "letter (line 8)", "one capital letter"),
    ('letter = "B"', 'letter = "A"', LEREN + "letter (line 16)", '"A" is taken by question_type[0]'),
    ('"briefcase"', '"breifcase"', WERK + "icon (line 9)", 'did you mean "briefcase"?'),
    ('"briefcase"', '"zzzz"', WERK + "icon (line 9)", "no icon of config/icons.txt"),
    ('"#0b4f9e"', '"#ffcc00"', WERK + "colour (line 10)", "too light for white text on it (contrast 1.5)"),
    ('"#0b4f9e"', '"blue"', WERK + "colour (line 10)", '"blue" is no colour'),
    ("colour = ", "color = ", WERK + "color (line 10)", 'did you mean "colour"?'),
    ("target_minutes = 10", "target_minutes = 0", WERK + "target_minutes (line 11)", "1 to 480"),
    (
        "target_minutes = 10",
        'target_minutes = "10"',
        WERK + "target_minutes (line 11)",
        '"10" is not allowed',
    ),
    (
        "target_minutes = 10",
        "target_minutes = true",
        WERK + "target_minutes (line 11)",
        "true is not allowed",
    ),
    (', en = "Finding work"', "", WERK + "name (line 12)", "is missing in en (English)"),
    ('en = "Learning"\n', "", LEREN + "name (line 22)", "is missing in en (English)"),
    ('en = "Learning"', 'en = ""', LEREN + "name.en (line 24)", "1 to 40 characters"),
    ('en = "Learning"', 'en = "L"\nxx = "L"', LEREN + "name.xx (line 25)", '"xx" is no language'),
    (
        'en = "Learning"',
        'en = "Learning"\n[question_type.hint]\nnl = "Kies."',
        LEREN + "hint (line 25)",
        "en (English)",
    ),
    ("from = 2026-01-01", 'from = "2026-01-01"', LEREN + "from (line 20)", "a date without quotes"),
    ("from = 2026-01-01", "from = 2026-01-01T10:00:00", LEREN + "from (line 20)", "a date without quotes"),
    (
        "until = 2026-12-31",
        "until = 2025-12-31",
        LEREN + "until (line 21)",
        'lies before "from" (2026-01-01)',
    ),
    ('"permanent"', '"daily"', PLEIN + "kind (line 29)", '"permanent", "weekly" or "popup"'),
    ("Europe/Amsterdam", "Europe/Amsterdm", PLEIN + "timezone (line 30)", 'did you mean "Europe/Amsterdam"?'),
    ('["werk", "leren"]', '["werk", "leeren"]', PLEIN + "question_types[1] (line 31)", 'mean "leren"?'),
    ('["werk", "leren"]', '["werk", "werk"]', PLEIN + "question_types[1] (line 31)", "stands there already"),
    ('["werk", "leren"]', "[]", PLEIN + "question_types (line 31)", '"*" for all'),
    ('id = "2"', 'id = "1"', PLEIN + "desks[1].id (line 32)", '"1" is taken by desks[0]'),
    ('id = "2"', "id = 2", PLEIN + "desks[1].id (line 32)", "between quotes"),
    ('"Plek 2"', '"Plek 2", seats = 2', PLEIN + "desks[1].seats (line 32)", "allowed are id, name"),
    ("09:00-12:30", "9:00-12:30", PLEIN + "hours.mon[0] (line 33)", '"9:00" is no time of the day'),
    ("09:00-12:30", "09:00-12:60", PLEIN + "hours.mon[0] (line 33)", '"12:60" is no time of the day'),
    ("09:00-12:30", "morning", PLEIN + "hours.mon[0] (line 33)", 'write it as "09:00-12:30"'),
    ("09:00-12:30", "12:30-09:00", PLEIN + "hours.mon[0] (line 33)", "does not end after it starts"),
    ("09:00-12:30", "09:00-09:00", PLEIN + "hours.mon[0] (line 33)", "does not end after it starts"),
    ("09:00-12:30", "09:00-24:30", PLEIN + "hours.mon[0] (line 33)", '"24:30" is no time of the day'),
    ("09:00-12:30", "09:00-13:01", PLEIN + "hours.mon (line 33)", "overlap"),
    ("09:00-12:30", "18:00-19:00", PLEIN + "hours.mon (line 33)", "in order"),
    ("{ mon =", "{ monday =", PLEIN + "hours.monday (line 33)", 'did you mean "mon"?'),
    (
        'hours = { mon = ["09:00-12:30", "13:00-17:00"] }',
        'hours = "all"',
        PLEIN + "hours (line 33)",
        '"always"',
    ),
    ("[2026-12-25]", '["25 Dec"]', PLEIN + "closed[0] (line 34)", "a list of dates without quotes"),
    ("minutes = 20", "minutes = -1", PLEIN + "last_check_in_minutes (line 35)", "0 to 720"),
    ("max_waiting = 60", "max_waiting = 0", PLEIN + "max_waiting (line 36)", "1 to 9999"),
    ("max_waiting", "training = 1\nmax_waiting", PLEIN + "training (line 36)", "true or false"),
    ("max_waiting", 'day_starts_at = "24:00"\nmax_waiting', PLEIN + "day_starts_at (line 36)", '"23:59"'),
    ("max_waiting", 'adress = "x"\nmax_waiting', PLEIN + "adress (line 36)", 'did you mean "address"?'),
    (
        "max_waiting",
        "from = 2027-02-01\nuntil = 2027-01-01\nmax_waiting",
        PLEIN + "until (line 37)",
        "before",
    ),
]


@pytest.mark.parametrize(("old", "new", "place", "words"), WRONG)
def test_a_mistake_is_told_with_place_line_and_what_is_allowed(
    old: str, new: str, place: str, words: str
) -> None:
    found = {problem.place: problem.message for problem in problems_of(spoilt(old, new))}

    assert place in found
    assert words in found[place]


def test_the_unspoilt_file_has_no_problem() -> None:
    assert problems_of(GOOD) == ()


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file() -> None:
    text = GOOD
    for old, new in [
        ('id = "noord"', 'id = "Noord"'),
        ('letter = "A"', 'letter = "Q"'),
        ("target_minutes = 10", "target_minutes = 0"),
        ('en = "Learning"\n', ""),
        ('"permanent"', '"daily"'),
        ('"leren"]', '"leeren"]'),
        ('id = "2"', 'id = "1"'),
        ("09:00-12:30", "9-12"),
        ("max_waiting", "most_waiting"),
    ]:
        text = spoilt(old, new, text)

    lines = [problem.line for problem in problems_of(text)]

    assert lines == [2, 8, 11, 22, 28, 30, 31, 32, 35]


def test_the_refusal_reads_as_a_list_with_the_name_of_the_file() -> None:
    with pytest.raises(RegionFileInvalid) as refusal:
        read_region(spoilt('letter = "A"', 'letter = "Q"'), "regions/noord.toml")

    first, second = str(refusal.value).splitlines()
    assert first == "regions/noord.toml has 1 problem:"
    assert second.startswith('  question_type[0] "werk" · letter (line 8): "Q" is not allowed')


def test_a_control_character_does_not_reach_the_screen_of_whoever_reads_the_refusal() -> None:
    (problem, *_) = problems_of(spoilt('id = "werk"', 'id = "w\\u001b[2J\\n"'))

    assert str(problem).isprintable()
    assert '"w\\u001b[2J\\u000a" is not allowed' in problem.message


def test_an_empty_file_is_told_the_three_tables_it_needs() -> None:
    assert [problem.place for problem in problems_of("")] == ["region", "question_type", "location"]


@pytest.mark.parametrize("header", ["[[locaton]]", "[locaton]", "locaton = 1"])
def test_an_unknown_table_is_told_with_the_nearest_known_one(header: str) -> None:
    text = header + "\n" + GOOD if "=" in header else GOOD + header + "\n"

    (problem,) = problems_of(text)

    assert problem.place == f"locaton (line {1 if '=' in header else 37})"
    assert 'did you mean "location"?' in problem.message


def test_a_list_where_a_table_belongs_is_told() -> None:
    places = {problem.place: problem.message for problem in problems_of("region = []\nlocation = [3]\n")}

    assert "a list of 0 is not allowed: write a table [region]" in places["region (line 1)"]
    assert "3 is not allowed" in places["location[0] (line 2)"]


def test_more_than_twenty_question_types_are_too_many() -> None:
    text = spoilt("[[question_type]]", "[[question_type]]\n" * 19 + "[[question_type]]")

    found = {problem.place: problem.message for problem in problems_of(text)}

    assert found["question_type (line 6)"].startswith("21 question types are too many")


def test_without_the_list_of_icons_the_check_fails_and_names_it(tmp_path: Path) -> None:
    with pytest.raises(RegionFileInvalid) as refusal:
        read_region(GOOD, icon_list=tmp_path / "icons.txt")

    (problem,) = refusal.value.errors
    assert problem.place == "config/icons.txt"
    assert "cannot be read (No such file or directory)" in problem.message
