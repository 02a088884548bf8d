"""A file for a spreadsheet in which no text becomes a formula."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as some

from web.spreadsheet import spreadsheet

FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n")


def _read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "\n=1", " =1", "＝1", "'=1"])
def test_a_text_that_would_be_calculated_is_shown_as_it_is(start: str) -> None:
    cell = _read(spreadsheet(["a"], [[start]]))[1][0]
    assert cell in {f"'{start}", start}
    assert cell.startswith("'")


@given(some.lists(some.lists(some.text() | some.integers() | some.none(), min_size=2, max_size=2)))
def test_no_cell_begins_a_formula_and_nothing_is_lost(rows: list[list[str | int | None]]) -> None:
    read = _read(spreadsheet(["a", "b"], rows))
    assert len(read) == len(rows) + 1
    for row, cells in zip(rows, read[1:], strict=True):
        for value, cell in zip(row, cells, strict=True):
            told = "" if value is None else str(value).replace("\0", "")
            assert cell in {told, f"'{told}"}
            assert isinstance(value, int) or not cell.lstrip(" ").startswith(FORMULAS)


def test_numbers_stay_numbers_and_columns_are_named() -> None:
    assert spreadsheet(["n", "name"], [[-3, 'say "no"']]) == '\ufeff"n","name"\r\n-3,"say ""no"""\r\n'
