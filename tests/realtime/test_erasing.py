"""The keeper erases once a day, bit by bit, and tells the end of the audit log where it cannot be changed."""

import json
import logging
from datetime import timedelta
from itertools import pairwise

import pytest
from sqlalchemy import func, select

from models.answer import Command, Given, remember
from models.audit.what import What
from models.tables import Answer, Audit
from tests.realtime.studio import Studio


def answered(studio: Studio, key: str) -> None:
    now = studio.world.clock.now()
    command, given = Command("kiosk:1", key, "0" * 64), Given(201, "{}")
    studio.world.database.run(lambda session: remember(session, command, given, now))


def kept(studio: Studio) -> int:
    with studio.world.database.read() as session:
        return session.execute(select(func.count()).select_from(Answer)).scalar_one()


def runs(studio: Studio) -> int:
    with studio.world.database.read() as session:
        query = select(func.count()).select_from(Audit).where(Audit.what == What.DATA_ERASED)
        return session.execute(query).scalar_one()


def a_minute(studio: Studio) -> None:
    for _ in range(60):
        studio.turn(1.0)


def test_answers_that_nobody_asks_for_again_are_forgotten(studio: Studio) -> None:
    answered(studio, "old")
    studio.world.clock.advance(hours=47)
    answered(studio, "new")
    a_minute(studio)
    assert kept(studio) == 2
    studio.world.clock.advance(hours=25)
    a_minute(studio)
    assert kept(studio) == 1


def test_it_runs_once_a_day_and_goes_on_where_a_process_was_ended(studio: Studio) -> None:
    a_minute(studio)
    assert runs(studio) == 1
    studio.world.clock.advance(hours=12)
    a_minute(studio)
    assert runs(studio) == 1
    studio.world.clock.advance(hours=12)
    studio.turn(1.0)
    studio.die()
    later = Studio(studio.world)
    a_minute(later)
    assert runs(later) == 2


def much(studio: Studio) -> None:
    """3000 rows past their term, which is some forty steps."""
    then = studio.world.clock.now() - timedelta(days=9)
    rows = [
        {"actor": "a", "key": f"{n:05d}", "fingerprint": "", "status": 200, "body": "", "at": then}
        for n in range(3000)
    ]
    with studio.world.database.transaction() as connection:
        connection.execute(Answer.table().insert(), rows)


def told(studio: Studio) -> dict[str, int]:
    """The figures of the newest run."""
    with studio.world.database.read() as session:
        query = select(Audit.detail).where(Audit.what == What.DATA_ERASED).order_by(Audit.n.desc()).limit(1)
        found: dict[str, int] = json.loads(session.execute(query).scalar_one())
    return found


@pytest.mark.parametrize("kind", ["sqlite_world", "postgres_world"])
def test_of_three_servers_one_erases_and_tells_it(kind: str, request: pytest.FixtureRequest) -> None:
    world = request.getfixturevalue(kind)
    servers = [Studio(world) for _ in range(3)]
    much(servers[0])
    for _ in range(45):
        for server in servers:
            server.turn(0.5)
    assert (runs(servers[0]), told(servers[0]), kept(servers[0])) == (1, {"answers": 3000}, 0)
    for server in servers:
        server.die()


@pytest.mark.parametrize("kind", ["sqlite_world", "postgres_world"])
def test_when_the_one_that_erases_is_killed_another_goes_on_within_minutes(
    kind: str, request: pytest.FixtureRequest
) -> None:
    world = request.getfixturevalue(kind)
    first, second = Studio(world), Studio(world)
    much(first)
    while kept(first) == 3000:
        first.turn(1.0)
        second.turn(0.0)
    assert kept(first) > 0
    assert runs(first) == 0
    first.die()
    for _ in range(12):
        second.turn(60.0)
    for _ in range(60):
        second.turn(1.0)
    assert (runs(second), kept(second)) == (1, 0)
    assert 0 < told(second)["answers"] < 3000
    second.die()


def test_a_round_with_much_to_erase_takes_one_small_step(studio: Studio) -> None:
    much(studio)
    left = [kept(studio)]
    while left[-1] and len(left) < 100:
        studio.turn(1.0)
        left.append(kept(studio))
    assert left[-1] == 0
    assert max(before - after for before, after in pairwise(left)) <= 250


def test_the_end_of_the_audit_log_is_told_to_the_servers_log(
    studio: Studio, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "realtime.keeper"):
        studio.turn(1.0)
    assert "the audit log ends at 1:" in caplog.text
