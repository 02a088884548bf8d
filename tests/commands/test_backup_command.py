"""`backup` and `restore` as an operator uses them."""

from pathlib import Path

import pytest
from sqlalchemy import text

from benchmarks.process import free_port, wait_until_alive
from models.backup.state import read_state
from models.database import Database
from models.serving import serve_from
from tests.cast import World
from tests.commands.program import Program
from tests.faults.installation import end, install

LONG = "een lange zin om te onthouden"


def _tickets(world: World) -> int:
    with world.database.read() as session:
        return int(session.execute(text("SELECT count(*) FROM ticket")).scalar_one())


def test_a_backup_is_made_tried_and_put_back(program: Program, sqlite_world: World, tmp_path: Path) -> None:
    sqlite_world.issue()
    made = program.run("backup", tmp_path / "a.backup")
    assert made.code == 0, made.err
    assert "restored on trial; not encrypted" in made.last_line
    assert read_state(program.data).made == str(tmp_path / "a.backup")
    sqlite_world.issue()
    sqlite_world.database.close()
    assert "it can be restored" in program.run("restore", tmp_path / "a.backup", "--try").last_line
    assert _tickets(sqlite_world) == 2
    refused = program.run("restore", tmp_path / "a.backup")
    assert refused.code == 1
    assert "--force puts the backup in its place" in refused.err.splitlines()[-1]
    done = program.run("restore", tmp_path / "a.backup", "--force")
    assert done.code == 0, done.err
    assert "the database that was there is kept" in done.out
    sqlite_world.database.close()
    assert _tickets(sqlite_world) == 1
    assert program.run("check").code == 0


def test_a_passphrase_comes_from_standard_input_or_a_file_and_is_long(
    program: Program, tmp_path: Path
) -> None:
    kept = tmp_path / "passphrase"
    kept.write_text(LONG + "\n")
    assert program.run("backup", tmp_path / "a", "--encrypt", typed=LONG + "\n").code == 0
    assert program.run("restore", tmp_path / "a", "--try", "--passphrase-file", kept).code == 0
    assert program.run("backup", tmp_path / "b", "--passphrase-file", kept).code == 0
    assert program.run("restore", tmp_path / "b", "--try", typed=LONG + "\n").code == 0
    wrong = program.run("restore", tmp_path / "b", "--try", typed="iets anders\n")
    assert "the passphrase is not the one of this backup" in wrong.err
    assert program.run("backup", tmp_path / "c", "--encrypt", typed="kort\n").error.startswith(
        "the passphrase has 4 characters"
    )
    assert not (tmp_path / "c").exists()
    absent = program.run("backup", tmp_path / "c", "--passphrase-file", tmp_path / "none").error
    assert "the passphrase cannot be read" in absent


def test_a_database_that_is_served_is_not_replaced(
    program: Program, sqlite_world: World, tmp_path: Path
) -> None:
    program.run("backup", tmp_path / "a")
    held = serve_from(sqlite_world.database)
    assert held is not None
    refused = program.run("restore", tmp_path / "a", "--force")
    assert "a server runs on this database: stop it first" in refused.err
    held.close()
    assert program.run("restore", tmp_path / "a", "--force").code == 0


def test_what_is_no_backup_is_said_in_one_line(program: Program, tmp_path: Path) -> None:
    (tmp_path / "picture").write_bytes(b"\x89PNG\r\n\x1a\n" * 9)
    assert "this is no backup of Inloop" in program.run("restore", tmp_path / "picture").error
    assert "cannot be read" in program.run("restore", tmp_path / "absent").error
    assert "the folder is not there" in program.run("backup", tmp_path / "no/a").error


@pytest.mark.stress
@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_a_running_server_is_copied_and_refuses_to_be_replaced(
    request: pytest.FixtureRequest, tmp_path: Path, kind: str
) -> None:
    database: Database = request.getfixturevalue(f"{kind}_database")
    house, port = install(database, tmp_path / "data", 1, 1), free_port()
    process = house.serve(port)
    try:
        wait_until_alive(port, process)
        made = house.program.run_apart("backup", tmp_path / "a")
        assert made.code == 0, made.err
        refused = house.program.run_apart("restore", tmp_path / "a", "--force")
    finally:
        end(process)
    assert refused.code == 1
    assert "stop" in refused.err.splitlines()[-1]
    database.close()
    done = house.program.run_apart("restore", tmp_path / "a", "--force")
    assert done.code == 0, done.err
    assert house.check().code == 0
