"""The disk is full: who asks is told to ask again, nothing is half there, and with room all goes on."""

import resource
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from benchmarks.process import free_port, wait_until_alive
from models.database import Database
from models.refusal import Code, Refusal
from models.tables import Region
from tests.faults.client import Command, Line, Reply
from tests.faults.installation import Installation, end, install
from tests.faults.people import issue_command
from tests.faults.story import assert_whole, read_story

TOGETHER = 8


@pytest.fixture
def few_pages(sqlite_database: Database) -> Iterator[list[int]]:
    """A database that may have so many pages, as one number in a list; SQLite calls more a full disk."""
    most = [2**30]

    def limit(connection: object, *_: object) -> None:
        connection.execute(f"PRAGMA max_page_count={most[0]}")  # type: ignore[attr-defined]

    event.listen(sqlite_database.writer, "checkout", limit)
    yield most
    event.remove(sqlite_database.writer, "checkout", limit)


def test_a_full_disk_is_the_same_error_for_all_who_shared_the_commit_and_leaves_nothing(
    sqlite_database: Database, few_pages: list[int]
) -> None:
    together = threading.Barrier(TOGETHER)

    def work(session: Session, number: int) -> None:
        if number % 4 == 3:
            raise Refusal(Code.FULL, "because of what another work did")
        session.add(Region(id=f"r{number}", document="x" * 30_000))
        session.flush()

    def one(number: int) -> str:
        together.wait()
        try:
            sqlite_database.run(lambda session: work(session, number))
        except (OperationalError, Refusal) as error:
            return type(error).__name__
        return "done"

    few_pages[0] = 1  # SQLite takes the size it has
    with ThreadPoolExecutor(TOGETHER) as people:
        told = list(people.map(one, range(TOGETHER)))
    assert [told[number] for number in range(TOGETHER) if number % 4 != 3] == ["OperationalError"] * 6
    assert _regions(sqlite_database) == 0
    few_pages[0] = 2**30
    assert one_more(sqlite_database) == 1


def one_more(database: Database) -> int:
    """Add a region; how many there are."""
    database.run(lambda session: session.add(Region(id="more", document="x" * 30_000)))
    return _regions(database)


def _regions(database: Database) -> int:
    with database.read() as session:
        return int(session.execute(text("SELECT count(*) FROM region")).scalar_one())


def _worker(process: int) -> int:
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    assert len(children) == 1
    return int(children[0])


def _tap(port: int, commands: list[Command]) -> list[Reply]:
    """All at once, each over a connection of its own; sent before any is answered."""
    lines = [Line(port) for _ in commands]
    for line, command in zip(lines, commands, strict=True):
        line.put(command)
    replies = [line.take() for line in lines]
    for line in lines:
        line.close()
    return replies


def _taps(house: Installation, name: str) -> list[Command]:
    return [issue_command(house.kiosks[0], f"{name}-{number}", "werk") for number in range(TOGETHER)]


@pytest.mark.stress
def test_a_server_on_a_full_disk_says_503_and_does_the_same_commands_once_there_is_room(
    sqlite_database: Database, tmp_path: Path
) -> None:
    house, port = install(sqlite_database, tmp_path / "data", 1, 1), free_port()
    process = house.serve(port)
    try:
        wait_until_alive(port, process)
        worker = _worker(process.pid)
        assert {reply.status for reply in _tap(port, _taps(house, "before"))} == {201}
        as_before = resource.prlimit(worker, resource.RLIMIT_FSIZE)
        resource.prlimit(worker, resource.RLIMIT_FSIZE, (0, as_before[1]))
        refused = _tap(port, _taps(house, "full"))
        before = read_story(sqlite_database)
        resource.prlimit(worker, resource.RLIMIT_FSIZE, as_before)
        done = _tap(port, _taps(house, "full"))
    finally:
        end(process)
    assert {(reply.status, reply.body["code"]) for reply in refused} == {(503, "not_writable")}
    assert len(before.tickets) == TOGETHER
    assert [(reply.status, reply.replayed) for reply in done] == [(201, False)] * TOGETHER
    story = read_story(sqlite_database)
    assert len(story.tickets) == 2 * TOGETHER
    assert_whole(story)
    checked = house.check()
    assert checked.code == 0, checked.err
