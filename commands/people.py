"""`user`: accounts of staff, from the machine itself. Whoever sits there always gets in."""

import sys

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from commands.audited import note
from commands.context import in_one_line, open_database
from commands.setting import settings
from config.secret_key import secret_key
from models.access.membership import lock_people, places_of
from models.access.person import PasswordTooShort, add_person, hash_password, new_password
from models.access.principal import STAFF_ROLES, Place, Principal, Proof, Role
from models.access.second_factor import has_factor
from models.access.staffing import LEFT_NAME, leave, person_named, recover
from models.access.tries import forgive
from models.access.vault import Vault
from models.actions.desk import vacate
from models.audit.what import What
from models.clock import SystemClock
from models.refusal import Code, Refusal
from models.tables import Person

_STAFF = click.Choice([str(role) for role in STAFF_ROLES])
_MACHINE = Principal(Proof.KEY, "command line", Role.ADMINISTRATOR, None, 0)
"""Who sits at the machine itself may do all that an administrator may."""


@click.group()
def user() -> None:
    """Accounts of staff."""


@user.command("add")
@click.argument("name")
@click.option("--role", required=True, type=_STAFF)
@click.option("--location", help="The one location they work at; without it, all.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@click.option("--break-glass", is_flag=True, help="Kept for the day when the organisation's sign-in is away.")
@in_one_line
def user_add(name: str, role: str, location: str | None, password_stdin: bool, break_glass: bool) -> None:
    """Add NAME. Without --password-stdin a one-time password is made and printed, alone on the last line."""
    password = sys.stdin.readline().rstrip("\r\n") if password_stdin else new_password()
    try:
        hashed = hash_password(password)
    except PasswordTooShort as error:
        raise click.ClickException(str(error)) from None
    now = SystemClock().now()

    database = open_database(settings())

    def work(session: Session) -> None:
        person = add_person(session, name, Role(role), location, hashed, now, must_change=not password_stdin)
        person.break_glass = break_glass
        note(session, What.PERSON_ADDED, f"person:{person.id}", location, role=role, break_glass=break_glass)

    database.run(work)
    click.echo(f"{name}: {role}" + (f" at {location}" if location else ""))
    if not password_stdin:
        click.echo("One-time password, to be changed at the first sign-in:")
        click.echo(password)


@user.command("break-glass")
@click.argument("name")
@click.option("--off", is_flag=True, help="It is an account like any other from now on.")
@in_one_line
def user_break_glass(name: str, off: bool) -> None:
    """Keep NAME for the day when the organisation's sign-in is away: it may use its password then."""

    def work(session: Session) -> None:
        lock_people(session)
        person = person_named(session, name)
        if person is None:
            raise Refusal(Code.UNKNOWN_PERSON, f"there is nobody called {name!r} here")
        person.break_glass, person.rev = not off, person.rev + 1
        note(session, What.BREAK_GLASS_SET, f"person:{person.id}", kept=not off)

    open_database(settings()).run(work)
    click.echo(f"{name} is an account like any other" if off else f"{name} is kept for emergencies")


@user.command("list")
@click.option("--location", default="", help="Only those with a role at one location.")
@in_one_line
def user_list(location: str) -> None:
    """Every account: number, name, roles, second step, and when somebody was last there."""
    database = open_database(settings())
    with database.read() as session:
        people = session.execute(
            select(Person).where(Person.name.not_like(f"{LEFT_NAME}%")).order_by(Person.id)
        ).scalars()
        for person in people:
            places = places_of(session, person.id)
            if location and not any(place.covers(location) for place in places):
                continue
            step = "second step" if has_factor(session, person.id) else "no second step"
            told = ", ".join(_told(place) for place in places)
            click.echo(f"{person.id}  {person.name}  {told}  ({_standing(person)}, {step})")


@user.command("recover")
@click.argument("name")
@in_one_line
def user_recover(name: str) -> None:
    """Let NAME in again: a one-time password, alone on the last line; no second step, no PIN, no wait."""
    found, password = settings(), new_password()
    hashed, vault = hash_password(password), Vault(secret_key(found))

    def work(session: Session) -> None:
        person = recover(session, name, hashed)
        forgive(session, vault, name)
        forgive(session, vault, str(person.id))
        note(session, What.PERSON_RECOVERED, f"person:{person.id}")

    open_database(found).run(work)
    click.echo(f"{name} is signed out everywhere. One-time password, to be changed at the next sign-in:")
    click.echo(password)


@user.command("leave")
@click.argument("name")
@in_one_line
def user_leave(name: str) -> None:
    """NAME leaves: sessions, password, PIN and second step end within a second."""
    now = SystemClock().now()

    def work(session: Session) -> None:
        lock_people(session)
        person = person_named(session, name)
        if person is None:
            raise Refusal(Code.UNKNOWN_PERSON, f"there is nobody called {name!r} here")
        leave(session, _MACHINE, person.id, now)
        vacate(session, name, (), _MACHINE.name, now)
        note(session, What.PERSON_LEFT, f"person:{person.id}")

    open_database(settings()).run(work)
    click.echo(f"{name} has left")


def _told(place: Place) -> str:
    return str(place.role) if place.location is None else f"{place.role} at {place.location}"


def _standing(person: Person) -> str:
    if person.left_at is not None:
        return f"left {person.left_at:%Y-%m-%d}"
    if person.invited_until is not None:
        return f"invited until {person.invited_until:%Y-%m-%d %H:%M} UTC"
    return "seen never" if person.seen_at is None else f"seen {person.seen_at:%Y-%m-%d %H:%M} UTC"
