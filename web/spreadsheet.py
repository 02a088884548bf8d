"""Rows as a file for a spreadsheet (CSV), in which nothing becomes a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

MIME = "text/csv; charset=utf-8"

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_MARK = "\ufeff"
"""Without it a spreadsheet of a Dutch office takes the file for one in an old alphabet."""


def spreadsheet(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The file: comma-separated, every text quoted, the first row naming the columns."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return _MARK + out.getvalue()


def _cell(value: object) -> object:
    """A number as it is; of a text that a spreadsheet would calculate, the letters, after an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    text = str(value).replace("\0", "")
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
