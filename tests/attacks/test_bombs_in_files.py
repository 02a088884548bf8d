"""Files from elsewhere that are small and ask for all memory, time and depth: refused in one sentence."""

import gzip
import json
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from config.settings import SettingInvalid, read_settings
from models.backup import archive
from models.backup.archive import MAGIC, BackupReader
from models.backup.dump import look, tables_of
from models.backup.fault import BackupDamaged, BackupFailed, WrongPassphrase
from models.backup.fill import _together, take_in
from models.backup.state import BackupState, read_state
from models.database import Database
from models.region_file import RegionFileInvalid, read_region
from tests.cast import World
from tests.commands.program import ROOT, Program
from tests.fuzz.of_backups import signed
from tests.models.backup.copies import PASSPHRASE

_HEAD = {"schema": "0001", "made_at": "2026-11-23T09:00:00+00:00"}
_LOCK = {"cipher": "aes-256-gcm", "kdf": "scrypt", "salt": "00" * 16, "nonce": "00" * 7}
_CHEAP = {"n": 2**10, "r": 8, "p": 1}
DEEP = 100_000


def _file(folder: Path, content: bytes) -> Path:
    path = folder / "elsewhere.backup"
    path.write_bytes(content)
    return path


def _head(**more: Any) -> bytes:
    return MAGIC + json.dumps(_HEAD | {"sealed": None} | more).encode() + b"\n"


def _read(path: Path, passphrase: str | None = None) -> None:
    with BackupReader(path, passphrase) as reader:
        for part in reader.parts():
            for _ in part.items:
                pass


@pytest.mark.parametrize(
    "cost",
    [
        {"n": 2**30},
        {"n": 2**20, "r": 16},
        {"n": 2**18, "r": 16},
        {"p": 5},
        {"p": 2**40},
        {"r": 2**20},
        {"n": 0},
        {"n": -(2**20), "r": -(2**20)},
        {"r": -8},
        {"n": 3},
        {"n": "9" * 5000},
        {"n": [2]},
        {"n": True},
    ],
    ids=lambda cost: " ".join(f"{name} {str(value)[:9]}" for name, value in cost.items()),
)
def test_a_backup_does_not_say_what_its_key_may_cost(tmp_path: Path, cost: dict[str, Any]) -> None:
    path = _file(tmp_path, _head(sealed=_LOCK | _CHEAP | cost) + bytes(80))
    begun = time.monotonic()
    with pytest.raises(BackupDamaged, match="damaged"):
        _read(path, PASSPHRASE)
    assert time.monotonic() - begun < 2


def test_nor_one_without_an_end(tmp_path: Path) -> None:
    """Python reads `1e999` as a number that no integer is."""
    line = _head(sealed=_LOCK | _CHEAP).replace(b'"n": 1024', b'"n": 1e999')
    with pytest.raises(BackupDamaged, match="the head of the file is damaged"):
        _read(_file(tmp_path, line + bytes(80)), PASSPHRASE)


def test_a_passphrase_that_is_no_text_opens_nothing(tmp_path: Path) -> None:
    """Where the system speaks no UTF-8, Python hands on such bytes as halves of characters."""
    path = _file(tmp_path, _head(sealed=_LOCK | _CHEAP) + bytes(80))
    with pytest.raises(WrongPassphrase, match="no text"):
        _read(path, "een lange zin \udcff")


@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_what_is_piped_in_for_a_passphrase_may_be_no_text(tmp_path: Path, locale: str) -> None:
    path = _file(tmp_path, _head(sealed=_LOCK | _CHEAP) + bytes(80))
    program = Program(tmp_path / "data", {"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"})
    done = subprocess.run(
        program.command("restore", path, "--try"),
        cwd=ROOT,
        env=program.environment,
        input=b"een lange zin \xff\n",
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    last = done.stderr.decode().splitlines()[-1]
    assert last.startswith("Error: the passphrase")
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("deep", [b"[" * 4000, b'{"a":' * 800, b'{"schema": ' + b"[" * 3000], ids=len)
def test_a_head_that_nests_without_end_is_damaged(tmp_path: Path, deep: bytes) -> None:
    with pytest.raises(BackupDamaged, match="damaged"):
        _read(_file(tmp_path, MAGIC + deep + b"\n"))


@pytest.mark.parametrize("deep", [b"[" * DEEP, b'{"table":' * DEEP, b"[" * DEEP + b"]" * DEEP])
def test_a_line_that_nests_without_end_is_damaged(tmp_path: Path, deep: bytes) -> None:
    for line in (deep, b'{"table": "person", "about": {}}\n' + deep + b"\nend person"):
        with pytest.raises(BackupDamaged, match="damaged"):
            _read(_file(tmp_path, signed(line)))


def test_a_backup_that_unpacks_without_end_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "_PLAUSIBLE", 2_000_000)
    piece = json.dumps("A" * 1_000_000).encode()
    path = _file(tmp_path, signed(b"\n".join([b'{"file": "x", "about": 384}', *[piece] * 40, b"end x"])))
    assert path.stat().st_size < 300_000
    with pytest.raises(BackupDamaged, match="far more than any backup"):
        _read(path)
    monkeypatch.setattr(archive, "_PLAUSIBLE", 60_000_000)
    _read(path)


def test_a_line_without_an_end_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = _file(tmp_path, _head() + gzip.compress(b'{"table": "' + b"x" * 100_000_000, 1))
    with BackupReader(path) as reader, pytest.raises(BackupDamaged):
        list(reader.parts())
    assert reader.unpacked <= archive._LONGEST_LINE


def test_large_rows_are_not_all_held_at_once(tmp_path: Path) -> None:
    """A row of a megabyte is a row; five hundred of them at once would be all the memory there is."""
    row = json.dumps(["x" * 1_000_000]).encode()
    path = _file(tmp_path, signed(b"\n".join([b'{"table": "t", "about": {}}', *[row] * 40, b"end t"])))
    with BackupReader(path) as reader:
        for part in reader.parts():
            sizes = [len(rows) for rows in _together(part, reader)]
    assert sum(sizes) == 40
    assert max(sizes) <= 6


_ABOUT = {"document": "plain", "id": "plain"}


@pytest.mark.parametrize(
    "row",
    [
        *("[]", "[1]", "[1, 2, 3]", "{}", "5", "null", '"ab"', '[{"a": 1}, 1]', "[[1], 1]", "[null, null]"),
        *(
            '["x", 99999999999999999999]',
            '["x", 1e999]',
            '["a\\u0000b", "x"]',
            '["\\ud800", 1]',
            '["x", "x"]',
        ),
    ],
)
def test_a_row_that_no_table_of_ours_has_is_damage(world: World, tmp_path: Path, row: str) -> None:
    kinds = json.dumps({"table": "region", "about": _ABOUT})
    path = _file(tmp_path, signed("\n".join([kinds, row, row, "end region"]).encode()))
    with pytest.raises(BackupFailed):
        _take_in(world.database, path, tmp_path)


@pytest.mark.parametrize("name", ["\ud800", "a\0b", "a\nb", "a/\u202eb", "x" * 300])
def test_a_name_that_no_file_of_ours_has_is_damage(sqlite_world: World, tmp_path: Path, name: str) -> None:
    head = json.dumps({"file": name, "about": 384}).encode()
    path = _file(tmp_path, signed(b"\n".join([head, b'"AAAA"', b"end x"])))
    with pytest.raises(BackupFailed):
        _take_in(sqlite_world.database, path, tmp_path)


def _take_in(database: Database, path: Path, folder: Path) -> None:
    with look(database) as connection:
        tables = tables_of(connection)
    with database.transaction() as connection, BackupReader(path) as reader:
        take_in(connection, reader, tables, folder / "files")


@pytest.mark.parametrize(
    "told",
    [
        *('{"made_at": "gisteren"}', '{"made_at": 5}', '{"failed_at": "2026-11-23T09:00:00"}', '{"more": 1}'),
        *("[" * DEEP, "5", '"x"', "[]", '{"tried_at": []}'),
    ],
    ids=lambda told: told[:20],
)
def test_notes_of_backups_that_cannot_be_are_none(tmp_path: Path, told: str) -> None:
    (tmp_path / "backup.json").write_text(told)
    assert read_state(tmp_path) == BackupState()


@pytest.mark.parametrize("deep", ["a = " + "[" * DEEP, "a = " + "{a=" * 5000, "a." * 3000 + "b = 1"])
def test_settings_and_a_region_that_nest_without_end_are_refused(tmp_path: Path, deep: str) -> None:
    path = tmp_path / "inloop.toml"
    path.write_text(deep)
    with pytest.raises(SettingInvalid, match=r"cannot be read|unknown setting"):
        read_settings({"INLOOP_CONFIG": str(path)})
    with pytest.raises(RegionFileInvalid):
        read_region(deep)


@pytest.mark.parametrize("number", ["9" * 5000, "1e999", "-1e999", "nan", "-inf", "0x" + "f" * 5000])
def test_a_number_without_an_end_is_refused(tmp_path: Path, number: str) -> None:
    path = tmp_path / "inloop.toml"
    path.write_text(f"port = {number}")
    with pytest.raises(SettingInvalid):
        read_settings({"INLOOP_CONFIG": str(path)})
    with pytest.raises(RegionFileInvalid):
        read_region(f"[region]\nname = 'x'\n[calling]\nno_show_after_seconds = {number}\n")
