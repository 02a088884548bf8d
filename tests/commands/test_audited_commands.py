"""What is changed on the command line is in the audit log, and `check` proves that log."""

import json
from pathlib import Path

import pytest
from sqlalchemy import select, text

from models.database import Database
from models.migration import migrate, newest_revision
from models.tables import Audit
from tests.cast import REGION, World
from tests.commands.program import Program


def written(database: Database) -> list[tuple[str, str, str | None, dict[str, object]]]:
    with database.read() as session:
        rows = session.execute(select(Audit).order_by(Audit.n)).scalars().all()
    assert {(row.who, row.source) for row in rows} == {("machine", "machine")}
    return [(row.what, row.subject, row.location, json.loads(row.detail)) for row in rows]


def test_keys_and_devices(program: Program, sqlite_world: World) -> None:
    before = len(written(sqlite_world.database))
    secret = program.run("key", "add", "Website", "--role", "analyst", "--location", "plein").last_line
    program.run("key", "revoke", "Website")
    token = program.run(
        "device", "add", "--kind", "desk", "--location", "altijd", "--name", "Tafel"
    ).last_line
    program.run("device", "revoke", "1")
    rows = written(sqlite_world.database)[before:]
    assert rows == [
        ("key.made", "key:1", "plein", {"role": "analyst"}),
        ("key.revoked", "key:1", None, {}),
        ("device.paired", "device:1", "altijd", {"kind": "desk"}),
        ("device.revoked", "device:1", "altijd", {}),
    ]
    assert secret not in str(rows)
    assert token not in str(rows)


@pytest.mark.parametrize(
    "refused", ["key revoke Nobody", "device revoke 9", "key add X --role host --location no"]
)
def test_what_was_not_done_is_not_written(program: Program, sqlite_world: World, refused: str) -> None:
    before = written(sqlite_world.database)
    assert program.run(*refused.split()).code == 1
    assert written(sqlite_world.database) == before


def test_a_region_file_in_and_out(program: Program, sqlite_world: World, tmp_path: Path) -> None:
    before = len(written(sqlite_world.database))
    file = tmp_path / "region.toml"
    file.write_text(REGION.replace("Altijd Open", "Nooit Dicht"), "utf-8")
    program.run("load", file)
    program.run("load", file)
    program.run("dump", tmp_path / "out.toml")
    program.run("facts", "--from", "2026-11-01", "--to", "2026-11-30")
    assert written(sqlite_world.database)[before:] == [
        ("region.loaded", "", None, {"new": 0, "changed": 3, "retired": 0}),
        ("region.dumped", "", None, {}),
        ("facts.exported", "", None, {"from": "2026-11-01", "to": "2026-11-30"}),
    ]


def test_a_migration_says_from_where_to_where(database: Database) -> None:
    newest = newest_revision()
    assert written(database)[0] == ("schema.migrated", "", None, {"from": "", "to": newest})
    migrate(database, "base")
    migrate(database, "0005")
    migrate(database)
    assert written(database) == [("schema.migrated", "", None, {"from": "0005", "to": newest})]


def test_check_tells_the_end_of_the_log_and_proves_an_earlier_one(program: Program) -> None:
    told = next(line for line in program.run("check").out.splitlines() if line.startswith("audit log: end "))
    mark = told.removeprefix("audit log: end ")
    program.run("key", "add", "Website", "--role", "analyst")
    assert program.run("check", "--mark", mark).code == 0
    other = mark.partition(":")[0] + ":" + "0" * 64
    checked = program.run("check", "--mark", mark, "--mark", other)
    assert "another hash than was written down" in checked.err


def test_check_names_a_row_that_was_changed(program: Program, sqlite_world: World) -> None:
    with sqlite_world.database.transaction() as connection:
        connection.execute(text("DROP TRIGGER audit_no_update"))
        connection.execute(text("UPDATE audit SET who = 'person:1' WHERE n = 1"))
    checked = program.run("check")
    assert checked.code == 1
    assert "audit row 1 is not what was written" in checked.err


def test_what_is_no_mark_is_told_in_one_line(program: Program) -> None:
    assert "is no mark of the audit log" in program.run("check", "--mark", "12").error
