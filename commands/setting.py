"""The settings in force, for every command. Light on purpose: the server's first process loads no more."""

import os
from pathlib import Path

import click

from config.logs import configure_logging
from config.settings import SettingInvalid, Settings, read_settings


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


def _make_writable(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        probe = folder / ".writable"
        probe.touch()
        probe.unlink(missing_ok=True)  # by another server or command that starts at the same moment
    except OSError as error:
        raise click.ClickException(
            f"the data folder {folder} cannot be written ({error.strerror}): "
            "give this user the right to write there, or set INLOOP_DATA_DIR to another folder"
        ) from None
