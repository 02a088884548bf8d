"""What must be there before the server can serve: the schema, a region, somebody who can sign in."""

import errno
import logging
import socket
from pathlib import Path

import click
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from commands.audited import note
from commands.context import database_as_it_is, in_one_line, open_database, refuse_damaged
from commands.region import note_loaded, read_file
from commands.setting import settings
from commands.tls import check_tls
from config.address import base_url, scheme
from config.settings import ROOT, Settings, environment_name
from config.version import VERSION
from models.access.person import add_person, anybody, hash_password, new_password
from models.access.principal import Role
from models.audit.proof import end_of_chain
from models.audit.what import What
from models.clock import SystemClock
from models.configuration import load_region
from models.database import Database
from models.refusal import Code, Refusal
from models.setup import document_of
from printer.address import parse_address

log = logging.getLogger(__name__)

SAMPLE = ROOT / "config" / "regions" / "zuid-holland-centraal.toml"
FIRST_ADMINISTRATOR = "beheer"


@in_one_line
def prepare(host: str | None, port: int | None) -> Settings:
    """Make everything ready, and tell the operator where to go.

    Args:
        host: where to listen, if the command line says so.
        port: the same.

    Returns:
        The settings in force.

    Raises:
        click.ClickException: something is wrong that the operator can mend.
    """
    found = settings()
    found = found.model_copy(update={k: v for k, v in {"host": host, "port": port}.items() if v is not None})
    refuse_taken_port(found)
    check_printer(found)
    check_push(found)
    check_tls(found)
    check_organisation(found)
    refuse_damaged(database_as_it_is(found))
    database = open_database(found)
    load_sample(database)
    password = first_administrator(database)
    database.run(lambda session: note(session, What.STARTED, version=VERSION))
    with database.read() as session:
        log.info("the audit log ends at %s", end_of_chain(session))
    database.close()
    _welcome(found, password)
    return found


def refuse_taken_port(found: Settings) -> None:
    """Say it in one line, where the server would try five times and then show a trace.

    Raises:
        click.ClickException: the address cannot be listened on.
    """
    family = socket.AF_INET6 if ":" in found.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((found.host, found.port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                remedy = "stop the program that uses it, or choose another with --port"
            else:
                remedy = "choose an address of this machine with --host (INLOOP_HOST)"
            raise click.ClickException(
                f"cannot listen on {found.host} port {found.port} ({error.strerror}): {remedy}"
            ) from None


def check_printer(found: Settings) -> None:
    """Refuse a printer address that cannot be meant.

    Raises:
        click.ClickException: the address is wrong.
    """
    try:
        parse_address(found.printer)
    except ValueError as error:
        raise click.ClickException(f"INLOOP_PRINTER: {error}") from None


def check_push(found: Settings) -> None:
    """Refuse push that cannot work; the key to sign with exists afterwards.

    Raises:
        click.ClickException: nobody is named to whom a push service can write, or there is no key.
    """
    if not found.push:
        return
    if found.push_contact is None:
        raise click.ClickException(
            "INLOOP_PUSH=true also needs INLOOP_PUSH_CONTACT: whom a push service may write to when our "
            "messages cause trouble, such as mailto:ict@example.org"
        )
    from web.push.signature import signer

    try:
        signer(found)
    except (OSError, ValueError) as error:
        raise click.ClickException(f"the key of push messages cannot be used: {error}") from None


def check_organisation(found: Settings) -> None:
    """Refuse a sign-in by the organisation that could let nobody in.

    Raises:
        click.ClickException: with what is missing.
    """
    if found.oidc_issuer is None:
        if found.password_sign_in != "everyone":  # noqa: S105  # nosec B105 # a choice, no secret
            raise click.ClickException(
                "INLOOP_PASSWORD_SIGN_IN=break_glass also needs INLOOP_OIDC_ISSUER: nobody else could sign in"
            )
        return
    for name in ("oidc_client_id", "oidc_groups", "base_url"):
        if not getattr(found, name):
            raise click.ClickException(
                f"INLOOP_OIDC_ISSUER also needs {environment_name(name)}: see docs/organisation.md"
            )


def load_sample(database: Database, sample: Path = SAMPLE) -> None:
    """Load the sample region into a database that has none."""
    with database.read() as session:
        loaded = document_of(session) is not None
    if not loaded:
        document = read_file(sample)
        now = SystemClock().now()

        def work(session: Session) -> None:
            note_loaded(session, load_region(session, document, "first start", now))

        database.run(work)


def first_administrator(database: Database) -> str | None:
    """Make the first account when there is none; its one-time password."""
    with database.read() as session:
        if anybody(session):
            return None
    password, role = new_password(), Role.ADMINISTRATOR
    hashed, now = hash_password(password), SystemClock().now()

    def account(session: Session) -> None:
        person = add_person(session, FIRST_ADMINISTRATOR, role, None, hashed, now)
        note(session, What.PERSON_ADDED, f"person:{person.id}", role=role, break_glass=False)

    # Another server of this database may start at the same moment; then that one shows the password.
    try:
        database.run(account)
    except (
        IntegrityError
    ):  # PostgreSQL tells of an account that was not yet there when the names were looked at
        return None
    except Refusal as refusal:
        if refusal.code is not Code.NAME_TAKEN:
            raise
        return None
    return password


def _welcome(found: Settings, password: str | None) -> None:
    here = "127.0.0.1" if found.host in {"0.0.0.0", "::"} else found.host  # noqa: S104  # nosec B104 # compared, not bound
    own = f"{scheme(found)}://{here}:{found.port}"
    click.echo(f"\nInloop: open {own}/ on this machine")
    if base_url(found) != own:
        click.echo(f"        and {base_url(found)}/ on a tablet or phone")
    if password is not None:
        click.echo(f"\nFirst administrator: {FIRST_ADMINISTRATOR}   one-time password: {password}")
        click.echo("It works once, to choose a password of your own.")
    click.echo("\nStop with Ctrl+C.\n")
