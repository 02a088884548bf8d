"""A backup that is damaged, sealed, of another version or made by a stranger: it brings only what it may."""

import gzip
from pathlib import Path

import pytest

from models.backup.archive import MAGIC, BackupReader, Part
from models.backup.fault import BackupDamaged, BackupFailed, WrongPassphrase
from models.backup.make import Wanted, make
from models.backup.restore import restore
from models.backup.trial import try_out
from models.database import Database
from tests.cast import World
from tests.models.backup.copies import NOW, PASSPHRASE, copy, everything, quiet


@pytest.mark.parametrize("passphrase", [None, PASSPHRASE])
def test_a_file_that_was_changed_or_cut_off_anywhere_restores_nothing(
    sqlite_world: World, tmp_path: Path, passphrase: str | None
) -> None:
    sqlite_world.issue()
    path, _ = copy(sqlite_world.database, tmp_path, passphrase)
    whole = path.read_bytes()
    before = everything(sqlite_world.database)
    start = whole.index(b"\n", len(MAGIC)) + 1
    wrong = tmp_path / "wrong.backup"
    # The last eight bytes of a gzip are its own sum and length; its head has a time that means nothing.
    spots = [0, 5, start + 20, start + 400, len(whole) // 2, len(whole) - 5]
    variants = [whole[:spot] + bytes([whole[spot] ^ 0x41]) + whole[spot + 1 :] for spot in spots]
    variants += [whole[:length] for length in (0, 10, start, start + 30, len(whole) // 2, len(whole) - 9)]
    variants += [whole[:start], b"", b"PK\x03\x04" + whole]
    for content in variants:
        wrong.write_bytes(content)
        with pytest.raises(BackupFailed):
            restore(sqlite_world.database, tmp_path / "data", wrong, passphrase, NOW)
    assert everything(sqlite_world.database) == before
    assert sorted(item.name for item in (tmp_path / "data").iterdir()) == ["printed", "secret-key", "speech"]


def test_a_row_that_was_changed_with_all_else_right_is_found(sqlite_world: World, tmp_path: Path) -> None:
    sqlite_world.issue()
    path, _ = copy(sqlite_world.database, tmp_path)
    whole = path.read_bytes()
    start = whole.index(b"\n", len(MAGIC)) + 1
    lines = gzip.decompress(whole[start:]).replace(b"Op het Plein", b"Op het Klein")
    path.write_bytes(whole[:start] + gzip.compress(lines))
    with pytest.raises(BackupDamaged):
        try_out(path, None, tmp_path)


def test_an_encrypted_backup_tells_nothing_and_opens_only_with_its_passphrase(
    sqlite_world: World, tmp_path: Path
) -> None:
    path, _ = copy(sqlite_world.database, tmp_path, PASSPHRASE)
    assert path.stat().st_mode & 0o777 == 0o600
    start = path.read_bytes().index(b"\n", len(MAGIC)) + 1
    assert path.read_bytes()[start : start + 2] != b"\x1f\x8b"
    for wrong in (None, PASSPHRASE + " "):
        with pytest.raises(WrongPassphrase):
            try_out(path, wrong, tmp_path)
    assert try_out(path, PASSPHRASE, tmp_path).findings == []


def test_two_encrypted_copies_of_the_same_have_no_key_in_common(sqlite_world: World, tmp_path: Path) -> None:
    locks = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        path, _ = copy(sqlite_world.database, tmp_path / name, PASSPHRASE)
        with BackupReader(path, PASSPHRASE) as reader:
            locks.append(reader.head["sealed"])
    assert locks[0]["salt"] != locks[1]["salt"]
    assert locks[0]["nonce"] != locks[1]["nonce"]


def test_a_backup_of_a_newer_version_is_refused_and_of_an_older_one_brought_up(
    sqlite_database: Database, tmp_path: Path
) -> None:
    from models.migration import current_revision, migrate, newest_revision

    old = Database(f"sqlite:///{tmp_path / 'old.db'}")
    migrate(old, "0002")
    (tmp_path / "data").mkdir()
    path = tmp_path / "old.backup"
    make(old, tmp_path / "data", Wanted(path), NOW, quiet)
    old.close()
    restore(sqlite_database, tmp_path / "data", path, None, NOW)
    assert current_revision(sqlite_database) == newest_revision()
    content = path.read_bytes().replace(b'"schema": "0002"', b'"schema": "9002"')
    path.write_bytes(content)
    with pytest.raises(BackupFailed, match="9002, which this version of Inloop does not know"):
        restore(sqlite_database, tmp_path / "data", path, None, NOW)


def test_a_name_that_leads_out_of_the_data_folder_is_refused(
    sqlite_world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, _ = copy(sqlite_world.database, tmp_path)
    from models.backup import fill

    original = fill._write_file

    for name in ("../escape", "/escape", "a/../../escape", ""):

        def renamed(part: Part, folder: Path | None, name: str = name) -> None:
            original(Part(part.kind, name, part.about, part.items), folder)

        monkeypatch.setattr(fill, "_write_file", renamed)
        with pytest.raises(BackupDamaged, match="a name that cannot be"):
            try_out(path, None, tmp_path)
    assert not (tmp_path / "escape").exists()
