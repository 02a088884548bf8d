"""A backup holds all there is, whichever kind of database it comes from and goes to."""

import errno
import os
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from models.access.person import add_person, candidate
from models.access.principal import Role
from models.audit.chain import MACHINE, Entry, audit
from models.audit.proof import check_chain, read_mark
from models.audit.what import What
from models.backup.archive import BackupReader
from models.backup.fault import BackupFailed
from models.backup.make import Wanted, make
from models.backup.restore import restore
from models.database import Database
from models.log import FactKind
from models.tables import Audit, Device, Location, Person, Picture, StaffSession
from tests.cast import World
from tests.models.backup.copies import NOW, PASSPHRASE, copy, everything, quiet


def _live(world: World) -> None:
    """A day with something of everything that is hard to copy."""
    for _ in range(3):
        world.issue()
    world.serve()
    world.call_next()
    show_picture = Picture(
        location_id="plein", position=1, shown=bytes(range(256)), kind="image/png", **_SMALL
    )
    world.database.run(lambda session: session.add(show_picture))


_SMALL: dict[str, Any] = {
    "hash": "h" * 16,
    "width": 1,
    "height": 1,
    "describes": "Eén puntje",
    "created_at": NOW,
    "created_by": "Samira",
}


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database of each kind, without any table."""
    if request.param == "sqlite":
        database = Database(f"sqlite:///{tmp_path / 'empty.db'}")
        yield database
        database.close()
        return
    database = request.getfixturevalue("postgres_database")
    with database.transaction() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    yield database


@pytest.mark.parametrize("passphrase", [None, PASSPHRASE])
def test_all_comes_back_on_either_kind_of_database(
    world: World, empty: Database, tmp_path: Path, passphrase: str | None
) -> None:
    _live(world)
    before = everything(world.database)
    path, made = copy(world.database, tmp_path, passphrase)
    assert made.findings == []
    assert made.copied.rows == {name: len(rows) for name, rows in before.items()}
    assert made.copied.files == ["secret-key", "speech/recorded/nl/number.wav"]
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    done = restore(empty, fresh, path, passphrase, NOW)
    after = everything(empty)
    for name in ("location", "audit", "audit_end"):  # new epochs, and a row that tells of the restore
        assert len(after.pop(name)) >= len(before.pop(name))
    assert after == before
    assert (done.findings, done.aside) == ([], None)
    assert (fresh / "secret-key").read_text() == "s" * 48
    assert (fresh / "secret-key").stat().st_mode & 0o777 == 0o600
    assert (fresh / "speech/recorded/nl/number.wav").read_bytes() == bytes(range(256)) * 900


def test_keys_of_certificates_in_the_data_folder_are_in_it(world: World, tmp_path: Path) -> None:
    """docs/backup.md says so: who has the file passes for the box."""
    key = tmp_path / "data/tls/inloop-authority.key"
    key.parent.mkdir(parents=True)
    key.write_text("k" * 48)
    _, made = copy(world.database, tmp_path)
    assert "tls/inloop-authority.key" in made.copied.files


def test_a_restored_database_goes_on_numbering(world: World, empty: Database, tmp_path: Path) -> None:
    _live(world)
    path, _ = copy(world.database, tmp_path)
    (tmp_path / "fresh").mkdir()
    restore(empty, tmp_path / "fresh", path, None, NOW)
    known = {row[0] for row in _rows(empty, "SELECT id FROM ticket")}
    again = World(empty, world.clock)
    ticket = again.issue()
    assert ticket.id not in known
    assert again.facts()[-1].kind == FactKind.ISSUED


def _rows(database: Database, statement: str) -> list[tuple[object, ...]]:
    with database.read() as session:
        return [tuple(row) for row in session.execute(text(statement))]


def test_commands_go_on_while_a_backup_is_made_and_none_is_half_in_it(world: World, tmp_path: Path) -> None:
    over = threading.Event()

    def visitors() -> None:
        while not over.is_set():
            world.issue("altijd")

    people = [threading.Thread(target=visitors) for _ in range(3)]
    for one in people:
        one.start()
    try:
        for number in range(3):
            path = tmp_path / f"{number}.backup"
            (tmp_path / "data").mkdir(exist_ok=True)
            made = make(world.database, tmp_path / "data", Wanted(path), NOW, quiet)
            assert made.findings == []
    finally:
        over.set()
        for one in people:
            one.join()
    assert world.rev("altijd") > 0


def test_nobody_stays_signed_in_and_every_screen_is_told_to_begin_anew(world: World, tmp_path: Path) -> None:
    from models.access.person import add_person
    from models.access.session import begin_session

    def sign_in(session: Session) -> str:
        add_person(session, name="Fatima", role=Role.GUIDE, location=None, password_hash="x", now=NOW)
        session.flush()
        return begin_session(session, session.execute(select(Person.id)).scalar_one(), NOW)

    world.database.run(sign_in)
    path, _ = copy(world.database, tmp_path)
    before = _epochs(world.database)
    done = restore(world.database, tmp_path / "data", path, None, NOW)
    assert done.aside is not None
    assert _rows(world.database, "SELECT count(*) FROM staff_session") == [(0,)]
    after = _epochs(world.database)
    assert after.keys() == before.keys()
    assert all(after[name] != before[name] for name in before)
    assert StaffSession.__tablename__ in done.copied.rows


def test_a_disk_too_full_to_keep_the_old_files_leaves_database_and_files_as_they_were(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, _ = copy(world.database, tmp_path)
    secret = tmp_path / "data" / "secret-key"
    secret.write_text("t" * 48)
    world.issue()
    before = everything(world.database)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("models.backup.restore.shutil.copy2", full)
    with pytest.raises(BackupFailed, match="the disk is full"):
        restore(world.database, tmp_path / "data", path, None, NOW)
    assert everything(world.database) == before
    assert secret.read_text() == "t" * 48
    assert list((tmp_path / "data").glob("before-restore-*")) == []


def _epochs(database: Database) -> dict[str, str]:
    with database.read() as session:
        return {place.id: place.epoch for place in session.query(Location)}


def test_the_audit_log_comes_back_proven_and_tells_of_the_restore(
    world: World, empty: Database, tmp_path: Path
) -> None:
    for name in ("een", "twee"):
        entry = Entry(NOW, MACHINE, What.KEY_MADE, subject=name)
        world.database.run(partial(audit, entry=entry))
    path, _ = copy(world.database, tmp_path)
    with BackupReader(path) as reader:
        mark = read_mark(reader.head["audit_end"])
    (tmp_path / "fresh").mkdir()
    restore(empty, tmp_path / "fresh", path, None, NOW)
    with empty.read() as session:
        assert check_chain(session, [mark]) == []
        told = [row.what for row in session.query(Audit).order_by(Audit.n)]
    assert told[-3:] == [What.KEY_MADE, What.KEY_MADE, What.BACKUP_RESTORED]


def test_what_was_revoked_since_stays_revoked(world: World, tmp_path: Path) -> None:
    from models.access.device import add_device

    for name in ("Verloren", "Kiosk"):
        world.database.run(partial(add_device, kind=Role.KIOSK, location="plein", name=name, now=NOW))
    path, _ = copy(world.database, tmp_path)
    world.database.run(
        lambda session: session.execute(
            Device.table().update().where(Device.table().c.name == "Verloren").values(revoked_at=NOW)
        )
    )
    done = restore(world.database, tmp_path / "data", path, None, NOW)
    assert done.revoked == ["Verloren"]
    with world.database.read() as session:
        revoked = {device.name: device.revoked_at for device in session.query(Device)}
    assert revoked == {"Verloren": NOW, "Kiosk": None}


def test_who_left_since_stays_out(world: World, tmp_path: Path) -> None:
    for name in ("Gaat", "Blijft"):
        world.database.run(partial(_hire, name=name))
    path, _ = copy(world.database, tmp_path)
    world.database.run(
        lambda session: session.execute(
            Person.table().update().where(Person.table().c.name == "Gaat").values(left_at=NOW)
        )
    )
    done = restore(world.database, tmp_path / "data", path, None, NOW)
    assert done.revoked == ["Gaat"]
    with world.database.read() as session:
        assert candidate(session, "Gaat").person_id is None
        assert candidate(session, "Blijft").person_id is not None


def _hire(session: Session, name: str) -> None:
    add_person(session, name, Role.GUIDE, None, "planted-hash", NOW)


def test_the_old_database_is_kept_whole(world: World, tmp_path: Path) -> None:
    path, _ = copy(world.database, tmp_path)
    world.issue()
    done = restore(world.database, tmp_path / "data", path, None, NOW)
    assert _rows(world.database, "SELECT count(*) FROM ticket") == [(0,)]
    if world.database.is_sqlite:
        kept = Database(f"sqlite:///{done.aside}/{Path(str(world.database.url.database)).name}")
        assert _rows(kept, "SELECT count(*) FROM ticket") == [(1,)]
        kept.close()
    else:
        assert _rows(
            world.database, "SELECT count(*) FROM ticket".replace("ticket", f"{done.aside}.ticket")
        ) == [(1,)]
    assert world.issue().number == 1


def test_a_database_that_cannot_be_read_any_more_is_replaced_and_kept(
    sqlite_world: World, tmp_path: Path
) -> None:
    path, _ = copy(sqlite_world.database, tmp_path)
    place = Path(str(sqlite_world.database.url.database))
    sqlite_world.database.close()
    for end in ("-wal", "-shm"):
        place.with_name(place.name + end).unlink(missing_ok=True)
    place.write_bytes(b"rubbish " * 2000)
    broken = Database(f"sqlite:///{place}")
    done = restore(broken, tmp_path / "data", path, None, NOW)
    assert done.old_unreadable
    assert (Path(str(done.aside)) / place.name).read_bytes().startswith(b"rubbish")
    assert _rows(broken, "SELECT count(*) FROM location") == [(3,)]
    broken.close()


def test_a_file_is_replaced_only_when_asked_and_a_failure_leaves_the_old_one(
    sqlite_world: World, tmp_path: Path
) -> None:
    path, _ = copy(sqlite_world.database, tmp_path)
    before = path.read_bytes()
    with pytest.raises(BackupFailed, match="--force replaces it"):
        copy(sqlite_world.database, tmp_path)
    with pytest.raises(BackupFailed, match="the folder is not there"):
        make(sqlite_world.database, tmp_path / "data", Wanted(tmp_path / "no/a"), NOW, quiet)
    with pytest.raises(BackupFailed, match="this is a folder"):
        make(sqlite_world.database, tmp_path / "data", Wanted(tmp_path), NOW, quiet)
    assert path.read_bytes() == before
    make(sqlite_world.database, tmp_path / "data", Wanted(path, force=True), NOW, quiet)
    assert not list(tmp_path.glob(".*.part"))


def test_a_device_without_room_is_one_sentence_and_leaves_nothing(
    sqlite_world: World, tmp_path: Path
) -> None:
    import resource

    (tmp_path / "data").mkdir()
    (tmp_path / "data/large.wav").write_bytes(os.urandom(400_000))
    as_before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, as_before[1]))
    try:
        with pytest.raises(BackupFailed, match="the disk takes no file of this size"):
            make(sqlite_world.database, tmp_path / "data", Wanted(tmp_path / "a"), NOW, quiet)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, as_before)
    assert not (tmp_path / "a").exists()
    assert not list(tmp_path.glob(".*.part"))
