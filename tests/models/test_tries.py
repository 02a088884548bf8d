"""How often somebody may try, counted in both kinds of database, whatever order the tries come in."""

import threading
from datetime import datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.access.tries import (
    ACCOUNT,
    ACCOUNT_CODE,
    FORGOTTEN_AFTER,
    PAIR,
    SOURCE,
    TRUSTED_FOR,
    Attempt,
    What,
    count_try,
    forget_old_tries,
    forgive,
    succeeded,
)
from models.access.vault import Vault
from models.database import Database
from models.tables import Tries
from tests.cast import MONDAY_TEN

VAULT = Vault("s" * 40)
NOW = MONDAY_TEN


def attempt(account: str = "Ada", source: str = "10.0.0.1", **more: bool) -> Attempt:
    return Attempt(What.PASSWORD, account, source, **more)


def wait(database: Database, tried: Attempt, now: datetime = NOW) -> timedelta | None:
    return database.run(lambda session: count_try(session, VAULT, tried, now))


def right(database: Database, tried: Attempt, now: datetime = NOW) -> None:
    database.run(lambda session: succeeded(session, VAULT, tried, now))


def guessed_in(database: Database, tried: list[Attempt], span: timedelta) -> int:
    """How many wrong tries get through by a guesser who never waits longer than needed."""
    now, through = NOW, 0
    while now < NOW + span:
        waits = [wait(database, one, now) for one in tried]
        through += waits.count(None)
        left = [one for one in waits if one is not None]
        now += min(left, default=timedelta(0)) or timedelta(milliseconds=1)
    return through


def test_a_hundred_at_one_moment_are_a_hundred(database: Database) -> None:
    through: list[timedelta | None] = []

    def guess() -> None:
        through.extend(wait(database, attempt()) for _ in range(10))

    threads = [threading.Thread(target=guess) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert through.count(None) == PAIR.free


def test_one_source_has_some_hundred_guesses_a_day_at_an_account(sqlite_database: Database) -> None:
    assert guessed_in(sqlite_database, [attempt()], timedelta(days=1)) <= 110


def test_many_sources_have_less_than_two_guesses_a_minute_at_an_account(sqlite_database: Database) -> None:
    botnet = [attempt(source=f"10.0.1.{number}") for number in range(12)]
    assert guessed_in(sqlite_database, botnet, timedelta(hours=1)) <= ACCOUNT.free + 65


def test_codes_of_the_second_step_can_be_guessed_some_hundred_times_a_day(sqlite_database: Database) -> None:
    botnet = [Attempt(What.CODE, "7", f"10.0.1.{number}") for number in range(6)]
    assert guessed_in(sqlite_database, botnet, timedelta(hours=12)) <= ACCOUNT_CODE.free + 60


def test_one_source_cannot_go_on_from_account_to_account(sqlite_database: Database) -> None:
    through = [wait(sqlite_database, attempt(f"naam {n}")) for n in range(100)].count(None)
    assert through == SOURCE.free


def test_who_signed_in_here_lately_is_not_kept_out_by_others(database: Database) -> None:
    right(database, attempt(source="thuis"))
    for number in range(60):
        wait(database, attempt(source=f"10.0.1.{number}"))
        wait(database, attempt(f"naam {number}", source="thuis"))
    assert wait(database, attempt(source="elders")) is not None
    assert wait(database, attempt(source="thuis")) is None
    assert wait(database, attempt(source="thuis"), NOW + TRUSTED_FOR + timedelta(days=1)) is None


def test_nobody_from_elsewhere_keeps_an_account_locked_for_more_than_a_minute(database: Database) -> None:
    for number in range(200):
        wait(database, attempt(source=f"10.0.1.{number}"), NOW + timedelta(minutes=number))
    held = wait(database, attempt(source="nieuw"), NOW + timedelta(minutes=199, seconds=1))
    assert held is not None
    assert held <= ACCOUNT.longest
    assert wait(database, attempt(source="nieuw"), NOW + timedelta(minutes=201)) is None


def test_at_the_machine_itself_others_do_not_count(database: Database) -> None:
    for number in range(60):
        wait(database, attempt(source=f"10.0.1.{number}"))
    assert wait(database, attempt(source="127.0.0.1", here=True)) is None


def test_who_is_forgiven_may_try_at_once(database: Database) -> None:
    for source in ("127.0.0.1", *(f"10.0.1.{number}" for number in range(30))):
        for _ in range(6):
            wait(database, attempt(source=source))
    assert wait(database, attempt(source="127.0.0.1")) is not None
    database.run(lambda session: forgive(session, VAULT, "Ada"))
    assert wait(database, attempt(source="127.0.0.1")) is None
    assert wait(database, attempt(source="nieuw")) is None


def test_the_right_password_of_one_gives_a_guesser_no_new_tries_at_another(database: Database) -> None:
    mine, theirs = attempt("Ik", "huis"), attempt("Ada", "huis")
    right(database, mine)
    for number in range(SOURCE.free):
        wait(database, attempt(f"naam {number}", "huis"))
    for _ in range(5):
        assert wait(database, mine) is None
        right(database, mine)
        assert wait(database, theirs) is not None


def test_after_a_day_nothing_is_held_against_anybody_and_nothing_is_kept(database: Database) -> None:
    for _ in range(6):
        wait(database, attempt())
    later = NOW + FORGOTTEN_AFTER + timedelta(seconds=1)
    assert wait(database, attempt(), later) is None
    database.run(lambda session: forget_old_tries(session, later + FORGOTTEN_AFTER * 2))
    with database.read() as session:
        assert session.query(Tries).count() == 0


def test_neither_name_nor_address_is_stored(database: Database) -> None:
    wait(database, attempt("Ada", "10.0.0.1"))
    with database.read() as session:
        stored = repr([vars(row) for row in session.query(Tries)])
    assert "Ada" not in stored
    assert "10.0.0.1" not in stored


@settings(suppress_health_check=list(HealthCheck))
@given(
    steps=st.lists(
        st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"), st.integers(0, 1200), st.booleans()),
        max_size=60,
    )
)
def test_a_wait_is_never_longer_than_a_quarter_of_an_hour_and_always_ends(
    sqlite_database: Database, steps: list[tuple[str, str, int, bool]]
) -> None:
    now = NOW
    sqlite_database.run(lambda session: forget_old_tries(session, NOW + timedelta(days=400)))
    for account, source, seconds, good in steps:
        now += timedelta(seconds=seconds)
        tried = attempt(account, source)
        held = wait(sqlite_database, tried, now)
        if held is None and good:
            right(sqlite_database, tried, now)
        if held is not None:
            assert timedelta(0) < held <= timedelta(minutes=15)
            assert wait(sqlite_database, tried, now + held) is None
            now += held
