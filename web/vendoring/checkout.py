"""Puts made files into a checkout, and compares them with the ones that are there.

It must not know how the files are made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from web.vendoring.check import present

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def lay(contents: Mapping[str, bytes], root: Path) -> None:
    """Write `contents` (by path) below `root`; whatever else lies in the vendored folders is removed."""
    for path in present(root):
        if path not in contents:
            (root / path).unlink()
    for path, content in contents.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)


def differences(contents: Mapping[str, bytes], root: Path) -> list[str]:
    """Where the vendored files below `root` are not exactly `contents` (by path), one line each."""
    differing = [path for path, content in contents.items() if not _same(root / path, content)]
    foreign = [path for path in present(root) if path not in contents]
    return [f"{path}: not what node_modules gives" for path in differing + foreign]


def _same(file: Path, content: bytes) -> bool:
    try:
        return file.read_bytes() == content
    except OSError:
        return False
