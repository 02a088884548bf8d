"""Transactions, on both kinds of database."""

import threading
import time
from contextvars import ContextVar
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.orm import Session

from models.database import Database
from models.hold import Hold
from models.refusal import Code, Refusal
from models.tables import Region


def _names(database: Database) -> list[str]:
    with database.read() as session:
        return sorted(session.execute(text("SELECT id FROM region")).scalars())


def test_what_a_work_changed_is_there_after_it(database: Database) -> None:
    database.run(lambda session: session.add(Region(id="r", document="")))
    assert _names(database) == ["r"]


def test_a_work_that_raises_leaves_nothing_behind(database: Database) -> None:
    def work(session: Session) -> None:
        session.add(Region(id="r", document=""))
        session.flush()
        raise Refusal(Code.CLOSED, "no")

    with pytest.raises(Refusal):
        database.run(work)
    assert _names(database) == []


def test_many_threads_at_once_each_get_their_own_result_and_their_own_error(database: Database) -> None:
    results: dict[int, str] = {}
    together = threading.Barrier(16)

    def one(number: int) -> None:
        def work(session: Session) -> str:
            session.add(Region(id=f"r{number:02d}", document=""))
            if number % 4 == 0:
                raise Refusal(Code.FULL, str(number))
            return f"r{number:02d}"

        together.wait()
        try:
            results[number] = database.run(work)
        except Refusal as refusal:
            results[number] = f"refused {refusal.detail}"

    threads = [threading.Thread(target=one, args=(number,)) for number in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == {n: f"refused {n}" if n % 4 == 0 else f"r{n:02d}" for n in range(16)}
    assert _names(database) == [f"r{n:02d}" for n in range(16) if n % 4]


def test_whoever_does_the_work_does_it_in_the_askers_context(database: Database) -> None:
    asker: ContextVar[int] = ContextVar("asker")
    seen: dict[int, int] = {}
    together = threading.Barrier(8)

    def one(number: int) -> None:
        asker.set(number)
        together.wait()
        seen[number] = database.run(lambda _session: asker.get())

    threads = [threading.Thread(target=one, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == {number: number for number in range(8)}


def test_a_double_key_undoes_only_its_own_work(database: Database) -> None:
    database.run(lambda session: session.add(Region(id="r", document="first")))
    with pytest.raises(IntegrityError):
        database.run(lambda session: session.add(Region(id="r", document="second")))
    with database.read() as session:
        assert session.get_one(Region, "r").document == "first"


def test_a_read_sees_one_moment_while_others_write(database: Database) -> None:
    with database.read() as session:
        before = session.execute(text("SELECT count(*) FROM region")).scalar_one()
        database.run(lambda other: other.add(Region(id="r", document="")))
        assert session.execute(text("SELECT count(*) FROM region")).scalar_one() == before


def test_sqlite_is_durable_and_checks_its_references(sqlite_database: Database) -> None:
    def pragmas(session: Session) -> list[object]:
        names = ("journal_mode", "synchronous", "foreign_keys")
        return [session.execute(text(f"PRAGMA {name}")).scalar_one() for name in names]

    full = 2
    assert sqlite_database.run(pragmas) == ["wal", full, 1]


def test_a_reading_transaction_on_sqlite_cannot_write(sqlite_database: Database) -> None:
    with sqlite_database.read() as session, pytest.raises(OperationalError, match="readonly"):
        session.execute(text("DELETE FROM region"))


def test_two_processes_writing_the_same_file_wait_for_each_other(
    sqlite_database: Database, tmp_path: Path
) -> None:
    other = Database(f"sqlite:///{tmp_path / 'inloop.db'}")
    done: list[str] = []

    def slow(session: Session) -> None:
        thread.start()
        while not started.wait(5):
            pass
        session.add(Region(id="first", document=""))
        done.append("first")

    def second() -> None:
        started.set()
        other.run(lambda session: session.add(Region(id="second", document="")))
        done.append("second")

    started = threading.Event()
    thread = threading.Thread(target=second)
    sqlite_database.run(slow)
    thread.join()
    other.close()
    assert done == ["first", "second"]
    assert _names(sqlite_database) == ["first", "second"]


def test_a_command_during_which_the_machine_slept_is_done_once_more(postgres_database: Database) -> None:
    turns: list[str] = []

    def slept(session: Session) -> None:
        turns.append("turn")
        session.add(Region(id="r", document=""))
        session.flush()
        if len(turns) == 1:
            session.execute(text("SET LOCAL idle_in_transaction_session_timeout = 50"))
            time.sleep(0.5)
            session.execute(text("SELECT 1"))

    postgres_database.run(slept)
    assert turns == ["turn", "turn"]
    assert _names(postgres_database) == ["r"]


def test_a_machine_that_sleeps_at_each_turn_is_told_so(postgres_database: Database) -> None:
    def sleeping(session: Session) -> None:
        session.execute(text("SET LOCAL idle_in_transaction_session_timeout = 50"))
        time.sleep(0.5)
        session.execute(text("SELECT 1"))

    with pytest.raises(DBAPIError, match="idle-in-transaction"):
        postgres_database.run(sleeping)
    postgres_database.run(lambda session: session.add(Region(id="after", document="")))
    assert _names(postgres_database) == ["after"]


def test_a_right_that_was_kept_is_free_when_its_database_is_closed(postgres_database: Database) -> None:
    gone = Database(postgres_database.url.render_as_string(hide_password=False))
    kept, other = Hold(gone, "one thing"), Hold(postgres_database, "one thing")
    assert [kept.mine(), other.mine()] == [True, False]
    gone.close()
    assert other.mine()
    other.give_up()


def test_rights_that_are_kept_leave_the_work_its_connections(
    postgres_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_database.writer.pool, "_timeout", 0.5)
    kept = [Hold(postgres_database, f"printer {number}") for number in range(40)]
    assert all(hold.mine() for hold in kept)
    postgres_database.run(lambda session: session.add(Region(id="r", document="")))
    assert _names(postgres_database) == ["r"]
    for hold in kept:
        hold.give_up()
