"""The server makes the backup of the night by itself, and a command makes it now."""

import time
from pathlib import Path

import pytest

from benchmarks.process import free_port, wait_until_alive
from models.backup.state import read_state
from models.database import Database
from tests.commands.program import Program
from tests.faults.installation import end, install


def test_without_a_file_the_settings_say_where_and_how(program: Program, tmp_path: Path) -> None:
    assert "set INLOOP_BACKUP_DIR" in program.run("backup").error
    kept = tmp_path / "passphrase"
    kept.write_text("een lange zin om te onthouden\n")
    told = {"INLOOP_BACKUP_DIR": str(tmp_path / "stick"), "INLOOP_BACKUP_PASSPHRASE_FILE": str(kept)}
    assert "put the stick in" in program.run("backup", **told).error
    assert read_state(program.data).waiting_since is not None
    (tmp_path / "stick").mkdir()
    made = program.run_apart("backup", **told)
    assert made.code == 0, made.err
    assert made.last_line.endswith("encrypted")
    (backup,) = (tmp_path / "stick").iterdir()
    assert program.run("restore", backup, "--try", "--passphrase-file", kept).code == 0
    assert "give a FILE, or no option" in program.run("backup", "--force", **told).error


@pytest.mark.stress
def test_a_server_makes_what_is_due_and_makes_it_up_when_the_stick_comes_back(
    sqlite_database: Database, tmp_path: Path
) -> None:
    house, port = install(sqlite_database, tmp_path / "data", 1, 1), free_port()
    stick = tmp_path / "stick"
    house.program.settings["INLOOP_BACKUP_DIR"] = str(stick)
    process = house.serve(port)
    try:
        wait_until_alive(port, process)
        _until(lambda: read_state(house.program.data).waiting_since is not None)
        stick.mkdir()
        _until(lambda: read_state(house.program.data).made_at is not None)
    finally:
        end(process)
    (backup,) = stick.iterdir()
    assert house.program.run_apart("restore", backup, "--try").code == 0


def _until(holds: object) -> None:
    limit = time.monotonic() + 120
    while not holds():  # type: ignore[operator]
        assert time.monotonic() < limit, "it does not come about"
        time.sleep(0.2)
