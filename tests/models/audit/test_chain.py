"""The audit log grows by one row for each thing that happens, and the database keeps it so."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from models.access.principal import Principal, Proof, Role
from models.audit.chain import audit, who_is
from models.audit.fold import fold, foldable
from models.database import Database
from models.log import take_turn
from models.refusal import Code, Refusal
from models.tables import Region
from tests.cast import World
from tests.models.audit.tampering import NOON, end, entry, findings, rows, write


def test_rows_count_from_one_and_tell_what_happened(database: Database) -> None:
    before = end(database).n
    write(database, entry(1, detail={"name": "Kiosk", "times": 2, "late": True}), entry(2, location="plein"))
    first, second = rows(database)[before:]
    assert (first["n"], second["n"]) == (before + 1, before + 2)
    assert first["at"] == NOON + timedelta(minutes=1)
    assert (first["who"], first["what"]) == ("person:1", "device.changed")
    assert first["detail"] == '{"late":true,"name":"Kiosk","times":2}'
    assert (second["location"], first["location"]) == ("plein", None)
    assert findings(database) == []


def test_a_work_that_is_refused_leaves_no_row_and_no_gap(database: Database) -> None:
    def refused(session: Session) -> None:
        audit(session, entry(2))
        raise Refusal(Code.CLOSED, "no")

    before = end(database).n
    write(database, entry(1))
    with pytest.raises(Refusal):
        database.run(refused)
    write(database, entry(3))
    assert [row["who"] for row in rows(database)[before:]] == ["person:1", "person:3"]
    assert findings(database) == []


def test_a_work_whose_own_rows_the_database_refuses_leaves_no_row_either(database: Database) -> None:
    def twice(session: Session) -> None:
        session.add(Region(id="same", document=""))
        audit(session, entry(2))

    database.run(twice)
    before = end(database)
    with pytest.raises(DBAPIError):
        database.run(twice)
    assert end(database) == before
    assert findings(database) == []


def test_what_was_refused_can_be_written_by_a_transaction_of_its_own(database: Database) -> None:
    write(database, entry(1, who="nobody", result="closed"))
    assert rows(database)[-1]["result"] == "closed"


def test_many_at_once_make_one_chain(database: Database) -> None:
    """Threads of three servers, for within one server PostgreSQL's writers take turns as well."""
    before, together = end(database).n, threading.Barrier(15)
    servers = [Database(database.url.render_as_string(hide_password=False)) for _ in range(3)]

    def one(number: int) -> None:
        together.wait(60)
        for step in range(5):
            with suppress(Refusal):
                servers[number % 3].run(lambda session, step=step: _sometimes(session, number, step))  # type: ignore[misc]

    with ThreadPoolExecutor(15) as people:
        list(people.map(one, range(15)))
    for server in servers:
        server.close()
    assert end(database).n == before + 15 * 4
    assert [row["n"] for row in rows(database)] == [*range(1, before + 15 * 4 + 1)]
    assert findings(database) == []


def _sometimes(session: Session, number: int, step: int) -> None:
    audit(session, entry(number))
    if step == 2:
        raise Refusal(Code.CLOSED, "no")


def test_the_end_is_locked_last_however_a_work_is_written(postgres_world: World) -> None:
    """Two works that say what they do before they take their location do not wait for each other for ever."""
    url, together = postgres_world.database.url.render_as_string(hide_password=False), threading.Barrier(2)

    def one(locations: tuple[str, ...]) -> None:
        def work(session: Session) -> None:
            for number, location in enumerate(locations):
                audit(session, entry(number))
                together.wait(10)
                take_turn(session, location, "test", NOON).give_back()

        server = Database(url)
        server.run(work)
        server.close()

    with ThreadPoolExecutor(2) as people:
        list(people.map(one, [("altijd", "plein"), ("nacht", "plein")]))
    assert findings(postgres_world.database) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET who = 'person:9' WHERE n = 1",
        "UPDATE audit SET n = 99 WHERE n = 1",
        "DELETE FROM audit WHERE n = 1",
        "DELETE FROM audit",
        "DELETE FROM audit_end",
        "UPDATE audit_end SET n = n - 1",
        "UPDATE audit_end SET n = n + 2",
        "UPDATE audit_end SET hash = 'x'",
        "UPDATE audit_end SET anchor_n = 2",
        "UPDATE audit_end SET anchor_n = 2, anchor_hash = hash",
        "UPDATE audit_end SET anchor_hash = hash",
        "INSERT INTO audit_end VALUES (2, 1, 'x', 0, 'x')",
    ],
)
def test_the_database_itself_refuses_to_rewrite_the_log(database: Database, statement: str) -> None:
    write(database, entry(1), entry(2), entry(3))
    with pytest.raises(DBAPIError), database.transaction() as connection:
        connection.execute(text(statement))
    assert findings(database) == []


@pytest.mark.parametrize("table", ["audit", "audit_end"])
def test_postgresql_refuses_to_empty_the_log(postgres_database: Database, table: str) -> None:
    with pytest.raises(DBAPIError), postgres_database.transaction() as connection:
        connection.execute(text(f"TRUNCATE {table}"))


def test_old_rows_fold_into_the_anchor_and_the_rest_stays_proven(database: Database) -> None:
    write(database, *(entry(number) for number in range(1, 8)))
    limit, last = NOON + timedelta(minutes=5), end(database).n
    with database.read() as session:
        due = foldable(session, limit)
    first = database.run(lambda session: fold(session, limit, 3, NOON))
    rest = database.run(lambda session: fold(session, limit, 100, NOON))
    assert (first, first + rest) == (3, due)
    assert [row["who"] for row in rows(database)[:3]] == ["person:5", "person:6", "person:7"]
    assert [row["what"] for row in rows(database)[3:]] == ["audit.erased", "audit.erased"]
    assert end(database).n == last + 2
    assert findings(database) == []
    assert database.run(lambda session: fold(session, limit, 100, NOON)) == 0


def test_a_row_between_newer_ones_waits_for_them(database: Database) -> None:
    """A clock that was set back must not tear the chain apart."""
    write(database, entry(1), entry(50), entry(2), entry(60))
    limit = NOON + timedelta(minutes=30)
    database.run(lambda session: fold(session, limit, 100, NOON + timedelta(minutes=90)))
    assert [row["who"] for row in rows(database)[:3]] == ["person:50", "person:2", "person:60"]
    assert findings(database) == []


def test_text_that_a_stranger_sent_is_made_plain_and_short(database: Database) -> None:
    write(database, entry(1, subject="a\0b\n" + "x" * 500, detail={"name": "\ud800" + "y" * 999}))
    row = rows(database)[-1]
    assert row["subject"] == "a·b·" + "x" * 116
    assert row["detail"] == '{"name":"\\u00b7' + "y" * 199 + '"}'
    assert findings(database) == []


def test_people_keys_and_devices_are_named_by_their_number() -> None:
    names = [who_is(Principal(proof, "Samira", Role.GUIDE, None, 7)) for proof in Proof]
    assert names == ["person:7", "key:7", "device:7"]
    assert who_is(None) == "nobody"
