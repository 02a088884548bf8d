"""The bundled font files."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from printer import font
from printer.coverage import characters
from printer.font import Family, font_file, missing_parts

ALL_FILES = [font_file(family, bold=bold) for family in Family for bold in (False, True)]


@pytest.mark.parametrize("path", ALL_FILES, ids=lambda path: path.name)
def test_characters_of_a_font_are_those_that_fonttools_finds(path: Path) -> None:
    with TTFont(path) as independent:
        expected = set(independent.getBestCmap())
    assert expected <= characters(path) <= expected | {0, 13}


@pytest.mark.parametrize("family", list(Family))
def test_every_family_has_latin_letters_and_digits(family: Family) -> None:
    assert {ord(char) for char in "Werkcentrum A07 14:05"} <= font.covered(family)


def test_nothing_is_missing_here() -> None:
    assert missing_parts() == ()


def test_a_missing_font_and_missing_shaping_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(font, "FOLDER", tmp_path)
    monkeypatch.setattr(font, "shaping_available", lambda: False)
    problems = missing_parts()
    assert len(problems) == len(ALL_FILES) + 1
    assert "NotoSansEthiopic-Bold.ttf is missing" in " ".join(problems)
    assert "libfribidi0" in problems[-1]


def test_a_file_that_is_no_font_is_refused(tmp_path: Path) -> None:
    nonsense = tmp_path / "nonsense.ttf"
    nonsense.write_bytes(bytes(64))
    with pytest.raises(ValueError, match=r"nonsense\.ttf is not a font"):
        characters(nonsense)
