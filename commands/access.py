"""`device` and `key`: what may act besides people. Each secret is shown once."""

import click
from sqlalchemy.orm import Session

from commands.context import in_one_line, open_database
from commands.setting import settings
from models.access.device import add_known, device_in_use, devices_of
from models.access.device_setting import revoke_device
from models.access.key import add_key, revoke_key
from models.access.principal import DEVICE_ROLES, STAFF_ROLES, Role
from models.clock import SystemClock
from models.log import take_turn

_STAFF = click.Choice([str(role) for role in STAFF_ROLES])
_DEVICES = click.Choice([str(role) for role in DEVICE_ROLES])
_COMMAND_LINE = "command line"
"""Whom the log names."""


@click.group()
def device() -> None:
    """Kiosks, displays and desk machines."""


@device.command("add")
@click.option("--kind", required=True, type=_DEVICES)
@click.option("--location", required=True)
@click.option("--name", required=True)
@in_one_line
def device_add(kind: str, location: str, name: str) -> None:
    """Pair a device; its token is printed once, alone on the last line."""
    now = SystemClock().now()
    database = open_database(settings())
    token = database.run(
        lambda session: add_known(take_turn(session, location, _COMMAND_LINE, now), Role(kind), name)
    )
    click.echo(f"{name}: {kind} at {location}. Type this token on the device:")
    click.echo(token)


@device.command("list")
@click.option("--location", default="", help="Only those of one location.")
@in_one_line
def device_list(location: str) -> None:
    """Every device in use: number, kind, location, name, and when it was last seen."""
    database = open_database(settings())
    with database.read() as session:
        for found in devices_of(session, location):
            seen = "never" if found.seen_at is None else f"{found.seen_at:%Y-%m-%d %H:%M} UTC"
            state = "on" if found.online else f"off, seen {seen}"
            click.echo(f"{found.id}  {found.kind}  {found.location_id}  {found.name}  ({state})")


@device.command("revoke")
@click.argument("number", type=int, metavar="ID")
@in_one_line
def device_revoke(number: int) -> None:
    """Take the device with this number (see `device list`) out of use, within seconds and for good."""
    now = SystemClock().now()

    def revoke(session: Session) -> str:
        found = device_in_use(session, number)
        revoke_device(take_turn(session, found.location_id, _COMMAND_LINE, now), number)
        return found.name

    database = open_database(settings())
    click.echo(f"{database.run(revoke)} is revoked")


@click.group()
def key() -> None:
    """API keys for other systems."""


@key.command("add")
@click.argument("name")
@click.option("--role", required=True, type=_STAFF)
@click.option("--location", help="The one location it is good for; without it, all.")
@in_one_line
def key_add(name: str, role: str, location: str | None) -> None:
    """Make a key called NAME; it is printed once, alone on the last line."""
    now = SystemClock().now()
    database = open_database(settings())
    secret = database.run(lambda session: add_key(session, name, Role(role), location, now))
    click.echo(f"Key {name} ({role}); keep it like a password:")
    click.echo(secret)


@key.command("revoke")
@click.argument("name")
@in_one_line
def key_revoke(name: str) -> None:
    """Revoke the key called NAME, at once."""
    now = SystemClock().now()
    database = open_database(settings())
    if not database.run(lambda session: revoke_key(session, name, now)):
        raise click.ClickException(f"there is no key {name!r} in force")
    click.echo(f"{name} is revoked")
