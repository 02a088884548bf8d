"""What is written is read back as the same document."""

import tomllib
from datetime import time
from itertools import pairwise
from zoneinfo import available_timezones

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.languages import LANGUAGES
from models.region_file import (
    ALWAYS_OPEN,
    Calling,
    Choice,
    Desk,
    Location,
    LocationKind,
    Priority,
    QuestionGroup,
    QuestionType,
    Region,
    RegionDocument,
    Span,
    Weekday,
    WeekHours,
    read_region,
    write_region,
)
from models.region_file.icon import icon_names
from models.region_file.relation import OWN_OUTCOMES
from models.region_file.roster import Roster
from models.region_file.value import DIRECTION_MARKS
from tests.depth import times
from tests.models.region_file.sample import FULL, GOOD

IDS = st.from_regex(r"\A[a-z0-9][a-z0-9-]{0,39}\Z")
LETTERS = list("ABCDEFGHJKLMNPRSTUVWXYZ")
CHARACTERS = st.characters(
    exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="".join(DIRECTION_MARKS)
)
TEXTS = st.text(CHARACTERS, min_size=1, max_size=40).filter(lambda text: bool(text.strip()))
COLOURS = st.from_regex(r"\A#[0-6][0-9a-f][0-6][0-9a-f][0-6][0-9a-f]\Z")
CODES = [language.code for language in LANGUAGES]


@st.composite
def periods(draw: st.DrawFn) -> dict[str, object]:
    first, last = sorted([draw(st.dates()), draw(st.dates())])
    return {
        "from_date": draw(st.sampled_from([None, first])),
        "until_date": draw(st.sampled_from([None, last])),
    }


@st.composite
def days(draw: st.DrawFn) -> tuple[Span, ...]:
    edges = sorted(draw(st.sets(st.integers(0, 1440), max_size=6)))
    return tuple(Span(start, end) for start, end in list(pairwise(edges))[::2])


WEEKS = st.just(ALWAYS_OPEN) | st.dictionaries(st.sampled_from(Weekday), days()).map(WeekHours.from_days)
SHIFTS = st.tuples(days(), st.integers(1, 99)).map(lambda drawn: [f"{span} {drawn[1]}" for span in drawn[0]])
ROSTERS = st.fixed_dictionaries({day.key: SHIFTS for day in Weekday}).map(Roster.model_validate)


STAFF_TEXTS = st.fixed_dictionaries({"nl": TEXTS}, optional=dict.fromkeys(CODES[1:], TEXTS))
NUMBERS = st.lists(st.integers(1, 8), max_size=3, unique=True)
CALLINGS = st.builds(
    Calling,
    recall_pause_seconds=st.integers(0, 120),
    max_recalls=st.integers(0, 20),
    late_minutes=st.integers(0, 480),
    later_minutes=st.integers(1, 60),
    max_laters=st.integers(0, 20),
    max_hold_minutes=st.integers(1, 480),
    undo_seconds=st.integers(0, 600),
    also_after_minutes=st.none() | st.integers(1, 480),
    max_overtakings=st.integers(0, 20),
    notice_seconds=st.integers(0, 600),
)


@st.composite
def choices(draw: st.DrawFn) -> tuple[Choice, ...]:
    ids = draw(st.lists(IDS.filter(lambda text: text not in OWN_OUTCOMES), max_size=3, unique=True))
    return tuple(Choice(id=identifier, name=draw(STAFF_TEXTS)) for identifier in ids)


@st.composite
def question_groups(draw: st.DrawFn, codes: list[str]) -> tuple[QuestionGroup, ...]:
    texts = st.fixed_dictionaries(dict.fromkeys(codes, TEXTS))
    icons, ids = st.sampled_from(sorted(icon_names())), draw(st.lists(IDS, max_size=2, unique=True))
    return tuple(
        QuestionGroup(id=identifier, icon=draw(icons), colour=draw(COLOURS), name=draw(texts))
        for identifier in ids
    )


@st.composite
def question_types(
    draw: st.DrawFn, codes: list[str], numbers: list[int], groups: list[str]
) -> tuple[QuestionType, ...]:
    texts = st.fixed_dictionaries(dict.fromkeys(codes, TEXTS))
    ids = draw(st.lists(IDS, min_size=1, max_size=4, unique=True))
    letters = draw(st.permutations(LETTERS))
    return tuple(
        QuestionType.model_validate(
            {
                "id": identifier,
                "letter": letter,
                "icon": draw(st.sampled_from(sorted(icon_names()))),
                "colour": draw(COLOURS),
                "target_minutes": draw(st.integers(1, 480)),
                "priority": draw(st.sampled_from([None, *numbers])),
                "anyone_after_minutes": draw(st.none() | st.integers(1, 480)),
                "group": draw(st.sampled_from([None, *groups])),
                "name": draw(texts),
                "hint": draw(st.just({}) | texts),
                **draw(periods()),
            }
        )
        for identifier, letter in zip(ids, letters, strict=False)
    )


@st.composite
def locations(draw: st.DrawFn, identifier: str, known: list[str]) -> Location:
    desk_ids = draw(st.lists(IDS, min_size=1, max_size=3, unique=True))
    chosen = st.lists(st.sampled_from(known), min_size=1, unique=True).map(tuple)
    return Location.model_validate(
        {
            "id": identifier,
            "name": draw(TEXTS),
            "kind": draw(st.sampled_from(LocationKind)),
            "address": draw(st.none() | TEXTS),
            "training": draw(st.booleans()),
            "timezone": draw(st.sampled_from(sorted(available_timezones()))),
            "day_starts_at": time(draw(st.integers(0, 23)), draw(st.integers(0, 59))),
            "question_types": draw(st.none() | chosen),
            "desks": tuple(Desk(id=desk_id, name=draw(TEXTS)) for desk_id in desk_ids),
            "hours": draw(WEEKS),
            "guides": draw(st.none() | ROSTERS),
            "closed": tuple(draw(st.lists(st.dates(), max_size=3))),
            "last_check_in_minutes": draw(st.integers(0, 720)),
            "max_waiting": draw(st.none() | st.integers(1, 9999)),
            "minutes_per_visit": draw(st.none() | st.integers(1, 240)),
            "ask_how": draw(st.booleans()),
            **draw(periods()),
        }
    )


@st.composite
def documents(draw: st.DrawFn) -> RegionDocument:
    codes = draw(st.lists(st.sampled_from(CODES), min_size=1, unique=True))
    numbers = draw(NUMBERS)
    groups = draw(question_groups(codes))
    questions = draw(question_types(codes, numbers, [group.id for group in groups]))
    ids = draw(st.lists(IDS, min_size=1, max_size=3, unique=True))
    known = [item.id for item in questions]
    return RegionDocument(
        region=Region(
            id=draw(IDS),
            name=draw(TEXTS),
            languages=tuple(codes),
            phone=draw(st.none() | TEXTS),
            website=draw(st.none() | TEXTS),
        ),
        calling=draw(st.just(Calling()) | CALLINGS),
        priorities=tuple(Priority(number=number, name=draw(STAFF_TEXTS)) for number in numbers),
        outcomes=draw(choices()),
        topics=draw(choices()),
        question_groups=groups,
        question_types=questions,
        locations=tuple(draw(locations(identifier, known)) for identifier in ids),
    )


@settings(
    max_examples=times(15, 200),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(documents())
def test_what_is_written_is_read_back_as_the_same_document(document: RegionDocument) -> None:
    text = write_region(document)

    assert read_region(text) == document
    assert write_region(read_region(text)) == text


def test_the_order_of_the_words_does_not_change_what_is_written() -> None:
    swapped = GOOD.replace(
        'nl = "Werk zoeken", en = "Finding work"', 'en = "Finding work", nl = "Werk zoeken"'
    )

    assert write_region(read_region(swapped)) == write_region(read_region(GOOD))


def test_what_was_left_out_is_not_written() -> None:
    tables = tomllib.loads(write_region(read_region(GOOD)))

    assert tables.keys() == {"region", "question_type", "location"}
    assert not {"priority", "anyone_after_minutes", "group"} & tables["question_type"][0].keys()
    assert not {"minutes_per_visit", "ask_how"} & tables["location"][0].keys()
    assert not {"phone", "website"} & tables["region"].keys()


def test_of_the_rules_of_the_line_only_those_that_differ_from_the_default_are_written() -> None:
    text = GOOD + "[calling]\nmax_recalls = 3\nmax_laters = 0\n"

    assert tomllib.loads(write_region(read_region(text)))["calling"] == {"max_laters": 0}


def test_everything_about_calling_is_written_as_it_was_read() -> None:
    read, written = tomllib.loads(FULL), tomllib.loads(write_region(read_region(FULL)))

    assert [written[key] for key in ("calling", "priority", "outcome", "topic")] == [
        read[key] for key in ("calling", "priority", "outcome", "topic")
    ]
