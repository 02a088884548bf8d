"""The backup of each night: when it is due, which older ones go, and what is noted of it.

This module must not know which process it runs in, nor how it was started.
"""

import fcntl
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from models.audit.chain import CLOCK
from models.backup.dump import Tell
from models.backup.fault import BackupFailed, named
from models.backup.make import Made, Wanted, make
from models.backup.state import BackupState, note_state, read_state
from models.backup.told import tell_failed, tell_made
from models.clock import Clock
from models.database import Database

LOCK = "backup.lock"
AGAIN_AFTER = timedelta(minutes=10)
"""After one that failed."""
_ROLL_OVER_MINUTES = 5
"""So long may it take until a day that is over is cleared away."""
_BEFORE_DOORS_OPEN_MINUTES = 5 * 60
"""A day that begins in the night has no visitors for so long."""
_MINUTES_A_DAY = 24 * 60
_NAME = re.compile(r"inloop-(\d{8})-\d{6}\.backup")


@dataclass(frozen=True)
class Plan:
    """What the settings say of nightly backups.

    Attributes:
        folder: where they go.
        at: when one is due, by the clock of the machine.
        keep: of how many days, weeks and months one is kept.
        passphrase: gives what seals them; None leaves them open.
    """

    folder: Path
    at: time
    keep: tuple[int, int, int]
    passphrase: Callable[[], str] | None = None


def plan_of(folder: Path, at: str, keep: str, passphrase: Callable[[], str] | None) -> Plan:
    """The plan from the texts of the settings, which were checked when they were read."""
    days, weeks, months = (int(number) for number in keep.split())
    return Plan(folder, time.fromisoformat(at), (days, weeks, months), passphrase)


def keeps_words_of_the_day(at: time, day_starts: time) -> bool:
    """Whether a backup of each night has words of staff in it, which are gone when the day rolls over.

    Args:
        at: when it is due.
        day_starts: when a location's business day begins, by the same clock.
    """
    since = (at.hour * 60 + at.minute - day_starts.hour * 60 - day_starts.minute) % _MINUTES_A_DAY
    return not _ROLL_OVER_MINUTES <= since < _BEFORE_DOORS_OPEN_MINUTES


def is_due(state: BackupState, plan: Plan, now: datetime) -> bool:
    """Whether a backup is to be made now: none since the last time it was due, and none failed just now.

    Args:
        state: what is known of earlier ones.
        plan: when it is due.
        now: aware, in the zone of the machine.
    """
    due = datetime.combine(now.date(), plan.at, now.tzinfo)
    if due > now:
        due -= timedelta(days=1)
    made = state.made_moment
    if made is not None and made >= due and made <= now:
        return False
    if state.waiting_since is not None:
        return plan.folder.is_dir()
    failed = datetime.fromisoformat(state.failed_at) if state.failed_at else None
    return failed is None or not timedelta(0) <= now - failed < AGAIN_AFTER


def tonight(database: Database, data: Path, plan: Plan, clock: Clock, tell: Tell) -> Made | None:
    """Make the backup, restore it on trial, let older ones go, and note what came of it.

    Returns:
        What was made; None when another process of this machine is at it.

    Raises:
        BackupFailed: none was made; that is noted too.
    """
    with _alone(data) as alone:
        if not alone:
            return None
        now = clock.now()
        try:
            made, path = _make(database, data, plan, now, tell)
        except BackupFailed as error:
            absent = not plan.folder.is_dir()
            since = (read_state(data).waiting_since or now.isoformat()) if absent else None
            note_state(data, failed_at=now.isoformat(), failed=str(error), waiting_since=since)
            tell_failed(database, CLOCK, str(error), now)
            raise
        note_made(data, made, path, now, clock.now())
        tell_made(database, CLOCK, made, plan.passphrase is not None, now)
        return made


def note_made(data: Path, made: Made, path: Path, now: datetime, tried: datetime) -> None:
    """Note a backup that is in its place."""
    note_state(
        data,
        made_at=now.isoformat(),
        made=str(path.absolute()),
        made_bytes=made.size,
        made_rows=made.rows,
        made_seconds=round(made.seconds, 1),
        tried_at=tried.isoformat(),
        findings=len(made.findings),
        waiting_since=None,
    )


def _make(database: Database, data: Path, plan: Plan, now: datetime, tell: Tell) -> tuple[Made, Path]:
    if not plan.folder.is_dir():
        raise BackupFailed(f"{plan.folder}: the folder is not there: make it, or put the stick in")
    path = plan.folder / f"inloop-{now.astimezone():%Y%m%d-%H%M%S}.backup"
    passphrase = plan.passphrase() if plan.passphrase is not None else None
    made = make(database, data, Wanted(path, passphrase), now, tell)
    with named(plan.folder):
        for old in outdated((item.name for item in plan.folder.iterdir()), plan.keep):
            (plan.folder / old).unlink(missing_ok=True)
        for rest in plan.folder.glob(".inloop-*.part"):
            rest.unlink(missing_ok=True)  # of a backup that was cut short by a power cut
    return made, path


def outdated(names: Iterable[str], keep: tuple[int, int, int]) -> list[str]:
    """Which nightly backups may go; files with other names are never among them.

    Of each of the last days, weeks and months that have one, the newest stays.
    """
    newest_first = sorted((name for name in names if _NAME.fullmatch(name)), reverse=True)
    days, weeks, months = keep
    stay: set[str] = set()
    for most, period in ((days, _day), (weeks, _week), (months, _month)):
        known: dict[object, str] = {}
        for name in newest_first:
            known.setdefault(period(_date(name)), name)
        stay.update(list(known.values())[:most])
    return [name for name in newest_first if name not in stay]


def _date(name: str) -> date:
    found = _NAME.fullmatch(name)
    digits = found[1] if found else "00010101"
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return date.min


def _day(day: date) -> object:
    return day


def _week(day: date) -> object:
    return tuple(day.isocalendar())[:2]


def _month(day: date) -> object:
    return day.year, day.month


@contextmanager
def _alone(data: Path) -> Iterator[bool]:
    """Whether no other process of this machine makes the nightly backup."""
    with (data / LOCK).open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
