"""`user list`, `user recover` and `user leave`: whoever sits at the machine itself always gets in."""

import pytest
from pyotp import TOTP

from models.access.person import add_person, candidate, verify
from models.access.principal import Role
from models.access.second_factor import begin_factor, confirm_factor, has_factor
from models.access.session import begin_session, find_session
from models.access.staffing import person_named
from models.access.tries import Attempt, What, count_try
from models.access.vault import Vault
from models.actions.desk import seat_of, take_desk
from models.audit.proof import check_chain
from tests.cast import World
from tests.commands.program import Program

SECRET = "s" * 40


def add(world: World, name: str, role: Role = Role.GUIDE, location: str | None = None) -> int:
    now = world.clock.now()
    return world.database.run(
        lambda session: add_person(session, name, role, location, "hash", now, False)
    ).id


def signed_in(world: World, secret: str) -> bool:
    with world.database.read() as session:
        return find_session(session, secret, world.clock.now()) is not None


def begin(world: World, person_id: int) -> str:
    now = world.clock.now()
    return world.database.run(lambda session: begin_session(session, person_id, now))


def test_everybody_is_listed_with_role_and_place(program: Program, sqlite_world: World) -> None:
    add(sqlite_world, "Ada", Role.ADMINISTRATOR)
    add(sqlite_world, "Sam", Role.GUIDE, "plein")
    listed = program.run("user", "list").out.splitlines()
    assert listed == [
        "1  Ada  administrator  (seen never, no second step)",
        "2  Sam  guide at plein  (seen never, no second step)",
    ]
    assert program.run("user", "list", "--location", "altijd").out.splitlines() == listed[:1]


def test_who_recovers_gets_in_by_password_alone_and_is_signed_out_everywhere(
    program: Program, sqlite_world: World
) -> None:
    ada, vault = add(sqlite_world, "Ada", Role.ADMINISTRATOR), Vault(SECRET)
    run, now = sqlite_world.database.run, sqlite_world.clock.now()
    secret = run(lambda session: begin_factor(session, vault, ada, "Ada")).secret
    run(lambda session: confirm_factor(session, vault, ada, TOTP(secret).at(now), now))
    session_id = begin(sqlite_world, ada)
    recovered = program.run("user", "recover", "Ada")
    assert (recovered.code, recovered.err) == (0, "")
    with sqlite_world.database.read() as session:
        found = person_named(session, "Ada")
        assert found
        assert found.must_change_password
        assert not has_factor(session, ada)
        assert verify(candidate(session, "Ada").password_hash, recovered.last_line)
        assert check_chain(session, []) == []
    assert not signed_in(sqlite_world, session_id)


def test_recovering_ends_the_wait_after_wrong_passwords(program: Program, sqlite_world: World) -> None:
    add(sqlite_world, "Ada", Role.ADMINISTRATOR)
    vault = Vault(SECRET)
    tried = Attempt(What.PASSWORD, "Ada", "127.0.0.1", here=True)
    now = sqlite_world.clock.now()
    run = sqlite_world.database.run
    waits = [run(lambda session: count_try(session, vault, tried, now)) for _ in range(7)]
    assert waits[-1] is not None
    program.run("user", "recover", "Ada", INLOOP_SECRET_KEY=SECRET)
    assert run(lambda session: count_try(session, vault, tried, now)) is None


def test_who_leaves_is_signed_out_and_the_last_administrator_stays(
    program: Program, sqlite_world: World
) -> None:
    add(sqlite_world, "Ada", Role.ADMINISTRATOR)
    session_id = begin(sqlite_world, add(sqlite_world, "Sam"))
    assert program.run("user", "leave", "Sam").out == "Sam has left\n"
    assert not signed_in(sqlite_world, session_id)
    assert "somebody has to administer" in program.run("user", "leave", "Ada").error


def test_who_leaves_by_command_leaves_an_empty_desk_behind(program: Program, sqlite_world: World) -> None:
    add(sqlite_world, "Ada", Role.ADMINISTRATOR)
    add(sqlite_world, "Sam")
    sqlite_world.turn("plein", lambda turn: take_desk(turn, "Sam", "1"), "Sam")
    program.run("user", "leave", "Sam")
    with sqlite_world.database.read() as session:
        assert seat_of(session, "Sam") is None
    assert (sqlite_world.facts()[-1].kind, sqlite_world.facts()[-1].actor) == ("guide_away", "command line")


@pytest.mark.parametrize("command", ["recover", "leave"])
def test_nobody_by_that_name_is_told(program: Program, command: str) -> None:
    assert program.run("user", command, "Niemand").error == "there is nobody called 'Niemand' here"
