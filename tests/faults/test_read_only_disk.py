"""The disk can only be read any more: who looks is served, who commands is told, and nothing is lost."""

import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from benchmarks.process import ROOT, free_port, wait_until_alive
from models.database import Database
from tests.faults.client import Command, Line
from tests.faults.installation import LOCATION, Installation, end, install
from tests.faults.people import issue_command
from tests.faults.story import assert_whole, read_story

pytestmark = pytest.mark.stress


@contextmanager
def _served(house: Installation, broken: Path) -> Iterator[int]:
    port = free_port()
    with (house.program.data / "server.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.failing", str(broken), "serve", "--port", str(port)],
            cwd=ROOT,
            env=house.program.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=log,
            start_new_session=True,
        )
    try:
        wait_until_alive(port, process)
        yield port
    finally:
        end(process)


def _look(port: int, path: str, token: str = "") -> int:
    wanted = urllib.request.Request(f"http://127.0.0.1:{port}{path}")
    if token:
        wanted.add_header("Authorization", f"Bearer {token}")
    try:
        with urllib.request.urlopen(wanted, timeout=30) as answer:  # noqa: S310
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_on_a_disk_that_takes_nothing_everybody_can_look_and_commands_are_refused_and_repeated(
    sqlite_database: Database, tmp_path: Path
) -> None:
    house, broken = install(sqlite_database, tmp_path / "data", 1, 1), tmp_path / "broken"
    (guide,) = house.guides.values()
    kiosk = house.kiosks[0]
    with _served(house, broken) as port:
        line = Line(port)
        first = line.ask(issue_command(kiosk, "first", "werk"))
        assert first.status == 201
        broken.touch()
        issued = issue_command(kiosk, "second", "werk")
        called = Command(guide, "call", f"/locations/{LOCATION}/call-next", {"desk": "1"})
        for command in (issued, called):
            told = line.ask(command)
            assert (told.status, told.body["code"]) == (503, "not_writable")
        looked = {
            path: _look(port, path, token)
            for path, token in (
                (f"/display/{LOCATION}", ""),
                (f"/kiosk/{LOCATION}", ""),
                ("/", ""),
                (f"/api/v1/locations/{LOCATION}/board", ""),
                (f"/api/v1/locations/{LOCATION}/wait", ""),
                (f"/api/v1/tickets/{first.body['token']}", ""),
                (f"/t/{first.body['token']}", ""),
                (f"/api/v1/locations/{LOCATION}/queue", guide),
                ("/staff/health", ""),
                ("/healthz", ""),
            )
        }
        again = line.ask(issue_command(kiosk, "first", "werk"))
        assert (again.status, again.replayed) == (201, True) or again.status == 503
        broken.unlink()
        assert [line.ask(command).status for command in (issued, called)] == [201, 200]
        line.close()
    assert {path: status for path, status in looked.items() if status != 200} == {}
    story = read_story(sqlite_database)
    assert len(story.tickets) == 2
    assert_whole(story)
    checked = house.check()
    assert checked.code == 0, checked.err


@pytest.mark.parametrize("what", ["rubbish", "half", "empty page"])
def test_a_file_that_is_damaged_stops_the_start_with_one_line_that_says_what_to_do(
    sqlite_database: Database, tmp_path: Path, what: str
) -> None:
    house = install(sqlite_database, tmp_path / "data", 1, 1)
    sqlite_database.close()
    place = Path(str(sqlite_database.url.database))
    whole = place.read_bytes()
    damaged = {
        "rubbish": b"no database at all. " * 500,
        "half": whole[: len(whole) // 2],
        "empty page": whole[:4096] + bytes(4096 * 4) + whole[5 * 4096 :],
    }
    place.write_bytes(damaged[what])
    ran = house.program.run_apart("serve", "--port", str(free_port()))
    assert ran.code == 1
    lines = [line for line in ran.err.splitlines() if line.startswith("Error: ")]
    assert len(lines) == 1, ran.err
    assert "Traceback" not in ran.err
    assert "run.py restore" in lines[0], lines[0]
    assert place.read_bytes() == damaged[what]
