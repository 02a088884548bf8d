"""Codes of the second step and recovery codes: when they are right, how often, and what is stored."""

import threading
from datetime import timedelta

import pyotp
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.access.person import add_person
from models.access.principal import Role
from models.access.second_factor import (
    RECOVERY_CODES,
    STEP_SECONDS,
    begin_factor,
    check_code,
    confirm_factor,
    has_factor,
    new_recovery_codes,
    recovery_codes_left,
    remove_factor,
)
from models.access.vault import CannotOpen, Vault
from models.database import Database
from models.refusal import Code, Refusal
from models.tables import RecoveryCode, SecondFactor
from tests.cast import MONDAY_TEN

VAULT = Vault("s" * 40)
NOW = MONDAY_TEN


class Phone:
    """Somebody with an authenticator app."""

    def __init__(self, database: Database, name: str = "Ada") -> None:
        self.database = database
        self.id = database.run(
            lambda session: add_person(session, name, Role.ADMINISTRATOR, None, "", NOW)
        ).id
        self.secret = database.run(lambda session: begin_factor(session, VAULT, self.id, name)).secret
        self.codes = database.run(lambda session: confirm_factor(session, VAULT, self.id, self.code(), NOW))

    def code(self, steps: int = 0) -> str:
        """What the app shows so many steps from now."""
        return pyotp.TOTP(self.secret).at(NOW + timedelta(seconds=STEP_SECONDS * steps))

    def gives(self, code: str, steps: int = 0, vault: Vault = VAULT) -> bool:
        """Whether a code is taken so many steps from now."""
        at = NOW + timedelta(seconds=STEP_SECONDS * steps)
        return self.database.run(lambda session: check_code(session, vault, self.id, code, at))


def test_a_code_is_right_from_one_step_before_to_one_after(database: Database) -> None:
    ada = Phone(database)
    assert [
        ada.gives(ada.code(10 * n + off), 10 * n) for n, off in ((1, -2), (2, -1), (3, 0), (4, 1), (5, 2))
    ] == [
        False,
        True,
        True,
        True,
        False,
    ]


def test_a_code_works_once_also_the_one_with_which_the_app_was_set_up(database: Database) -> None:
    ada = Phone(database)
    assert not ada.gives(ada.code())
    assert ada.gives(ada.code(1))
    assert not ada.gives(ada.code(1))
    assert not ada.gives(ada.code(), 1)  # older than the newest that was used


def test_of_many_who_give_one_code_at_one_moment_one_gets_in(database: Database) -> None:
    ada, taken = Phone(database), []
    code = ada.code(5)
    threads = [threading.Thread(target=lambda: taken.append(ada.gives(code, 5))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert taken.count(True) == 1


@settings(suppress_health_check=list(HealthCheck))
@given(moves=st.lists(st.tuples(st.integers(0, 3), st.integers(-2, 2)), max_size=30))
def test_whatever_is_tried_no_code_is_taken_twice(
    sqlite_database: Database, moves: list[tuple[int, int]]
) -> None:
    with sqlite_database.read() as session:
        number = session.query(SecondFactor).count()
    ada = Phone(sqlite_database, f"Ada {number}")
    now, used = 1, set[int]()
    for ahead, off in moves:
        now += ahead
        if ada.gives(ada.code(now + off), now):
            assert now + off not in used
            assert abs(off) <= 1
            used.add(now + off)


@pytest.mark.parametrize("typed", ["", "0", "abcdef", "12345", "1234567", "１２３４５６", "     ", "-"])
def test_what_is_no_code_is_none(database: Database, typed: str) -> None:
    assert not Phone(database).gives(typed, 3)


def test_each_recovery_code_works_once_however_it_is_typed(database: Database) -> None:
    ada = Phone(database)
    assert len(set(ada.codes)) == RECOVERY_CODES
    assert ada.gives(f" {ada.codes[0].upper().replace('-', ' ')} ")
    assert not ada.gives(ada.codes[0])
    with database.read() as session:
        assert recovery_codes_left(session, ada.id) == RECOVERY_CODES - 1
    database.run(lambda session: new_recovery_codes(session, VAULT, ada.id))
    assert not ada.gives(ada.codes[1])


def test_a_code_of_one_person_is_worth_nothing_for_another(database: Database) -> None:
    ada, bob = Phone(database), Phone(database, "Bob")
    assert not bob.gives(ada.codes[0])
    assert not bob.gives(ada.code(2), 2)


def test_the_database_alone_tells_no_secret_and_no_code(database: Database) -> None:
    ada = Phone(database)
    with database.read() as session:
        stored = repr([vars(row) for table in (SecondFactor, RecoveryCode) for row in session.query(table)])
    assert ada.secret not in stored
    assert not any(code.replace("-", "") in stored for code in ada.codes)


def test_with_another_secret_of_the_installation_nothing_opens(database: Database) -> None:
    ada, other = Phone(database), Vault("t" * 40)
    assert not ada.gives(ada.code(2), 2, other)
    assert not ada.gives(ada.codes[0], 2, other)


def test_a_sealed_secret_does_not_open_in_the_row_of_another() -> None:
    sealed = VAULT.seal("geheim", "person 1")
    assert VAULT.open(sealed, "person 1") == "geheim"
    with pytest.raises(CannotOpen):
        VAULT.open(sealed, "person 2")
    assert VAULT.seal("geheim", "person 1") != sealed


def test_an_app_that_was_not_confirmed_is_asked_for_nothing(database: Database) -> None:
    person = database.run(lambda session: add_person(session, "Nieuw", Role.GUIDE, None, "", NOW)).id
    first = database.run(lambda session: begin_factor(session, VAULT, person, "Nieuw"))
    again = database.run(lambda session: begin_factor(session, VAULT, person, "Nieuw"))
    assert first == again  # the page may be loaded again while the phone is looked for
    assert first.uri.startswith("otpauth://totp/Inloop:Nieuw?secret=")
    with database.read() as session:
        assert not has_factor(session, person)
    with pytest.raises(Refusal) as refused:
        database.run(lambda session: confirm_factor(session, VAULT, person, "000000", NOW))
    assert refused.value.code is Code.WRONG_CODE


def test_who_has_one_removes_it_before_another(database: Database) -> None:
    ada = Phone(database)
    with pytest.raises(Refusal) as refused:
        database.run(lambda session: begin_factor(session, VAULT, ada.id, "Ada"))
    assert refused.value.code is Code.HAS_FACTOR
    database.run(lambda session: remove_factor(session, ada.id))
    assert not ada.gives(ada.codes[0])
    assert database.run(lambda session: begin_factor(session, VAULT, ada.id, "Ada")).secret != ada.secret
