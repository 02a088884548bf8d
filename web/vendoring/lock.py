"""The versions that package-lock.json holds; the standard library is enough to read them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from web.vendoring.error import VendoringError

if TYPE_CHECKING:
    from pathlib import Path

LOCK = "package-lock.json"
_PREFIX = "node_modules/"


class LockError(VendoringError):
    """The lock file is missing or not of a form that npm 7 or newer writes."""


def versions(root: Path) -> dict[str, str]:
    """Version by name of each package that the lock file below `root` installs at the top."""
    try:
        document = json.loads((root / LOCK).read_text("utf-8"))
        packages: dict[str, dict[str, object]] = document["packages"]
        return {
            path.removeprefix(_PREFIX): str(package["version"])
            for path, package in packages.items()
            if path.startswith(_PREFIX) and path.count(_PREFIX) == 1
        }
    except OSError as missing:
        raise LockError(f"{LOCK}: cannot be read") from missing
    except (ValueError, KeyError, TypeError, AttributeError) as malformed:
        raise LockError(f"{LOCK}: not a lock file ({malformed})") from malformed
