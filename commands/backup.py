"""`backup` and `restore`: a copy of everything in one file, and back."""

import os
from pathlib import Path

import click

from commands.context import database_as_it_is, in_one_line
from commands.nightly import plan_in
from commands.passphrase import ask_passphrase, long_enough
from commands.setting import settings
from config.settings import Settings
from models.audit.chain import MACHINE
from models.backup.archive import read_head
from models.backup.fault import BackupFailed
from models.backup.make import Made, Wanted, make
from models.backup.nightly import note_made, tonight
from models.backup.restore import Restored
from models.backup.restore import restore as put_back
from models.backup.told import tell_made
from models.backup.trial import try_out
from models.clock import SystemClock
from models.serving import nobody_serves

_PATH = click.Path(path_type=Path)


@click.command()
@click.argument("file", type=_PATH, required=False)
@click.option("--encrypt", is_flag=True, help="Encrypt it; the passphrase is asked for, or read from stdin.")
@click.option("--passphrase-file", type=_PATH, help="Encrypt it with the first line of this file.")
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
@in_one_line
def backup(file: Path | None, encrypt: bool, passphrase_file: Path | None, force: bool) -> None:
    """Copy everything to FILE while the server goes on, and restore it on trial.

    Without FILE: the backup of the night, now, into INLOOP_BACKUP_DIR.
    """
    found = settings()
    if file is None:
        if encrypt or passphrase_file or force:
            raise click.UsageError("without FILE the settings say how; give a FILE, or no option")
        _of_the_night(found)
        return
    passphrase = None
    if encrypt or passphrase_file:
        passphrase = long_enough(ask_passphrase(passphrase_file, new=True))
    database, now = database_as_it_is(found), SystemClock().now()
    made = make(database, found.data_dir, Wanted(file, passphrase, force), now, _tell)
    note_made(found.data_dir, made, file, now, SystemClock().now())
    tell_made(database, MACHINE, made, passphrase is not None, now)
    _echo_made(made, str(file), passphrase is not None)


def _of_the_night(found: Settings) -> None:
    plan = plan_in(found)
    if plan is None:
        raise click.UsageError("give a FILE, or set INLOOP_BACKUP_DIR")
    os.nice(10)  # the queue goes first
    made = tonight(database_as_it_is(found), found.data_dir, plan, SystemClock(), _tell)
    if made is None:
        click.echo("another process is making it")
        return
    _echo_made(made, str(plan.folder), plan.passphrase is not None)


def _echo_made(made: Made, where: str, is_sealed: bool) -> None:
    for line in made.findings:
        click.echo(f"in the database itself: {line}", err=True)
    sealed = "encrypted" if is_sealed else "not encrypted: keep it where nobody else reads it"
    click.echo(
        f"{where}: {made.rows} rows, {len(made.copied.files)} files, {made.size / 1e6:.1f} MB "
        f"in {made.seconds:.1f} s, restored on trial; {sealed}"
    )


@click.command()
@click.argument("file", type=_PATH)
@click.option("--passphrase-file", type=_PATH, help="The passphrase, as first line of this file.")
@click.option(
    "--try", "only_try", is_flag=True, help="Restore into a scratch place only, and say whether it works."
)
@click.option("--force", is_flag=True, help="Take the place of a database that is there; it is kept aside.")
@in_one_line
def restore(file: Path, passphrase_file: Path | None, only_try: bool, force: bool) -> None:
    """Put the backup FILE in the place of the database. The server must be stopped."""
    found = settings()
    head, _ = read_head(file)
    passphrase = ask_passphrase(passphrase_file, new=False) if head["sealed"] else None
    _tell("reading it, and restoring it on trial")
    tried = try_out(file, passphrase, found.data_dir)
    told = (
        f"{file}: of {head['made_at'][:16]}, schema {head['schema']}, {sum(tried.copied.rows.values())} rows"
    )
    if only_try:
        click.echo(f"{told}; it can be restored")
        return
    database = database_as_it_is(found)
    if not force and _anything_there(found.database):
        raise BackupFailed(
            "there is a database already: --force puts the backup in its place and keeps it aside"
        )
    with nobody_serves(database):
        done = put_back(database, found.data_dir, file, passphrase, SystemClock().now())
    click.echo(told)
    _echo_restored(done)


def _anything_there(url: str) -> bool:
    """Whether the database holds anything of ours; one that cannot be read is something too."""
    from sqlalchemy.exc import DBAPIError

    from models.database import Database
    from models.migration import current_revision

    database = Database(url)
    try:
        place = Path(database.url.database or "")
        if database.is_sqlite and not (place.exists() and place.stat().st_size):
            return False
        return current_revision(database) is not None
    except DBAPIError:
        return True
    finally:
        database.close()


def _tell(text: str) -> None:
    click.echo(f"… {text}", err=True)


def _echo_restored(done: Restored) -> None:
    for line in done.findings:
        click.echo(f"in the backup itself: {line}", err=True)
    click.echo(f"restored; {len(done.copied.files)} files of the data folder came back too")
    if done.aside:
        click.echo(f"the database that was there is kept: {done.aside} (docs/backup.md says how to go back)")
    for name in done.revoked:
        click.echo(f"stays revoked: {name}")
    if done.old_unreadable:
        click.echo(
            "the old database could not be read: look at the devices and keys, and revoke what must go"
        )
    click.echo("everybody signs in anew; screens take what the server has when it starts")
