"""Which files of tests have none of the kind that is asked for, seen without importing them.

A run of the browser's tests alone, or of those under load, need not import the thousands of others. This
module knows no test.
"""

from functools import cache
from pathlib import Path

import pytest

KINDS = ("browser", "stress")


def has_none(path: Path, asked: str) -> bool:
    """Whether only one kind is *asked*, and neither the file nor a helper beside it names its mark."""
    return asked in KINDS and path.match("test_*.py") and not _may_have(path, asked)


def missed(items: list[pytest.Item]) -> set[str]:
    """Files that have tests of a kind and would be passed by when it is asked for."""
    return {
        item.path.name
        for item in items
        for kind in KINDS
        if item.get_closest_marker(kind) and has_none(item.path, kind)
    }


def _may_have(path: Path, kind: str) -> bool:
    return _names(path, kind) or any(
        _names(beside, kind) for beside in path.parent.glob("*.py") if not beside.match("test_*.py")
    )


@cache
def _names(path: Path, kind: str) -> bool:
    return f"mark.{kind}" in path.read_text(encoding="utf-8")
