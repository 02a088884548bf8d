"""Static files of all packages under one address that changes with their content.

`/a/<hash>/kiosk/kiosk.js` may be kept for ever; a relative import inside a module inherits the hash, so
no bundler is needed.
"""

import gzip
import hashlib
import mimetypes
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, abort, request, send_from_directory

from web.access import ANYONE, who_may

_ROOT = Path(__file__).resolve().parent.parent
FOLDERS = tuple(_ROOT / package / "static" for package in ("web", "kiosk", "display", "staff"))
_AGE_SECONDS = 365 * 24 * 3600
_TEXTS = frozenset({".css", ".js", ".json", ".svg"})
"""What becomes much smaller by gzip; fonts are squeezed already."""


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


@cache
def _squeezed(path: Path) -> bytes:
    """The file in gzip, made once; it never changes while we run."""
    return gzip.compress(path.read_bytes(), 9, mtime=0)


def _answer(folder: Path, name: str) -> Response:
    """The file, squeezed for a browser that can take it: a phone on a poor line gets a third of the bytes."""
    path = folder / name
    if path.suffix not in _TEXTS:
        return send_from_directory(folder, name)
    if request.accept_encodings.quality("gzip") > 0:
        response = Response(_squeezed(path), mimetype=mimetypes.guess_type(name)[0])
        response.content_encoding = "gzip"
    else:
        response = send_from_directory(folder, name)
    response.vary.add("Accept-Encoding")
    return response


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
        response = _answer(folder, name)
        response.cache_control.no_cache = None
        response.cache_control.max_age = _AGE_SECONDS
        response.cache_control.immutable = True
        response.cache_control.public = True
        return response

    return blueprint, f"/a/{version}/"
