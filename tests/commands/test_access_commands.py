"""`user`, `device` and `key`: each secret is shown once, alone on the last line."""

import pytest

from models.access.device import find_device
from models.access.key import find_key
from models.access.person import candidate, verify
from models.access.principal import Role
from models.access.session import Pending, begin_session, find_session
from tests.cast import World
from tests.commands.program import Program


def signs_in(world: World, name: str, password: str) -> bool:
    with world.database.read() as session:
        return verify(candidate(session, name).password_hash, password)


def must_change(world: World, name: str) -> bool:
    """Whether the account is good for choosing a password only."""
    now = world.clock.now()
    with world.database.read() as session:
        person = candidate(session, name).person_id
    assert person
    secret = world.database.run(lambda session: begin_session(session, person, now))
    with world.database.read() as session:
        found = find_session(session, secret, now)
    assert found
    return found.pending is Pending.PASSWORD


def test_a_new_account_gets_a_one_time_password(program: Program, sqlite_world: World) -> None:
    added = program.run("user", "add", "Samira", "--role", "guide", "--location", "plein")
    assert (added.code, added.err) == (0, "")
    assert added.out.splitlines()[0] == "Samira: guide at plein"
    assert signs_in(sqlite_world, "Samira", added.last_line)
    assert must_change(sqlite_world, "Samira")


def test_a_password_from_standard_input_is_used_as_it_is_and_not_shown(
    program: Program, sqlite_world: World
) -> None:
    typed = " een lang wachtwoord, ሰላም "
    added = program.run(
        "user", "add", "Ada", "--role", "administrator", "--password-stdin", typed=f"{typed}\n"
    )
    assert (added.code, added.out) == (0, "Ada: administrator\n")
    assert signs_in(sqlite_world, "Ada", typed)
    assert not must_change(sqlite_world, "Ada")


def test_a_password_that_is_too_short_adds_nobody(program: Program, sqlite_world: World) -> None:
    added = program.run("user", "add", "Ada", "--role", "guide", "--password-stdin", typed="te kort\n")
    assert added.error == "a password has 12 to 200 characters"
    with sqlite_world.database.read() as session:
        assert candidate(session, "Ada").person_id is None


@pytest.mark.parametrize("kind", ["user", "key"])
def test_a_name_is_given_once_to_people_and_keys_together(program: Program, kind: str) -> None:
    program.run("user", "add", "Samira", "--role", "guide")
    assert program.run(kind, "add", "Samira", "--role", "guide").error == "'Samira' exists already"


def test_an_unknown_location_or_role_is_refused(program: Program) -> None:
    commands = {
        "user": ("user", "add", "Bram", "--role", "guide", "--location", "nergens"),
        "device": ("device", "add", "--kind", "kiosk", "--location", "nergens", "--name", "Hal"),
        "key": ("key", "add", "Rooster", "--role", "host", "--location", "nergens"),
    }
    for arguments in commands.values():
        assert program.run(*arguments).error == "there is no location 'nergens'"
    assert "'king'" in program.run("user", "add", "Bram", "--role", "king").error


@pytest.mark.parametrize("kind", ["kiosk", "display", "desk"])
def test_a_device_gets_a_token(program: Program, sqlite_world: World, kind: str) -> None:
    added = program.run("device", "add", "--kind", kind, "--location", "plein", "--name", "Hal")
    found = find_device(sqlite_world.database, added.last_line)
    assert (added.code, added.err) == (0, "")
    assert found
    assert (found.role, found.location) == (Role(kind), "plein")


def test_a_key_is_good_until_it_is_revoked(program: Program, sqlite_world: World) -> None:
    added = program.run("key", "add", "Rooster", "--role", "coordinator")
    assert (added.code, added.err) == (0, "")
    assert find_key(sqlite_world.database, added.last_line)
    assert program.run("key", "revoke", "Rooster").out == "Rooster is revoked\n"
    assert find_key(sqlite_world.database, added.last_line) is None
    assert program.run("key", "revoke", "Rooster").error == "there is no key 'Rooster' in force"


def test_devices_are_listed_and_revoked_by_number(program: Program, sqlite_world: World) -> None:
    token = program.run("device", "add", "--kind", "kiosk", "--location", "plein", "--name", "Hal").last_line
    program.run("device", "add", "--kind", "display", "--location", "altijd", "--name", "TV")
    found = find_device(sqlite_world.database, token)
    assert found
    listed = program.run("device", "list").out.splitlines()
    assert [line.split("  ")[1:4] for line in listed] == [
        ["display", "altijd", "TV"],
        ["kiosk", "plein", "Hal"],
    ]
    assert program.run("device", "list", "--location", "plein").out == (
        f"{found.id}  kiosk  plein  Hal  (off, seen never)\n"
    )
    assert program.run("device", "revoke", str(found.id)).out == "Hal is revoked\n"
    assert find_device(sqlite_world.database, token) is None
    assert program.run("device", "list", "--location", "plein").out == ""
    refused = program.run("device", "revoke", str(found.id))
    assert refused.error == f"there is no device {found.id} in use"


def test_the_log_names_the_command_line(program: Program, sqlite_world: World) -> None:
    program.run("device", "add", "--kind", "kiosk", "--location", "plein", "--name", "Hal")
    program.run("device", "revoke", "1")
    facts = [(fact.kind, fact.actor) for fact in sqlite_world.facts()[-2:]]
    assert facts == [("device_paired", "command line"), ("device_revoked", "command line")]
