"""Static files of all packages under one address that changes with their content.

`/a/<hash>/kiosk/kiosk.js` may be kept for ever; a relative import inside a module inherits the hash, so
no bundler is needed.
"""

import hashlib
from pathlib import Path

from flask import Blueprint, Response, abort, send_from_directory

from web.access import ANYONE, who_may

_ROOT = Path(__file__).resolve().parent.parent
FOLDERS = tuple(_ROOT / package / "static" for package in ("web", "kiosk", "display", "staff"))
_AGE_SECONDS = 365 * 24 * 3600


def _files() -> dict[str, Path]:
    """Where each static file lies, by its name in the address."""
    found = {}
    for folder in FOLDERS:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                found[path.relative_to(folder).as_posix()] = folder
    return found


def _digest(files: dict[str, Path]) -> str:
    digest = hashlib.sha256()
    for name, folder in sorted(files.items()):
        digest.update(name.encode() + b"\0" + (folder / name).read_bytes())
    return digest.hexdigest()[:16]


def make_assets() -> tuple[Blueprint, str]:
    """The blueprint that serves the files as they are now, and the prefix of their addresses."""
    files = _files()
    version = _digest(files)
    blueprint = Blueprint("assets", __name__)

    @blueprint.get(f"/a/{version}/<path:name>")
    @who_may(ANYONE)
    def file(name: str) -> Response:
        """One static file, to be kept for ever."""
        folder = files.get(name)
        if folder is None:
            abort(404)
        response = send_from_directory(folder, name, max_age=_AGE_SECONDS)
        response.cache_control.immutable = True
        response.cache_control.public = True
        return response

    return blueprint, f"/a/{version}/"
