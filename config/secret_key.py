"""The installation's secret: given by a setting, or made at the first start and kept in the data folder."""

import os
import secrets
from pathlib import Path

from config.settings import Settings

_FILE = "secret-key"


def secret_key(settings: Settings) -> str:
    """The secret in force; made when there is none, readable by its owner only.

    Raises:
        OSError: the data folder cannot be read or written.
    """
    if settings.secret_key is not None:
        return settings.secret_key
    path = settings.data_dir / _FILE
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return _make(path)


def _make(path: Path) -> str:
    secret = secrets.token_urlsafe(48)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process was first
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secret)
    return secret
