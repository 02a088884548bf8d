"""What docs/translating.md says of each language is what the files say."""

import re
from pathlib import Path

import pytest

from config.languages import ADDABLE, LANGUAGES

ROOT = Path(__file__).parents[2]
DOCUMENT = (ROOT / "docs" / "translating.md").read_text("utf-8")
ROWS = re.findall(r"^\| `(\w+)` \| (.+?) \| (.+?) \| (.+?) \|$", DOCUMENT, re.MULTILINE)
NOBODY = "nobody yet"
MARK = "# not yet reviewed by a fluent speaker"


def test_every_language_of_inloop_has_its_row() -> None:
    assert [(code, name) for code, name, *_ in ROWS] == [(item.code, item.english_name) for item in LANGUAGES]


@pytest.mark.parametrize("code", [item.code for item in LANGUAGES if item.code not in {"nl", "en"}])
def test_a_file_is_marked_as_long_as_nobody_reviewed_it(code: str) -> None:
    head = (
        (ROOT / "translations" / code / "LC_MESSAGES" / "visitor.po").read_text("utf-8").split("msgid", 1)[0]
    )
    reviewer = next(by for row, _, by, _ in ROWS if row == code)
    assert (MARK in head) is (reviewer == NOBODY)


def test_every_language_that_can_be_added_is_named_with_its_code() -> None:
    for item in ADDABLE:
        assert (
            f"{item.english_name}\n(`{item.code}`)" in DOCUMENT
            or f"{item.english_name} (`{item.code}`)" in DOCUMENT
        )
