"""The rules of the queue hold over HTTP, whatever arrives twice and whoever looks at an old screen."""

import itertools
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from models.check import check_database
from models.clock import SetClock
from models.database import Database
from tests.cast import MONDAY_TEN, move_in
from tests.depth import times
from tests.web.queue_http import TwoGuides
from tests.web.site import open_site


def play(template: Path, folder: Path, examples: int, steps: int) -> None:
    numbers = itertools.count()

    class Fresh(TwoGuides):
        """Two guides in an Inloop of their own."""

        def __init__(self) -> None:
            path = folder / f"{next(numbers)}.db"
            shutil.copy(template, path)
            super().__init__(open_site(move_in(Database(f"sqlite:///{path}"), SetClock(MONDAY_TEN)), folder))

        def teardown(self) -> None:
            with self.site.world.database.read() as session:
                assert check_database(session) == []
            self.site.world.database.close()

    plan = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Fresh, settings=plan)


def test_a_press_that_arrives_twice_is_done_once_and_an_old_screen_changes_nothing(
    sqlite_cast: Path, tmp_path: Path
) -> None:
    play(sqlite_cast, tmp_path, examples=4, steps=25)


@pytest.mark.stress
def test_many_mornings_over_http_go_as_the_rules_say(sqlite_cast: Path, tmp_path: Path) -> None:
    play(sqlite_cast, tmp_path, examples=times(15, 150), steps=40)
