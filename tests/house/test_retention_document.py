"""docs/retention.md and the DPIA tell the terms as they are."""

import re

from models.region_file import Retention
from models.retention.rules import RULES, Term
from tests.house.checkout import read, table_rows

ROWS = {row[0].strip("`"): row for row in table_rows(read("docs/retention.md"), 4)}


def test_every_term_is_explained_with_its_default_and_its_limits() -> None:
    assert list(ROWS) == list(Retention.model_fields) == [*Term]
    for name, field in Retention.model_fields.items():
        least, most = (
            getattr(limit, edge) for limit, edge in zip(field.metadata[-2:], ("ge", "le"), strict=True)
        )
        assert ROWS[name][1:3] == [str(field.default), f"{least} to {most}"]


def test_every_term_has_a_rule() -> None:
    assert {rule.term for rule in RULES} | {Term.AUDIT} == {*Term}


def test_the_dpia_tells_the_same_defaults() -> None:
    told: dict[str, str] = {}
    for row in table_rows(read("docs/nl/dpia.md"), 4):
        keys, days = re.findall(r"`(\w+_days)`", row[2]), re.findall(r"\d+", row[1])
        told |= dict(zip(keys, days, strict=False))
    assert told == {name: str(field.default) for name, field in Retention.model_fields.items()}
