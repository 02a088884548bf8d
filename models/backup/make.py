"""Making a backup from beginning to end: copied, restored on trial, and only then in its place."""

import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from models.backup.dump import Copied, Tell, dump
from models.backup.fault import BackupDamaged, BackupFailed, named
from models.backup.trial import same, try_out
from models.database import Database


@dataclass(frozen=True)
class Made:
    """A backup that is in its place.

    Attributes:
        copied: what it holds.
        findings: what `check_database` says of the copy, and so of what was copied.
        size: in bytes.
        seconds: how long it took.
    """

    copied: Copied
    findings: list[str]
    size: int
    seconds: float

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(self.copied.rows.values())


@dataclass(frozen=True)
class Wanted:
    """Which backup is asked for.

    Attributes:
        path: where it is to be.
        passphrase: seals it, if given.
        force: whether it may take the place of a file that is there.
    """

    path: Path
    passphrase: str | None = None
    force: bool = False


def make(database: Database, data: Path, wanted: Wanted, now: datetime, tell: Tell) -> Made:
    """Make a backup while others go on writing.

    Args:
        database: what to copy.
        data: the data folder, also for the trial.
        wanted: where, and how.
        now: the moment that the backup tells.
        tell: is told how far it is.

    Raises:
        BackupFailed: nothing is in its place that was not there before.
    """
    begun = time.monotonic()
    _refuse_place(wanted)
    copied, writer = dump(database, data, wanted.path, now, wanted.passphrase, tell)
    with writer:
        tell("restoring it on trial")
        tried = try_out(writer.temporary, wanted.passphrase, data)
        if not same(copied, tried.copied):
            raise BackupDamaged("what came back on trial is not what was copied: check the disk")
        with named(wanted.path):
            size = writer.temporary.stat().st_size
        _refuse_place(wanted)
        writer.keep()
    return Made(copied, tried.findings, size, time.monotonic() - begun)


def _refuse_place(wanted: Wanted) -> None:
    if wanted.path.is_dir():
        raise BackupFailed(f"{wanted.path}: this is a folder; give the name of a file in it")
    if wanted.path.exists() and not wanted.force:
        raise BackupFailed(f"{wanted.path}: this file is there already; --force replaces it")
