"""What is installed is pinned, by hash, for every Python we name, and from wherever the installer is told."""

import re
from importlib.metadata import PackageNotFoundError, requires

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.checkout import ROOT, read

LOCKED = ("requirements/run.txt", "requirements/dev.txt")
APART = ("requirements/emupos.txt", "requirements/fuzz.txt")
"""For environments of their own, with another Python."""
PYTHONS = ("3.11.0", "3.11.2", "3.12.0", "3.13.0", "3.14.0")
_ADDRESS = re.compile(r"https?://|--index-url|--extra-index-url|--find-links [^-]|resolved\"")
_PINNED = re.compile(r"^([\w.-]+)==\S+(?: ;.*?)? \\$", flags=re.MULTILINE)


@pytest.mark.parametrize(
    "name",
    [
        *LOCKED,
        *APART,
        *(name.removesuffix("txt") + "in" for name in (*LOCKED, *APART)),
        "package.json",
        "package-lock.json",
        ".npmrc",
    ],
)
def test_no_file_names_a_registry(name: str) -> None:
    lines = [
        line for line in read(name).splitlines() if not line.lstrip().startswith(("#", '"funding"', '"url"'))
    ]
    assert not [line for line in lines if _ADDRESS.search(line)]


@pytest.mark.parametrize("name", [*LOCKED, *APART])
def test_every_requirement_has_a_hash(name: str) -> None:
    text = read(name)
    assert len(_PINNED.findall(text)) == len(re.findall(r"^\w", text, flags=re.MULTILINE))
    assert len(re.findall(r"\\\n    --hash=sha256:[0-9a-f]{64}", text)) >= len(_PINNED.findall(text))


@pytest.mark.parametrize("python", PYTHONS)
def test_what_is_needed_is_pinned_for_every_python(python: str) -> None:
    """A lock file made with one Python may miss what a library needs on another."""
    pinned = {canonicalize_name(name) for name in _PINNED.findall("".join(map(read, LOCKED)))}
    version = ".".join(python.split(".")[:2])
    environment = {"python_version": version, "python_full_version": python, "extra": ""}
    missing = set()
    for name in pinned:
        for line in _requires(name):
            wanted = Requirement(line)
            needed = wanted.marker is None or wanted.marker.evaluate(environment)
            if needed and canonicalize_name(wanted.name) not in pinned:
                missing.add(f"{name} needs {line}")
    assert not missing


def test_nothing_is_vendored_without_its_lock() -> None:
    assert (ROOT / "package-lock.json").exists()


def _requires(name: str) -> list[str]:
    try:
        return requires(name) or []
    except PackageNotFoundError:
        return []
