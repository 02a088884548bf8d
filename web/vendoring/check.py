"""Whether the committed files are the ones that the manifest promises.

Needs the standard library only. It must not know how the files are made and never changes one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from web.vendoring import lock
from web.vendoring.error import VendoringError
from web.vendoring.manifest import FOLDERS, MANIFEST, Entry, read, sha384

if TYPE_CHECKING:
    from pathlib import Path


def findings(root: Path) -> list[str]:
    """What is wrong with the vendored files below `root`, one line each; nothing if all is well."""
    try:
        entries = read(root)
        versions = lock.versions(root)
    except VendoringError as error:
        return [str(error)]
    listed = {entry.path for entry in entries}
    found = [finding for entry in entries for finding in _about(entry, root)]
    found += [finding for entry in entries for finding in _against_lock(entry, versions)]
    found += [f"{path}: not in the manifest" for path in present(root) if path not in listed]
    return found


def present(root: Path) -> list[str]:
    """Paths of all files in the vendored folders but the manifest itself and Python's caches."""
    return sorted(
        relative
        for folder in FOLDERS
        for file in (root / folder).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
        if (relative := file.relative_to(root).as_posix()) != MANIFEST
    )


def _about(entry: Entry, root: Path) -> list[str]:
    try:
        content = (root / entry.path).read_bytes()
    except OSError:
        return [f"{entry.path}: missing"]
    if len(content) != entry.bytes:
        return [f"{entry.path}: {len(content)} bytes instead of {entry.bytes}"]
    if sha384(content) != entry.sha384:
        return [f"{entry.path}: other content than the manifest says"]
    return []


def _against_lock(entry: Entry, versions: dict[str, str]) -> list[str]:
    """A package raised in the lock file but not copied again would go unseen otherwise."""
    if entry.package is None or versions.get(entry.package) == entry.version:
        return []
    locked = versions.get(entry.package, "nothing")
    return [f"{entry.path}: from {entry.package} {entry.version}, the lock file has {locked}"]
