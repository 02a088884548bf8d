"""The regions that come with Inloop are valid and hold what a newcomer needs."""

from datetime import date
from pathlib import Path

import pytest

from config.languages import LANGUAGES
from models.region_file import Calling, LocationKind, RegionDocument, Weekday, read_region, write_region
from models.region_file.value import contrast_with_white

FOLDER = Path(__file__).resolve().parents[3] / "config" / "regions"
NAMES = ["haaglanden", "zuid-holland-centraal"]


def sample(name: str) -> RegionDocument:
    path = FOLDER / f"{name}.toml"
    return read_region(path.read_text(encoding="utf-8"), str(path))


def test_every_sample_is_tried_here() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.toml")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_survives_writing_and_reading(name: str) -> None:
    assert read_region(write_region(sample(name))) == sample(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_speaks_every_language_in_words_that_fit_a_tile(name: str) -> None:
    document = sample(name)

    assert document.region.languages == tuple(language.code for language in LANGUAGES)
    for item in document.question_types:
        assert set(item.name) == set(item.hint) == {language.code for language in LANGUAGES}
        assert max(len(words.split()) for words in item.name.values()) <= 3
        assert max(len(words.split()) for words in item.hint.values()) <= 12


@pytest.mark.parametrize("name", NAMES)
def test_the_colours_of_a_sample_differ_and_carry_small_white_text(name: str) -> None:
    colours = [item.colour for item in sample(name).question_types]

    assert len(set(colours)) == len(colours)
    assert min(map(contrast_with_white, colours)) >= 7


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_has_a_place_to_practise_that_is_always_open(name: str) -> None:
    document = sample(name)
    (oefen,) = [item for item in document.locations if item.training]

    assert (oefen.id, oefen.hours.always, len(oefen.desks)) == ("oefen", True, 4)
    assert document.question_types_of(oefen) == document.question_types


@pytest.mark.parametrize("name", NAMES)
def test_employers_come_later_and_everybody_else_is_served_now(name: str) -> None:
    later = [item.id for item in sample(name).question_types if not item.counts_on(date(2026, 11, 21))]

    assert later == ["werkgever"]
    assert all(item.counts_on(date(2027, 1, 1)) for item in sample(name).question_types)


def test_the_main_location_of_zuid_holland_centraal_is_open_ten_half_days() -> None:
    zoetermeer = sample("zuid-holland-centraal").locations[0]

    assert zoetermeer.from_date == date(2025, 6, 27)
    assert sum(len(zoetermeer.hours.on(day)) for day in Weekday) == 10


def test_zuid_holland_centraal_shows_what_can_be_said_about_calling() -> None:
    document = sample("zuid-holland-centraal")

    assert document.calling == Calling(also_after_minutes=15)
    assert [item.number for item in document.priorities] == [1]
    assert 4 <= len(document.topics) <= 5
    names = [item.name for item in document.priorities] + [item.name for item in document.topics]
    assert all(set(name) == {"nl", "en"} for name in names)
    assert {item.anyone_after_minutes for item in document.question_types} == {None, 20}


def test_zuid_holland_centraal_sits_in_one_day_a_week_at_five_places() -> None:
    weekly = [item for item in sample("zuid-holland-centraal").locations if item.kind is LocationKind.WEEKLY]

    assert len(weekly) == 5
    assert all(sum(bool(item.hours.on(day)) for day in Weekday) == 1 for item in weekly)


@pytest.mark.parametrize("name", NAMES)
def test_a_pop_up_of_a_sample_ends(name: str) -> None:
    popups = [item for item in sample(name).locations if item.kind is LocationKind.POPUP]

    assert popups
    assert all(item.until_date for item in popups)


def test_arabic_and_farsi_are_written_from_right_to_left() -> None:
    assert [item.code for item in LANGUAGES if item.direction == "rtl"] == ["ar", "fa"]
