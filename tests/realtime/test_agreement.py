"""The promise of the whole-view design: nobody shows anything else than the truth."""

import itertools
import shutil
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from models.clock import SetClock
from models.database import Database
from tests.cast import MONDAY_TEN, move_in
from tests.depth import times
from tests.realtime.crowd import Crowd
from tests.web.site import open_site

EXAMPLES, STEPS = times(6, 100), 25


def test_after_any_sequence_of_commands_every_screen_shows_what_a_fresh_one_would(
    sqlite_cast: Path, tmp_path: Path
) -> None:
    numbers = itertools.count()

    class Fresh(Crowd):
        """A crowd with a database of its own."""

        def __init__(self) -> None:
            path = tmp_path / f"{next(numbers)}.db"
            shutil.copy(sqlite_cast, path)
            super().__init__(
                open_site(move_in(Database(f"sqlite:///{path}"), SetClock(MONDAY_TEN)), tmp_path)
            )

    run_state_machine_as_test(
        Fresh,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
