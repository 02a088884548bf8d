"""docs/audit.md explains everything that the audit log tells of, in order."""

from models.audit.what import What
from models.tables import Audit
from tests.house.checkout import read, section, table_rows

TEXT = read("docs/audit.md")


def test_everything_that_is_written_is_explained_and_nothing_else() -> None:
    assert [row[0].strip("`") for row in table_rows(section(TEXT, "## What is written"), 2)] == [*What]


def test_every_column_is_explained() -> None:
    rows = table_rows(section(TEXT, "## What a row tells"), 2)
    assert [row[0].strip("`") for row in rows] == [column.name for column in Audit.table().c]
