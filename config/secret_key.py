"""The installation's secrets: given by a setting, or made when first needed and kept in the data folder."""

import errno
import os
import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from config.settings import Settings

_FILE = "secret-key"
_LOOKS, _PAUSE = 100, 0.01
"""How often a file that is still empty is looked at again, and seconds between."""


def secret_key(settings: Settings) -> str:
    """The secret in force; made when there is none, readable by its owner only.

    Raises:
        OSError: the data folder cannot be read or written.
    """
    if settings.secret_key is not None:
        return settings.secret_key
    return kept_secret(settings.data_dir / _FILE, lambda: secrets.token_urlsafe(48))


def kept_secret(path: Path, make: Callable[[], str]) -> str:
    """The secret in a file; the first process to ask makes it, readable by its owner only.

    Args:
        path: of the file.
        make: a new secret, one line of ASCII.

    Raises:
        OSError: the folder cannot be read or written.
    """
    if not path.exists():
        with suppress(FileExistsError):  # another process was first
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(make())
    for _ in range(_LOOKS):
        secret = path.read_text(encoding="ascii").strip()
        if secret:
            return secret
        time.sleep(_PAUSE)  # whoever was first is about to write
    raise OSError(errno.ENODATA, "the file is empty: remove it", str(path))
