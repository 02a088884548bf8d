"""docs/security.md and docs/attacks.md name tests that are there."""

import re

import pytest

from tests.house.checkout import ROOT, read, section, table_rows

THERE = {path.name for path in (ROOT / "tests").rglob("test_*.py")}
ROWS = table_rows(section(read("docs/security.md"), "## Table of checks"), 3)


@pytest.mark.parametrize("document", ["docs/security.md", "docs/attacks.md"])
def test_every_test_that_is_named_exists(document: str) -> None:
    named = re.findall(r"\b(test_\w+\.py)\b", read(document))
    assert len(named) > 5
    assert [name for name in named if name not in THERE] == []


def test_every_check_says_what_shows_it() -> None:
    assert len(ROWS) > 30
    assert [
        row[0]
        for row in ROWS
        if not re.search(r"`(?:tests/)?[\w/]+(?:\.py)?`|import-linter|not built", row[2])
    ] == []
