"""What commands that use the database start from: the database, and errors in one line."""

import sqlite3
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import click
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from config.settings import Settings
from models.backup.fault import BackupFailed
from models.configuration import OtherRegion
from models.database import Database
from models.migration import SchemaNewer, migrate
from models.refusal import Refusal
from models.region_file import RegionFileInvalid
from models.serving import BeingServed

P = ParamSpec("P")
R = TypeVar("R")


_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_RESTORE = "it was left as it is; put a backup in its place with run.py restore FILE --force"


def refuse_damaged(database: Database) -> None:
    """Look through the file before anything is written to it; PostgreSQL looks after its own.

    Raises:
        click.ClickException: it is damaged.
        DBAPIError: it cannot be read.
    """
    if not database.is_sqlite:
        return
    with database.read() as session:
        found = session.execute(text("PRAGMA quick_check(1)")).scalars().first()
    if found != "ok":
        raise click.ClickException(f"the database file is damaged ({str(found).splitlines()[0]}): {_RESTORE}")


def _said(error: DBAPIError) -> str:
    lines = str(error.orig).strip().splitlines()
    reason = lines[0] if lines else str(error)
    if getattr(error.orig, "sqlite_errorcode", 0) & 0xFF in _DAMAGED:
        return f"the database file is damaged ({reason}): {_RESTORE}"
    return f"the database does not answer: {reason}"


def database_as_it_is(found: Settings) -> Database:
    """The database with whatever schema it has; closed when the command ends."""
    database = Database(found.database)
    click.get_current_context().call_on_close(database.close)
    return database


def open_database(found: Settings) -> Database:
    """The database, with its schema up to date; closed when the command ends."""
    database = database_as_it_is(found)
    migrate(database)
    return database


def in_one_line(command: Callable[P, R]) -> Callable[P, R]:
    """Turn the errors that an operator can mend into one line on stderr and exit code 1."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except Refusal as error:
            raise click.ClickException(error.detail) from None
        except RegionFileInvalid as error:
            raise click.ClickException(
                f"this version cannot read the region file in the database ({error.errors[0]}): "
                "load it again, mended, with run.py load FILE"
            ) from None
        except (SchemaNewer, OtherRegion, BackupFailed, BeingServed) as error:
            raise click.ClickException(str(error)) from None
        except DBAPIError as error:
            raise click.ClickException(_said(error)) from None
        except OSError as error:
            named = f"{error.filename}: " if error.filename else ""
            raise click.ClickException(f"{named}{error.strerror or error}") from None

    return run
