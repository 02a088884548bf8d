"""An installed npm package: where it is, which version, what a file in it says.

It must not know what is taken from a package nor where that goes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from web.vendoring import lock
from web.vendoring.error import VendoringError
from web.vendoring.manifest import Origin

if TYPE_CHECKING:
    from pathlib import Path

REMEDY = "run: npm ci --ignore-scripts --no-audit --no-fund"


class PackageError(VendoringError):
    """A package is not there, or not the one that the lock file names."""


@dataclass(frozen=True, slots=True)
class Package:
    """A package in node_modules whose version is the one of the lock file."""

    folder: Path
    origin: Origin

    def bytes_of(self, path: str) -> bytes:
        """Content of the file `path` (relative to the package); PackageError if there is none."""
        try:
            return (self.folder / path).read_bytes()
        except OSError as error:
            raise PackageError(f"{self.origin.package} {self.origin.version} has no {path}") from error


class Modules:
    """The packages installed below a checkout, opened by name."""

    def __init__(self, root: Path) -> None:
        self._folder = root / "node_modules"
        self._locked = lock.versions(root)

    def package(self, name: str, licence: str | None = None) -> Package:
        """The package `name`; `licence` where what we take has only part of the package's licences.

        Raises PackageError when it is missing or differs from the lock file.
        """
        folder = self._folder / name
        try:
            description = json.loads((folder / "package.json").read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise PackageError(f"{name} is not installed; {REMEDY}") from error
        version = str(description["version"])
        if version != self._locked.get(name):
            raise PackageError(f"{name} {version} is installed, the lock file says otherwise; {REMEDY}")
        return Package(folder, Origin(name, version, licence or str(description["license"])))
