"""The process that prints is killed again and again: no ticket comes out twice, and every doubt is told."""

import random
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from models.actions.issue import Wish, issue
from models.check import check_database
from models.clock import SystemClock
from models.configuration import load_region
from models.database import Database
from models.log import FactKind, take_turn
from models.printing.job import JobState
from models.region_file import read_region
from models.tables import Fact, PrintJob, Ticket
from printer.decoder import UndecodableError, decode
from printer.emulator import EmulatedPrinter, Sheet
from printer.emulator_server import EmulatorServer
from tests.cast import REGION
from tests.printer.read_back import codes_on

pytestmark = pytest.mark.stress

WHERE, WIDTH, SEED = "altijd", 576, 51
ROOT = Path(__file__).resolve().parents[2]
BITS_PER_SECOND = 400_000
"""A ticket of 32 kB takes most of a second, so that most kills meet one half-way."""


class House:
    """A location whose visitors keep coming, and processes that print for them."""

    def __init__(self, database: Database, folder: Path, port: int) -> None:
        self.database, self.folder, self.port = database, folder, port
        now = SystemClock().now()
        database.run(lambda session: load_region(session, read_region(REGION), "test", now))

    def walk_in(self) -> None:
        now = SystemClock().now()
        self.database.run(
            lambda session: issue(take_turn(session, WHERE, "kiosk:1", now), Wish("werk", "nl"))
        )

    @contextmanager
    def printing(self) -> Iterator["subprocess.Popen[bytes]"]:
        """A process at work; killed at the end of the block."""
        url = self.database.url.render_as_string(hide_password=False)
        called = [sys.executable, "-m", "tests.faults.printing", url, str(self.folder)]
        with subprocess.Popen(
            [*called, f"tcp://127.0.0.1:{self.port}"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"at work\n"
            try:
                yield process
            finally:
                process.kill()

    def jobs(self) -> list[PrintJob]:
        with self.database.read() as session:
            return list(session.execute(select(PrintJob).order_by(PrintJob.id)).scalars())

    def label_by_token(self) -> dict[str, str]:
        with self.database.read() as session:
            return {str(row.token): row.label for row in session.execute(select(Ticket)).scalars()}


def labels_on(sheets: list[Sheet], labels: dict[str, str]) -> Counter[str]:
    """How often each number came out whole: its code can be read, so somebody could use it."""
    found: Counter[str] = Counter()
    for sheet in sheets:
        try:
            (paper,) = decode(sheet.job, WIDTH)
        except (UndecodableError, ValueError):
            continue
        found.update(labels[address.rpartition("/")[2]] for address in codes_on(paper)[0])
    return found


@pytest.mark.parametrize(("kind", "processes", "kills"), [("sqlite", 1, 8), ("postgres", 2, 3)])
def test_a_killed_printing_process_doubles_nothing_and_says_what_nobody_knows(
    request: pytest.FixtureRequest, tmp_path: Path, kind: str, processes: int, kills: int
) -> None:
    sheets: list[Sheet] = []
    chance, over = random.Random(SEED), threading.Event()
    emulated = EmulatedPrinter(WIDTH, sheets.append)
    with EmulatorServer(emulated) as server:
        server.baud = BITS_PER_SECOND
        house = House(request.getfixturevalue(f"{kind}_database"), tmp_path, server.port)

        def visitors() -> None:
            while not over.wait(0.4):
                house.walk_in()

        coming = threading.Thread(target=visitors)
        coming.start()
        try:
            live_through(house, processes, kills, chance)
        finally:
            over.set()
            coming.join()
        with house.printing():
            assert eventually(lambda: all(job.state not in {"queued", "sending"} for job in house.jobs()), 90)

    jobs, labels = house.jobs(), house.label_by_token()
    ended = Counter(job.state for job in jobs)
    printed = labels_on(sheets, labels)
    assert max(printed.values()) == 1, printed
    assert ended[JobState.CONFIRMED] > kills
    assert ended[JobState.UNKNOWN] >= 1
    assert_agreement(house, printed)


def live_through(house: House, processes: int, kills: int, chance: random.Random) -> None:
    """Processes print, and are killed at moments that nobody chose."""
    for _ in range(kills):
        with house.printing() as first:
            if processes == 1:
                time.sleep(chance.uniform(0.3, 2.5))
                continue
            with house.printing():
                time.sleep(chance.uniform(0.3, 2.5))
                first.kill()
                time.sleep(chance.uniform(0.3, 2.5))


def assert_agreement(house: House, printed: Counter[str]) -> None:
    """What the list says is what is on paper, as far as it claims to know."""
    with house.database.read() as session:
        for job in house.jobs():
            label = session.get_one(Ticket, job.ticket_id).label
            if job.state == JobState.CONFIRMED:
                assert printed[label] == 1, label
            if job.state == JobState.FAILED:
                assert printed[label] == 0, label
        doubted = select(Fact.ticket_id).where(Fact.kind == FactKind.PRINT_DOUBTED)
        told = Counter(session.execute(doubted).scalars())
        assert told == Counter(job.ticket_id for job in house.jobs() if job.state == JobState.UNKNOWN)
        assert check_database(session) == []


def eventually(is_so: Callable[[], bool], seconds: float) -> bool:
    """Whether something comes true in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if is_so():
            return True
        time.sleep(0.2)
    return False
