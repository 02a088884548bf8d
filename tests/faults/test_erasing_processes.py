"""Several processes of one database when a run of the rules is due: one does it, while everybody works on."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from benchmarks.process import ROOT
from models.audit.proof import check_chain
from models.audit.what import What
from models.check import check_database
from models.database import Database
from models.tables import Answer, Audit
from tests.depth import times
from tests.faults.client import Line
from tests.faults.installation import install
from tests.faults.people import issue_command
from tests.faults.story import assert_whole, read_story

pytestmark = pytest.mark.stress

PROCESSES = 3
_keys = (f"erase-{number}" for number in count(1))


def _past_their_term(database: Database, many: int) -> None:
    then = datetime.now(UTC) - timedelta(days=9)
    rows = [
        {"actor": "a", "key": f"{n:05d}", "fingerprint": "", "status": 200, "body": "", "at": then}
        for n in range(many)
    ]
    with database.transaction() as connection:
        connection.execute(Answer.table().insert(), rows)


def _runs(database: Database) -> list[dict[str, int]]:
    """The figures of each run that ended, as the audit log has them."""
    with database.read() as session:
        query = select(Audit.detail).where(Audit.what == What.DATA_ERASED).order_by(Audit.n)
        return [json.loads(detail) for detail in session.execute(query).scalars()]


def _old(database: Database) -> int:
    with database.read() as session:
        old = select(func.count()).select_from(Answer).where(Answer.actor == "a")
        return session.execute(old).scalar_one()


def _processes(database: Database, seconds: float) -> list["subprocess.Popen[str]"]:
    url = database.url.render_as_string(hide_password=False)
    return [
        subprocess.Popen(
            [sys.executable, "-m", "tests.faults.erasing", url, str(seconds)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(PROCESSES)
    ]


@pytest.fixture
def many() -> int:
    """Rows past their term: some dozens of steps."""
    return times(5000, 50_000)


def test_processes_that_begin_at_one_moment_erase_once_and_tell_it_once(
    database: Database, tmp_path: Path, many: int
) -> None:
    install(database, tmp_path / "data", 1, 1)
    _past_their_term(database, many)
    processes = _processes(database, times(6, 60))
    try:
        time.sleep(3)  # they have come up; none has begun
        for process in processes:
            assert process.stdin
            process.stdin.close()
        waits = list(_work_on(database, processes))
        told = [process.stderr.read() if process.stderr else "" for process in processes]
    finally:
        for process in processes:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stderr):
                if pipe:
                    pipe.close()
    assert told == [""] * PROCESSES
    assert [process.returncode for process in processes] == [0] * PROCESSES
    assert _runs(database) == [{"answers": many}]
    assert _old(database) == 0
    assert len(waits) > 20
    assert max(waits) < 5, max(waits)
    with database.read() as session:
        assert (check_database(session), check_chain(session)) == ([], [])


def _work_on(database: Database, processes: list[Any]) -> Iterator[float]:
    """Commands as long as they live; seconds that each took."""

    def command(session: Any) -> None:
        session.add(
            Answer(actor="b", key=next(_keys), fingerprint="", status=200, body="", at=datetime.now(UTC))
        )

    while any(process.poll() is None for process in processes):
        began = time.monotonic()
        database.run(command)
        yield time.monotonic() - began
        time.sleep(0.02)


def test_servers_erase_once_while_visitors_take_numbers(postgres_database: Database, tmp_path: Path) -> None:
    house = install(postgres_database, tmp_path / "data", 1, 1)
    _past_their_term(postgres_database, 600)
    given = 0
    with house.servers(2) as ports, closing(Line(ports[0])) as one, closing(Line(ports[1])) as other:
        until = time.monotonic() + 90
        while not _runs(postgres_database) and time.monotonic() < until:
            for line in (one, other):
                assert line.ask(issue_command(house.kiosks[0], next(_keys), "werk")).status == 201
                given += 1
            time.sleep(0.2)
        time.sleep(3)
    assert _runs(postgres_database) == [{"answers": 600}]
    story = read_story(postgres_database)
    assert len(story.tickets) == given
    assert_whole(story)
    assert "Traceback" not in house.log()
    assert "deadlock" not in house.log()
