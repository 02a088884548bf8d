"""A backup each night: when, which stay, and what happens when the stick is not there."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from models.audit.what import What
from models.backup.fault import BackupFailed
from models.backup.nightly import LOCK, Plan, is_due, keeps_words_of_the_day, outdated, tonight
from models.backup.state import FILE, BackupState, read_state
from models.clock import SetClock
from models.tables import Audit
from tests.cast import World
from tests.models.backup.copies import quiet

NIGHT = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)


def _plan(folder: Path, keep: tuple[int, int, int] = (7, 4, 12)) -> Plan:
    return Plan(folder, time(2, 30), keep)


@pytest.mark.parametrize(
    ("at", "day_starts", "keeps"),
    [
        (time(2, 30), time(0), False),
        (time(2, 30), time(4), True),
        (time(4, 0), time(4), True),  # the day that is over is not cleared away yet
        (time(4, 30), time(4), False),
        (time(12, 0), time(0), True),
        (time(23, 30), time(0), True),
        (time(0, 30), time(22), False),
    ],
)
def test_a_backup_keeps_no_words_of_a_day_that_is_over(at: time, day_starts: time, keeps: bool) -> None:
    assert keeps_words_of_the_day(at, day_starts) is keeps


@pytest.mark.parametrize(
    ("made", "now", "due"),
    [
        (None, NIGHT - timedelta(hours=9), True),  # the very first
        (NIGHT - timedelta(days=1), NIGHT - timedelta(seconds=1), False),
        (NIGHT - timedelta(days=1), NIGHT, True),
        (NIGHT + timedelta(minutes=1), NIGHT + timedelta(minutes=2), False),
        (NIGHT - timedelta(days=9), NIGHT + timedelta(hours=7), True),  # the machine was off at night
        (NIGHT + timedelta(days=400), NIGHT, True),  # a clock that was far ahead and was set right
    ],
)
def test_a_backup_is_due_once_since_its_time_of_the_day(
    tmp_path: Path, made: datetime | None, now: datetime, due: bool
) -> None:
    state = BackupState(made_at=made.isoformat() if made else None)
    assert is_due(state, _plan(tmp_path), now) is due


def test_one_that_failed_is_tried_again_after_ten_minutes(tmp_path: Path) -> None:
    state = BackupState(failed_at=NIGHT.isoformat(), failed="the disk is full")
    assert not is_due(state, _plan(tmp_path), NIGHT + timedelta(minutes=9))
    assert is_due(state, _plan(tmp_path), NIGHT + timedelta(minutes=10))
    assert is_due(state, _plan(tmp_path), NIGHT - timedelta(days=3))  # a clock that was set back


def _name(day: datetime) -> str:
    return f"inloop-{day:%Y%m%d-%H%M%S}.backup"


def test_of_days_weeks_and_months_the_newest_stay() -> None:
    nights = [NIGHT - timedelta(days=number) for number in range(400)]
    names = [_name(night) for night in nights]
    gone = set(outdated([*names, "holiday.jpg", "inloop.backup", "inloop-1.backup"], (7, 4, 12)))
    stay = [name for name in names if name not in gone]
    assert stay[:7] == names[:7]
    weeks = {tuple(datetime.strptime(n[7:15], "%Y%m%d").isocalendar())[:2] for n in stay}  # noqa: DTZ007
    months = {name[7:13] for name in stay}
    assert len(stay) <= 7 + 4 + 12
    assert len(months) == 12
    assert len(weeks) >= 4
    assert not gone & {"holiday.jpg", "inloop.backup", "inloop-1.backup"}


def test_playing_a_year_of_nights_never_leaves_fewer_than_asked_for() -> None:
    there: list[str] = []
    for number in range(366):
        there.append(_name(NIGHT + timedelta(days=number)))
        gone = outdated(there, (3, 2, 2))
        there = [name for name in there if name not in gone]
        assert there[-3:] == [_name(NIGHT + timedelta(days=n)) for n in range(max(0, number - 2), number + 1)]
    assert len(there) <= 7
    assert len({name[7:13] for name in there}) >= 2


def test_a_backup_of_the_night_is_made_noted_and_older_ones_go(sqlite_world: World, tmp_path: Path) -> None:
    data, stick = tmp_path / "data", tmp_path / "stick"
    data.mkdir()
    stick.mkdir()
    clock = SetClock(NIGHT)
    for _ in range(4):
        assert tonight(sqlite_world.database, data, _plan(stick, (2, 0, 0)), clock, quiet) is not None
        clock.advance(days=1)
    names = sorted(path.name for path in stick.iterdir())
    assert len(names) == 2
    state = read_state(data)
    assert state.made == str(stick / names[-1])
    assert (state.made_at, state.failing) == ((NIGHT + timedelta(days=3)).isoformat(), False)
    assert state.tried_at is not None
    assert not is_due(state, _plan(stick), NIGHT + timedelta(days=3, hours=1))
    assert _told(sqlite_world) == [(What.BACKUP_MADE, "ok")] * 4


def _told(world: World) -> list[tuple[str, str]]:
    with world.database.read() as session:
        rows = session.query(Audit).filter(Audit.what.startswith("backup.")).order_by(Audit.n)
        return [(row.what, row.result) for row in rows]


def test_a_stick_that_is_away_is_waited_for_and_nothing_is_written_in_its_place(
    sqlite_world: World, tmp_path: Path
) -> None:
    data, stick = tmp_path / "data", tmp_path / "stick" / "inloop"
    data.mkdir()
    clock = SetClock(NIGHT)
    for _ in range(2):
        with pytest.raises(BackupFailed, match="put the stick in"):
            tonight(sqlite_world.database, data, _plan(stick), clock, quiet)
        clock.advance(hours=1)
    state = read_state(data)
    assert state.waiting_since == NIGHT.isoformat()
    assert state.failing
    assert not stick.exists()
    assert not is_due(state, _plan(stick), clock.now())
    stick.mkdir(parents=True)
    assert is_due(state, _plan(stick), clock.now())
    assert tonight(sqlite_world.database, data, _plan(stick), clock, quiet) is not None
    assert read_state(data).waiting_since is None
    assert not read_state(data).failing
    assert _told(sqlite_world) == [(What.BACKUP_FAILED, "failed")] * 2 + [(What.BACKUP_MADE, "ok")]


def test_of_several_processes_one_makes_it(sqlite_world: World, tmp_path: Path) -> None:
    import fcntl

    data, stick = tmp_path / "data", tmp_path / "stick"
    data.mkdir()
    stick.mkdir()
    with (data / LOCK).open("ab") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        assert tonight(sqlite_world.database, data, _plan(stick), SetClock(NIGHT), quiet) is None
    assert not list(stick.iterdir())


def test_what_a_power_cut_left_half_written_goes_with_the_next_one(
    sqlite_world: World, tmp_path: Path
) -> None:
    data, stick = tmp_path / "data", tmp_path / "stick"
    data.mkdir()
    stick.mkdir()
    (stick / ".inloop-20261123-023000.backup.77.part").write_bytes(b"half")
    tonight(sqlite_world.database, data, _plan(stick), SetClock(NIGHT), quiet)
    assert [path.suffix for path in stick.iterdir()] == [".backup"]


def test_a_note_that_cannot_be_read_is_as_good_as_none(tmp_path: Path) -> None:
    for content in ("", "[]", "{", '{"made_on": 1}'):
        (tmp_path / FILE).write_text(content)
        assert read_state(tmp_path) == BackupState()
