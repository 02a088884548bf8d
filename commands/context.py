"""What every command starts from: settings, the database, and errors in one line."""

import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

import click
from sqlalchemy.exc import DBAPIError

from config.logs import configure_logging
from config.settings import SettingInvalid, Settings, read_settings
from models.configuration import OtherRegion
from models.database import Database
from models.migration import SchemaNewer, migrate
from models.refusal import Refusal

P = ParamSpec("P")
R = TypeVar("R")


def settings() -> Settings:
    """The settings in force; the data folder exists afterwards.

    Raises:
        click.ClickException: a setting is wrong, or the folder cannot be made or written.
    """
    try:
        found = read_settings(os.environ)
    except SettingInvalid as error:
        raise click.ClickException(str(error)) from None
    configure_logging(found.log_level)
    _make_writable(found.data_dir)
    return found


def open_database(found: Settings) -> Database:
    """The database, with its schema up to date."""
    database = Database(found.database)
    migrate(database)
    return database


def _make_writable(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        probe = folder / ".writable"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise click.ClickException(
            f"the data folder {folder} cannot be written ({error.strerror}): "
            "give this user the right to write there, or set INLOOP_DATA_DIR to another folder"
        ) from None


def in_one_line(command: Callable[P, R]) -> Callable[P, R]:
    """Turn the errors that an operator can mend into one line on stderr and exit code 1."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except Refusal as error:
            raise click.ClickException(error.detail) from None
        except (SchemaNewer, OtherRegion) as error:
            raise click.ClickException(str(error)) from None
        except DBAPIError as error:
            reason = str(error.orig).strip().splitlines()
            raise click.ClickException(
                f"the database does not answer: {reason[0] if reason else error}"
            ) from None

    return run
