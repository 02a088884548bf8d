"""After any sequence of acts the house is as the rules say, and refuses what they refuse."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from models.database import Database
from tests.depth import times
from tests.models.agreement import broken_promises
from tests.models.house import clear, furnish
from tests.models.house_machine import House

FEW, MANY, STEPS = 5, times(30, 300), times(30, 40)


def play(database: Database, examples: int) -> None:
    """Play whole days in the house; every example begins in an empty one."""
    furnish(database)

    class Fresh(House):
        def __init__(self) -> None:
            super().__init__(clear(database))

        def teardown(self) -> None:
            assert broken_promises(self.world) == []

    plan = settings(
        max_examples=examples,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Fresh, settings=plan)


def test_some_days_in_the_house_go_as_the_rules_say(sqlite_database: Database) -> None:
    play(sqlite_database, FEW)


@pytest.mark.stress
def test_many_days_go_as_the_rules_say(database: Database) -> None:
    play(database, MANY)
