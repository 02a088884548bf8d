"""Many real processes at once: nobody twice, no number twice, no gap, the order kept."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from models.check import check_database
from models.database import Database
from models.tables import Ticket
from tests.cast import World

pytestmark = pytest.mark.stress

ROOT = Path(__file__).resolve().parents[2]
PROCESSES, EACH = 4, 50

WORKER = """
import json, sys
from models.clock import SetClock
from models.database import Database
from models.refusal import NobodyWaiting
from tests.cast import MONDAY_TEN, World
url, role, number, count = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
world = World(Database(url), SetClock(MONDAY_TEN))
got = []
if role == "kiosk":
    got = [world.issue("altijd").label for _ in range(count)]
else:
    while True:
        try:
            ticket = world.call_next(f"guide-{number}", str(number + 1), "altijd")
        except NobodyWaiting:
            break
        got.append(ticket.label)
        world.finish(world.start(ticket))
print(json.dumps(got))
"""


def _run(database: Database, role: str, processes: int, count: int) -> list[list[str]]:
    url = database.url.render_as_string(hide_password=False)
    started = [
        subprocess.Popen(
            [sys.executable, "-c", WORKER, url, role, str(number), str(count)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(processes)
    ]
    answers = [process.communicate(timeout=120)[0] for process in started]
    assert [process.returncode for process in started] == [0] * processes
    return [json.loads(answer) for answer in answers]


def test_kiosks_in_parallel_give_every_number_once_without_a_gap(world: World) -> None:
    given = [label for labels in _run(world.database, "kiosk", PROCESSES, EACH) for label in labels]
    total = PROCESSES * EACH
    assert sorted(given, key=lambda label: int(label[1:])) == [f"A{n:02d}" for n in range(1, total + 1)]


def test_guides_in_parallel_share_the_line_without_a_visitor_called_twice(world: World) -> None:
    issued = [world.issue("altijd").label for _ in range(60)]
    called = _run(world.database, "guide", 2, 0)
    assert sorted(label for labels in called for label in labels) == sorted(issued)
    for labels in called:
        assert labels == sorted(labels, key=lambda label: int(label[1:]))
    with world.database.read() as session:
        assert check_database(session) == []
        order = session.execute(select(Ticket.series, Ticket.number).order_by(Ticket.call_number)).all()
    assert [f"{series}{number:02d}" for series, number in order] == issued
