"""The location's log: gapless, one fact a turn, nothing on a refusal."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.check import check_database
from models.log import FactKind
from models.refusal import NobodyWaiting, Refusal
from tests.cast import BRAM, SAMIRA, World
from tests.depth import times


def test_each_command_appends_one_fact_and_raises_the_revision_by_one(world: World) -> None:
    before = world.rev()
    world.issue()
    world.serve()
    kinds = [fact.kind for fact in world.facts()[before:]]
    assert kinds == [FactKind.ISSUED, FactKind.CALLED, FactKind.STARTED, FactKind.FINISHED]
    assert world.rev() == before + 4


def test_a_return_notes_whose_desk_it_left(world: World) -> None:
    world.issue()
    world.return_to_line(world.call_next(SAMIRA, "2"))
    fact = world.facts()[-1]
    assert (fact.kind, fact.guide, fact.desk) == (FactKind.RETURNED, SAMIRA, "2")


def test_a_turn_records_one_fact_only(world: World) -> None:
    def twice(turn: object) -> None:
        turn.record(FactKind.ISSUED)  # type: ignore[attr-defined]
        turn.record(FactKind.ISSUED)  # type: ignore[attr-defined]

    before = world.rev()
    with pytest.raises(RuntimeError):
        world.turn("plein", twice)
    assert world.rev() == before


COMMANDS = st.lists(
    st.tuples(
        st.sampled_from(["issue", "call", "recall", "start", "return", "no_show", "finish"]), st.booleans()
    ),
    max_size=40,
)


def _do(world: World, command: str, samira: bool) -> None:
    guide, desk = (SAMIRA, "1") if samira else (BRAM, "2")
    with world.database.read() as session:
        from models.actions.desk import active_ticket

        mine = active_ticket(session, guide)
    if command == "issue":
        world.issue("altijd")
    elif command == "call":
        world.call_next(guide, desk, "altijd")
    elif mine is not None:
        acts = {
            "recall": world.recall,
            "start": world.start,
            "return": world.return_to_line,
            "no_show": world.no_show,
            "finish": world.finish,
        }
        acts[command](mine, guide)


@settings(
    max_examples=times(10, 50), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(commands=COMMANDS)
def test_after_any_commands_the_log_is_gapless_and_the_counts_are_right(
    world: World, commands: list[tuple[str, bool]]
) -> None:
    for command, samira in commands:
        world.clock.advance(seconds=7)
        with suppress(Refusal, NobodyWaiting):
            _do(world, command, samira)
    assert [fact.rev for fact in world.facts("altijd")] == list(range(1, world.rev("altijd") + 1))
    with world.database.read() as session:
        assert check_database(session) == []
