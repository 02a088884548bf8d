"""`backup` and `restore`: a copy of everything in one file, and back."""

import sys
from pathlib import Path

import click

from commands.context import database_as_it_is, in_one_line
from commands.setting import settings
from models.backup.archive import read_head
from models.backup.fault import BackupFailed
from models.backup.make import Wanted, make
from models.backup.restore import Restored
from models.backup.restore import restore as put_back
from models.backup.state import note_state
from models.backup.trial import try_out
from models.clock import SystemClock
from models.serving import nobody_serves

SHORTEST = 12
_PATH = click.Path(path_type=Path)


@click.command()
@click.argument("file", type=_PATH)
@click.option("--encrypt", is_flag=True, help="Encrypt it; the passphrase is asked for, or read from stdin.")
@click.option("--passphrase-file", type=_PATH, help="Encrypt it with the first line of this file.")
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
@in_one_line
def backup(file: Path, encrypt: bool, passphrase_file: Path | None, force: bool) -> None:
    """Copy everything to FILE while the server goes on, and restore it on trial."""
    found = settings()
    passphrase = None
    if encrypt or passphrase_file:
        passphrase = long_enough(_passphrase(passphrase_file, new=True))
    database = database_as_it_is(found)
    now = SystemClock().now()
    made = make(database, found.data_dir, Wanted(file, passphrase, force), now, _tell)
    note_state(
        found.data_dir,
        made_at=now.isoformat(),
        made=str(file.absolute()),
        made_bytes=made.size,
        made_rows=made.rows,
        made_seconds=round(made.seconds, 1),
        tried_at=SystemClock().now().isoformat(),
        findings=len(made.findings),
    )
    for line in made.findings:
        click.echo(f"in the database itself: {line}", err=True)
    sealed = "encrypted" if passphrase is not None else "not encrypted: keep it where nobody else reads it"
    click.echo(
        f"{file}: {made.rows} rows, {len(made.copied.files)} files, {made.size / 1e6:.1f} MB "
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
    passphrase = _passphrase(passphrase_file, new=False) if head["sealed"] else None
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


def long_enough(passphrase: str) -> str:
    """The passphrase, if it is one.

    Raises:
        BackupFailed: it is too short to keep anybody out.
    """
    if len(passphrase) < SHORTEST:
        raise BackupFailed(f"the passphrase has {len(passphrase)} characters: take {SHORTEST} or more")
    return passphrase


def passphrase_in(path: Path) -> str:
    """The first line of the file.

    Raises:
        BackupFailed: it cannot be read.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BackupFailed(f"the passphrase cannot be read from {path}: {error}") from None
    return lines[0] if lines else ""


def _passphrase(path: Path | None, new: bool) -> str:
    if path is not None:
        return passphrase_in(path)
    if sys.stdin.isatty():
        typed: str = click.prompt("Passphrase", hide_input=True, confirmation_prompt=new, err=True)
        return typed
    return sys.stdin.readline().rstrip("\r\n")


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
