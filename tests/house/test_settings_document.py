"""docs/settings.md is the list of settings, no more and no less."""

from pathlib import Path
from typing import get_args

import pytest
from pydantic.fields import FieldInfo

from config.settings import ROOT, Settings, environment_name
from tests.house.checkout import read, table_rows

ROWS = {row[0].strip("`"): row for row in table_rows(read("docs/settings.md"), 4)}
FIELDS = {environment_name(name): field for name, field in Settings.model_fields.items()}


def test_every_setting_is_listed_in_order_and_nothing_else() -> None:
    assert list(ROWS) == list(FIELDS)


@pytest.mark.parametrize("name", FIELDS)
def test_a_listed_setting_is_what_the_code_says(name: str) -> None:
    _, default, allowed, description = ROWS[name]
    assert default == _default(FIELDS[name])
    assert description == FIELDS[name].description
    for choice in get_args(FIELDS[name].annotation) if "Literal" in str(FIELDS[name].annotation) else ():
        assert f"`{choice}`" in allowed


def _default(field: FieldInfo) -> str:
    if field.default is None:
        return "–"
    value = field.default.relative_to(ROOT) if isinstance(field.default, Path) else field.default
    return f"`{value}`"
