"""What a region file says about how long things are kept."""

import pytest

from models.region_file import Retention, read_region, write_region
from tests.models.region_file.sample import GOOD, problems_of


def with_term(name: str, value: object) -> str:
    return f"{GOOD}\n[retention]\n{name} = {value}\n"


def limits(name: str) -> tuple[int, int]:
    words = str(Retention.model_fields[name].description).split()
    return int(words[-3]), int(words[-1])


def test_what_is_left_out_has_the_usual_term() -> None:
    assert read_region(GOOD).retention == Retention()
    assert "retention" not in write_region(read_region(GOOD))


@pytest.mark.parametrize("name", Retention.model_fields)
def test_each_term_has_a_least_and_a_most(name: str) -> None:
    least, most = limits(name)
    for days in (least, most):
        assert getattr(read_region(with_term(name, days)).retention, name) == days
    for wrong in (least - 1, most + 1, 10.5, '"10"', "true"):
        (problem,) = problems_of(with_term(name, wrong))
        assert f"retention · {name}" in str(problem)
        assert f"{least} to {most}" in str(problem)


def test_a_misspelt_term_is_told_with_what_was_meant() -> None:
    (problem,) = problems_of(with_term("tokens_days", 2))
    assert 'did you mean "token_days"?' in str(problem)


def test_only_what_differs_is_written() -> None:
    text = write_region(read_region(with_term("audit_days", 365)))
    assert "[retention]\naudit_days = 365\n" in text
    assert read_region(text).retention.audit_days == 365
