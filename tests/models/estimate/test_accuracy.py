"""The ranges keep their promise, on days of several shapes; docs/wait.md has what is promised."""

from dataclasses import replace
from functools import cache

import pytest

from models.estimate.happening import Happening
from models.estimate.replay import Replay, Score, Told
from models.simulation.pace import SHAPES
from tests.depth import times
from tests.models.estimate.days import DAY, FIRST_MONDAY, Plan, days
from tests.models.estimate.oracle import Oracle

DAYS = times(8, 13)
LEARNING_DAYS = 3
"""On the first days nobody can know what is usual: they are compared with the plain mean, not the oracle."""
DRAWS = times(60, 200)
SEEDS = times(1, 2)

PLANS = {
    "quiet": Plan(SHAPES["quiet"], 1),
    "busy": Plan(SHAPES["busy"], 1),
    "monday": Plan(SHAPES["monday"], 1),
    "long": Plan(SHAPES["long"], 1),
    "two kinds": Plan(SHAPES["two kinds"], 1, kinds=(0.6, 0.4)),
    "absent": Plan(SHAPES["absent"], 1),
    "lunch": Plan(replace(SHAPES["busy"], between_arrivals=1150), 1, lunch=True),
    "choosy guides": Plan(
        SHAPES["two kinds"],
        1,
        kinds=(0.6, 0.4),
        takes=(frozenset({0, 1}), frozenset({0}), frozenset({1}), frozenset({0, 1})),
    ),
}
USUAL = [("busy", 2), ("two kinds", 3), ("two kinds", 4), ("choosy guides", 3), ("lunch", 3)]
CASES = [(name, guides) for name in PLANS for guides in (2, 3, 4)] if times(0, 1) else USUAL
KNOWN_TO_THE_ORACLE = [case for case in CASES if case[0] != "lunch"]


def plan_of(name: str, guides: int) -> Plan:
    plan = PLANS[name]
    return replace(plan, pace=plan.pace.shared_by(guides), guides=guides)


@cache
def facts(name: str, guides: int, seed: int) -> tuple[Happening, ...]:
    return tuple(days(plan_of(name, guides), DAYS, seed))


@cache
def replayed(name: str, guides: int, seed: int) -> tuple[Told, ...]:
    engine = Replay()
    told = [each for fact in facts(name, guides, seed) for each in engine.see("here", fact)]
    return (*told, *engine.end())


def told_for(name: str, guides: int) -> list[Told]:
    return [told for seed in range(SEEDS) for told in replayed(name, guides, seed)]


def score_of(told: list[Told]) -> Score:
    score = Score()
    for each in told:
        score.add(each)
    return score


@pytest.mark.parametrize(("name", "guides"), CASES)
def test_the_median_is_far_better_than_the_mean_of_earlier_waits(name: str, guides: int) -> None:
    score = score_of(told_for(name, guides))
    assert score.called > 20 * DAYS
    assert score.off_compared <= 0.40 * score.mean_off


@pytest.mark.parametrize(("name", "guides"), CASES)
def test_eight_of_ten_who_wait_are_called_inside_their_range(name: str, guides: int) -> None:
    score = score_of(told_for(name, guides))
    assert 0.75 <= (score.share_inside or 0) <= 0.87


@pytest.mark.parametrize(("name", "guides"), CASES)
def test_few_are_told_five_minutes_too_little(name: str, guides: int) -> None:
    score = score_of(told_for(name, guides))
    assert score.short <= 0.25 * score.called


@pytest.mark.parametrize("guides", [2, 3, 4])
def test_nobody_who_knew_the_truth_would_have_told_much_better(guides: int) -> None:
    ours = theirs = 0.0
    for name in sorted({name for name, number in KNOWN_TO_THE_ORACLE if number == guides}):
        for seed in range(SEEDS):
            true = Oracle(plan_of(name, guides), DRAWS).medians(list(facts(name, guides, seed)))
            for told in replayed(name, guides, seed):
                if told.actual is not None and told.at >= FIRST_MONDAY + LEARNING_DAYS * DAY:
                    ours += abs(told.range.median - told.actual)
                    theirs += abs(true[told.ticket] - told.actual)
    assert theirs > 0
    assert ours <= 1.1 * theirs


@pytest.mark.parametrize(("name", "guides"), CASES)
def test_who_is_served_at_once_was_told_so(name: str, guides: int) -> None:
    told = told_for(name, guides)
    at_once = [each for each in told if each.actual == 0]
    assert len(at_once) > 10
    late = FIRST_MONDAY + LEARNING_DAYS * DAY
    long_idle = [each for each in at_once if each.at >= late and each.range.median > 0]
    assert len(long_idle) <= 0.1 * len(at_once)
