"""The power goes in the middle of a write: all that was acknowledged is there, and all is whole.

What SQLite wrote is recorded as it went to the disk, and played again up to a moment drawn by chance. What
was written after a file's last fsync may be there, be missing, or be torn at any sector, in any order.
"""

import io
import logging
import pickle
import random
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import text

from benchmarks.process import ROOT
from models.check import check_database
from models.database import Database
from tests.depth import times
from tests.faults.installation import install

log = logging.getLogger(__name__)
pytestmark = pytest.mark.stress

CUTS = times(40, 400)
VISITORS = 60
SECTOR = 512
SEED = 7


@dataclass
class _File:
    """A file after a power cut: what was surely there, and what may be."""

    safe: bytearray
    doubtful: list[tuple[str, int, bytes]] = field(default_factory=list)

    def settle(self) -> None:
        """An fsync came back."""
        for what, at, data in self.doubtful:
            _apply(self.safe, what, at, data)
        self.doubtful = []

    def torn(self, chance: random.Random) -> bytes:
        """As the disk may have it when the machine comes up again."""
        found, how = bytearray(self.safe), chance.choice(["none", "all", "some", "last torn"])
        doubtful = list(self.doubtful)
        if how == "some":
            doubtful = [one for one in doubtful if chance.random() < 0.5]
            chance.shuffle(doubtful)
        for number, (what, at, data) in enumerate([] if how == "none" else doubtful):
            torn = how == "some" or (how == "last torn" and number == len(doubtful) - 1)
            if what == "write" and torn:
                for start in range(0, len(data), SECTOR):
                    if chance.random() < 0.5:
                        _apply(found, "write", at + start, data[start : start + SECTOR])
            else:
                _apply(found, what, at, data)
        return bytes(found)


def _apply(content: bytearray, what: str, at: int, data: bytes) -> None:
    if what == "truncate":
        del content[at:]
        return
    if len(content) < at:
        content.extend(bytes(at - len(content)))
    content[at : at + len(data)] = data


def _record(folder: Path, seed: int) -> list[tuple[object, ...]]:
    """What happened, in order."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.recorded", str(folder), str(seed), str(VISITORS)],
        cwd=ROOT,
        capture_output=True,
        check=True,
        timeout=300,
    )
    told, stream = [], io.BytesIO(done.stdout)
    while stream.tell() < len(done.stdout):
        told.append(pickle.load(stream))  # noqa: S301  (our own program wrote it)
    return told


def _play(start: bytes, happened: list[tuple[object, ...]]) -> tuple[dict[str, _File], list[int]]:
    """The files and the acknowledgements at the moment of the cut."""
    files, acknowledged = {"inloop.db": _File(bytearray(start))}, list[int]()
    for what, *rest in happened:
        if what == "acknowledged":
            acknowledged.append(int(rest[0]))  # type: ignore[call-overload]
            continue
        name, at, data = str(rest[0]), int(rest[1]), bytes(rest[2])  # type: ignore[call-overload]
        file = files.setdefault(name, _File(bytearray()))
        if what == "sync":
            file.settle()
        elif what == "delete":
            files.pop(name)
        else:
            file.doubtful.append((str(what), at, data))
    return files, acknowledged


def test_after_a_power_cut_at_any_moment_all_that_was_acknowledged_is_there(
    sqlite_database: Database, tmp_path: Path
) -> None:
    install(sqlite_database, tmp_path / "data", 1, 1)
    sqlite_database.close()
    place = Path(str(sqlite_database.url.database))
    start = place.read_bytes()
    assert not place.with_name(place.name + "-wal").exists()
    happened = _record(place.parent, SEED)
    chance, lost, torn, most = random.Random(SEED), 0, 0, 0
    writes = sum(what == "write" for what, *_ in happened)
    assert writes > 500
    assert sum(one[:2] == ("write", "inloop.db") for one in happened) > 100
    assert sum(what == "acknowledged" for what, *_ in happened) == 4 * VISITORS
    for number in range(CUTS):
        cut = chance.randrange(1, len(happened) + 1)
        files, acknowledged = _play(start, happened[:cut])
        folder = tmp_path / f"cut-{number}"
        folder.mkdir()
        for name, file in files.items():
            (folder / name).write_bytes(file.torn(chance))
            torn += bool(file.doubtful)
        database = Database(f"sqlite:///{folder / 'inloop.db'}")
        with database.read() as session:
            there = set(session.execute(text("SELECT id FROM ticket")).scalars())
            assert check_database(session) == [], f"cut {number} at {cut}"
        database.close()
        missing = set(acknowledged) - there
        assert not missing, f"cut {number} at {cut}: {sorted(missing)} were acknowledged and are lost"
        lost += len(missing)
        most = max(most, len(acknowledged))
    log.info("%d cuts among %d writes, %d with writes in doubt, %d lost", CUTS, writes, torn, lost)
    assert torn > CUTS // 4
    assert most > VISITORS


def test_the_recording_finds_a_database_that_does_not_wait_for_the_disk(
    sqlite_database: Database, tmp_path: Path
) -> None:
    """The same with every fsync left out of the recording: then something must be lost."""
    install(sqlite_database, tmp_path / "data", 1, 1)
    sqlite_database.close()
    place = Path(str(sqlite_database.url.database))
    start = place.read_bytes()
    happened = [one for one in _record(place.parent, SEED) if one[0] != "sync"]
    files, acknowledged = _play(start, happened)
    for name, file in files.items():
        (tmp_path / name).write_bytes(bytes(file.safe))
    assert acknowledged
    found = Database(f"sqlite:///{tmp_path / 'inloop.db'}")
    with found.read() as session:
        assert not session.execute(text("SELECT id FROM ticket")).scalars().all()
    found.close()
