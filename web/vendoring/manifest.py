"""What a vendored file is and how the list of them is written and read.

Needs the standard library only, so that a machine without Node or fontTools can check the files. It must
not know where the files come from nor how they are made.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING

from web.vendoring.error import VendoringError

if TYPE_CHECKING:
    from pathlib import Path

FOLDERS = ("web/static/vendor", "printer/fonts", "tests/vendor")
MANIFEST = "web/static/vendor/manifest.json"


class ManifestError(VendoringError):
    """The manifest is missing or does not have the form that `written` gives it."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The package that a file was taken from, with the licence of what was taken (SPDX)."""

    package: str
    version: str
    licence: str


@dataclass(frozen=True, slots=True)
class Product:
    """One file as it has to stand in the repository.

    `path` is relative to the repository, with slashes; `origin` is None for a file of our own making;
    `change` says in a few words what was done to the original.
    """

    path: str
    content: bytes
    origin: Origin | None
    change: str = "none"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the manifest; the fields are its JSON keys."""

    path: str
    package: str | None
    version: str | None
    licence: str | None
    change: str
    bytes: int
    sha384: str


def sha384(content: bytes) -> str:
    """The digest in the form that an `integrity` attribute takes."""
    return "sha384-" + base64.b64encode(hashlib.sha384(content).digest()).decode("ascii")


def entry(product: Product) -> Entry:
    """The manifest's line about `product`."""
    origin = product.origin
    return Entry(
        path=product.path,
        package=origin.package if origin else None,
        version=origin.version if origin else None,
        licence=origin.licence if origin else None,
        change=product.change,
        bytes=len(product.content),
        sha384=sha384(product.content),
    )


def written(products: list[Product]) -> bytes:
    """The manifest of `products`, by path, the same bytes for the same files."""
    entries = sorted((entry(product) for product in products), key=lambda line: line.path)
    document = {"files": [asdict(line) for line in entries]}
    return (json.dumps(document, indent=1, ensure_ascii=False) + "\n").encode("utf-8")


def read(root: Path) -> tuple[Entry, ...]:
    """The lines of the manifest below `root`; ManifestError when it is missing or malformed."""
    try:
        document = json.loads((root / MANIFEST).read_text("utf-8"))
        return tuple(_entry_from(line) for line in document["files"])
    except OSError as missing:
        raise ManifestError(f"{MANIFEST}: cannot be read") from missing
    except (ValueError, KeyError, TypeError) as malformed:
        raise ManifestError(f"{MANIFEST}: not a manifest ({malformed})") from malformed


def _entry_from(line: dict[str, object]) -> Entry:
    """One line, its types checked, since what follows compares and opens by them."""
    if set(line) != {field.name for field in fields(Entry)}:
        raise ValueError(f"keys {sorted(line)}")
    path, change, size, digest = line["path"], line["change"], line["bytes"], line["sha384"]
    if not (isinstance(path, str) and isinstance(change, str)):
        raise TypeError("path and change are texts")
    if not (isinstance(size, int) and isinstance(digest, str)):
        raise TypeError(f"bytes and sha384 of {path}")
    return Entry(
        path=path,
        package=_text_or_none(line["package"]),
        version=_text_or_none(line["version"]),
        licence=_text_or_none(line["licence"]),
        change=change,
        bytes=size,
        sha384=digest,
    )


def _text_or_none(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    raise TypeError(f"{value!r} is no text")
