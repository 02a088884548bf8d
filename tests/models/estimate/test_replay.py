"""A replay learns only from what was before, and copes with facts that others wrote."""

from dataclasses import replace

import pytest

from models.estimate.happening import Happening, Kind
from models.estimate.replay import Replay, Score, Told
from models.simulation.pace import SHAPES
from tests.models.estimate.days import Plan, days

PLAN = Plan(SHAPES["busy"].shared_by(2), 2)
FACTS = days(PLAN, 3, seed=4)


def replayed(facts: list[Happening], location: str = "here") -> list[Told]:
    engine = Replay()
    return [told for fact in facts for told in engine.see(location, fact)] + list(engine.end())


def score_of(facts: list[Happening]) -> Score:
    score = Score()
    for told in replayed(facts):
        score.add(told)
    return score


def test_each_visitor_is_told_once_in_order_of_arrival() -> None:
    issued = [fact.ticket for fact in FACTS if fact.kind is Kind.ISSUED]
    assert [told.ticket for told in replayed(FACTS)] == issued


def test_what_comes_later_changes_nothing_of_what_was_told() -> None:
    half = FACTS[: len(FACTS) // 2]
    first = [(told.ticket, told.range, told.mean) for told in replayed(half)]
    assert first
    assert first == [(told.ticket, told.range, told.mean) for told in replayed(FACTS)][: len(first)]


def test_the_actual_wait_is_from_number_to_first_call() -> None:
    issued = {fact.ticket: fact.at for fact in FACTS if fact.kind is Kind.ISSUED}
    called = {fact.ticket: fact.at for fact in FACTS if fact.kind is Kind.CALLED}
    for told in replayed(FACTS):
        assert told.actual == called[told.ticket] - issued[told.ticket]


def test_who_leaves_was_never_called() -> None:
    first = next(fact for fact in FACTS if fact.kind is Kind.ISSUED)
    left = [first, replace(first, at=first.at + 60, kind=Kind.LEFT)]
    assert [(told.ticket, told.actual) for told in replayed(left)] == [(first.ticket, None)]


@pytest.mark.parametrize(
    "kinds",
    [
        {Kind.GUIDE_AVAILABLE, Kind.GUIDE_AWAY},
        {Kind.GUIDE_AVAILABLE, Kind.GUIDE_AWAY, Kind.LOCATION_OPENED, Kind.LOCATION_CLOSED},
    ],
    ids=["no presence", "only visits"],
)
def test_guides_of_whom_nothing_is_told_are_known_by_their_calls(kinds: set[Kind]) -> None:
    whole, bare = score_of(FACTS), score_of([fact for fact in FACTS if fact.kind not in kinds])
    assert bare.called == whole.called
    assert bare.error < 1.25 * whole.error


def test_without_starts_a_conversation_lasts_from_call_to_end() -> None:
    whole, bare = score_of(FACTS), score_of([fact for fact in FACTS if fact.kind is not Kind.STARTED])
    assert bare.error < 2 * whole.error


def test_two_locations_know_nothing_of_each_other() -> None:
    engine, apart = Replay(), {told.ticket: told.range for told in replayed(FACTS)}
    together = [told for fact in FACTS for place in ("a", "b") for told in engine.see(place, fact)] + list(
        engine.end()
    )
    assert {told.location for told in together} == {"a", "b"}
    assert all(told.range == apart[told.ticket] for told in together)


def step(at: float, kind: Kind, ticket: str | None = None, guide: str | None = None) -> Happening:
    return Happening(1000.0 + at, 36_000.0 + at, 5, kind, ticket, None if ticket is None else "werk", guide)


def test_where_a_guide_is_free_the_range_is_zero_and_where_none_is_it_is_not() -> None:
    told = replayed(
        [
            step(0, Kind.GUIDE_AVAILABLE, guide="g1"),
            step(600, Kind.ISSUED, "1"),
            step(600, Kind.CALLED, "1", "g1"),
            step(660, Kind.ISSUED, "2"),
        ]
    )
    assert (told[0].range.low, told[0].range.high) == (0, 0)
    assert 0 < told[1].range.low < told[1].range.median < told[1].range.high


def test_every_step_of_a_visit_is_understood() -> None:
    told = replayed(
        [
            step(0, Kind.GUIDE_AVAILABLE, guide="g1"),
            step(1, Kind.ISSUED, "1"),
            step(2, Kind.CALLED, "1", "g1"),
            step(90, Kind.RETURNED, "1", "g1"),
            step(100, Kind.CALLED, "1", "g1"),
            step(110, Kind.STARTED, "1", "g1"),
            step(200, Kind.HELD, "1", "g1"),
            step(300, Kind.RESUMED, "1", "g1"),
            step(400, Kind.TRANSFERRED, "1", "g1"),
            step(410, Kind.CALLED, "1", "g2"),
            step(500, Kind.NO_SHOW, "1", "g2"),
            step(600, Kind.REINSTATED, "1"),
            step(700, Kind.ABANDONED, "1"),
            step(800, Kind.FINISHED, "unheard of", "g3"),
            step(900, Kind.CALLED, "also unheard of", "g3"),
            step(950, Kind.STARTED, "also unheard of", "g3"),
            step(1200, Kind.FINISHED, "also unheard of", "g3"),
            step(1300, Kind.ISSUED, "2"),
        ]
    )
    assert [(each.ticket, each.actual) for each in told] == [("1", 1.0), ("2", None)]
    assert told[1].range.high == 0
