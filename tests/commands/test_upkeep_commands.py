"""`migrate` and `check`, and what every command says when it cannot begin."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from commands.setting import settings
from models.migration import newest_revision
from tests.cast import World
from tests.commands.program import Program

SCHEMA = newest_revision()


def test_migrate_says_where_the_schema_is_and_where_it_came_from(fresh: Program) -> None:
    runs = [fresh.run("migrate") for _ in range(2)]
    assert [(ran.code, ran.err) for ran in runs] == [(0, "")] * 2
    assert [ran.out for ran in runs] == [f"schema {SCHEMA} (was empty)\n", f"schema {SCHEMA}\n"]


def test_check_says_that_all_is_right(program: Program) -> None:
    checked = program.run("check")
    assert checked.code == 0, checked.err
    assert "right" in checked.last_line


def test_check_says_who_reads_aloud_in_each_language(program: Program) -> None:
    told = next(line for line in program.run("check").out.splitlines() if line.startswith("speech: "))
    assert "nl espeak" in told
    assert "ti espeak" in told


def test_check_names_every_promise_that_is_broken(program: Program, sqlite_world: World) -> None:
    sqlite_world.issue()
    for statement in ("UPDATE day SET waiting = 7", "UPDATE location SET rev = rev + 1 WHERE id = 'altijd'"):
        sqlite_world.database.run(partial(Session.execute, statement=text(statement)))
    checked = program.run("check")
    assert checked.code == 1
    assert any(line.startswith("plein on 2026-11-23: 7 counted") for line in checked.err.splitlines())
    assert any(line.startswith("altijd: the log has 1 facts") for line in checked.err.splitlines())
    assert checked.err.splitlines()[-1] == "Error: 2 thing(s) wrong"


def test_check_asks_for_the_migration_first(fresh: Program) -> None:
    assert fresh.run("check").error == "the schema is not up to date: run.py migrate"


def test_check_misses_the_region(fresh: Program) -> None:
    fresh.run("migrate")
    checked = fresh.run("check")
    assert checked.code == 1
    assert "no region was loaded: run.py load FILE" in checked.err


@pytest.mark.parametrize("command", ["migrate", "dump", "user add Bram --role guide"])
def test_a_database_that_is_newer_than_the_code_is_left_alone(
    program: Program, sqlite_world: World, command: str
) -> None:
    sqlite_world.database.run(
        lambda session: session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    )
    error = program.run(*command.split()).error
    assert "schema 9999" in error
    assert "install the newer version again" in error


@pytest.mark.parametrize("command", ["migrate", "check", "dump"])
def test_a_wrong_setting_stops_every_command_with_name_value_and_what_is_allowed(
    fresh: Program, command: str
) -> None:
    error = fresh.run(command, INLOOP_PORT="70000").error
    assert error.startswith("INLOOP_PORT=70000: ")
    assert error.endswith("allowed: a whole number from 1 to 65535")
    assert not fresh.data.exists()


@pytest.mark.parametrize("command", ["check", "printer status"])
def test_a_printer_address_that_is_half_right_is_a_wrong_setting_too(program: Program, command: str) -> None:
    error = program.run(*command.split(), INLOOP_PRINTER="tcp://").error
    assert error.startswith("INLOOP_PRINTER: printer address 'tcp://': ")
    assert "allowed: " in error


def test_a_data_folder_that_cannot_be_written_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    for folder in (tmp_path / "file", tmp_path / "file" / "below", Path("/proc/inloop")):
        error = Program(folder).run("migrate").error
        assert error.startswith(f"the data folder {folder} cannot be written")
        assert "INLOOP_DATA_DIR" in error


def test_servers_and_commands_that_start_at_one_moment_can_all_write_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INLOOP_DATA_DIR", str(tmp_path))
    monkeypatch.setattr("commands.setting.configure_logging", lambda _level: None)
    with ThreadPoolExecutor(8) as pool:
        started = [pool.submit(settings) for _ in range(2000)]
    assert {each.result().data_dir for each in started} == {tmp_path}
    assert [*tmp_path.iterdir()] == []


def test_a_database_whose_folder_is_not_there_is_an_error_of_one_line(fresh: Program, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/absent/inloop.db"
    assert f"{tmp_path}/absent" in fresh.run("migrate", INLOOP_DATABASE_URL=url).error


def test_a_file_that_is_no_database_is_an_error_of_one_line(fresh: Program, tmp_path: Path) -> None:
    (tmp_path / "inloop.db").write_text("This is no database. " * 100)
    error = fresh.run("migrate", INLOOP_DATABASE_URL=f"sqlite:///{tmp_path}/inloop.db").error
    assert "not a database" in error


def test_a_postgresql_that_does_not_answer_is_an_error_of_one_line(fresh: Program) -> None:
    error = fresh.run("migrate", INLOOP_DATABASE_URL="postgresql://inloop:geheim@127.0.0.1:1/inloop").error
    assert "does not answer" in error
    assert "geheim" not in error
