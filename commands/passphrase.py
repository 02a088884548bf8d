"""The passphrase of a backup: typed, piped or in a file; never on the command line, where others see it."""

import sys
from pathlib import Path

import click

from models.backup.fault import BackupFailed

SHORTEST = 12


def ask_passphrase(path: Path | None, new: bool) -> str:
    """The passphrase: the file's first line, else typed where somebody sits, else the first line piped in.

    Args:
        path: of the file, if it is in one.
        new: whether it is chosen now, and so typed twice.

    Raises:
        BackupFailed: the file, or what is piped in, cannot be read.
    """
    if path is not None:
        return passphrase_in(path)
    if sys.stdin.isatty():
        typed: str = click.prompt("Passphrase", hide_input=True, confirmation_prompt=new, err=True)
        return typed
    try:
        return sys.stdin.readline().rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise BackupFailed(f"the passphrase that was piped in cannot be read: {error}") from None


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
