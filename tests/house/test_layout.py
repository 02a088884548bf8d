"""The house stands as docs/architecture.md draws it."""

import ast
import importlib.util
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from tests.house.checkout import CODE, PACKAGES, ROOT, project, python_files, shown

LONGEST_FILE, LONGEST_FUNCTION = 400, 50
LONGEST_SCRIPT, LONGEST_TEMPLATE = 200, 120
OTHER_FOLDERS = {"benchmarks", "deploy", "docs", "migrations", "requirements", "tests", "translations"}


def test_imports_point_downwards_only() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env=os.environ | {"NO_COLOR": "1"},
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_directions_are_kept_for_every_package() -> None:
    assert set(project()["tool"]["importlinter"]["root_packages"]) == set(PACKAGES)  # type: ignore[call-overload]


def test_nothing_imports_run() -> None:
    importers = [shown(path) for path in python_files(*CODE) if "run" in _seen(path).imports]
    assert not importers


def test_the_commands_are_imported_by_run_and_tests_only() -> None:
    below = [package for package in PACKAGES if package != "commands"]
    assert not [shown(path) for path in python_files(*below) if "commands" in _seen(path).imports]


@pytest.mark.parametrize("name", [*PACKAGES, "tests", "benchmarks"])
def test_our_names_mean_our_packages(name: str) -> None:
    """A library (python-barcode) installs top-level `tests` and `docs` beside the others."""
    found = importlib.util.find_spec(name)
    assert found is not None
    assert found.origin == str(ROOT / name / "__init__.py")


def test_every_folder_at_the_top_has_its_place_in_the_house() -> None:
    made = {"instance", "node_modules", "__pycache__"}
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")}
    assert folders - made <= {*PACKAGES, *OTHER_FOLDERS}


def test_no_folder_at_the_top_hides_a_module_of_the_standard_library() -> None:
    assert not {*PACKAGES, *OTHER_FOLDERS} & sys.stdlib_module_names


def test_every_folder_of_tests_is_a_package() -> None:
    folders = {path.parent for path in python_files("tests")}
    parents = {
        parent for folder in folders for parent in folder.parents if parent.is_relative_to(ROOT / "tests")
    }
    assert not [
        shown(folder) for folder in sorted(folders | parents) if not (folder / "__init__.py").exists()
    ]


def test_templates_lie_in_a_folder_of_their_own_package() -> None:
    """All blueprints share one namespace of templates: `kiosk/x.html` can only be the kiosk's."""
    found = [path for package in PACKAGES for path in (ROOT / package).rglob("*.html")]
    assert found
    for path in found:
        package, folder, owner = path.relative_to(ROOT).parts[:3]
        assert folder == "templates", shown(path)
        assert owner in {package, "visitor"}, shown(path)


def test_files_stay_short() -> None:
    too_long = [shown(path) for path in python_files(*CODE) if len(_lines(path)) > LONGEST_FILE]
    for package in PACKAGES:
        for pattern, most in (("*.js", LONGEST_SCRIPT), ("*.html", LONGEST_TEMPLATE)):
            too_long += [
                shown(path)
                for path in (ROOT / package).rglob(pattern)
                if "vendor" not in path.parts and len(_lines(path)) > most
            ]
    assert not too_long


def test_functions_stay_short() -> None:
    too_long = [
        f"{shown(path)}: {name} has {length} lines"
        for path in python_files(*CODE)
        for name, length in _seen(path).functions
        if length > LONGEST_FUNCTION
    ]
    assert not too_long


def test_every_module_says_its_job() -> None:
    silent = [shown(p) for p in python_files(*CODE) if p.stat().st_size and not _seen(p).says]
    assert not [name for name in silent if not name.startswith("tests/")]


def test_nothing_is_left_for_later_in_the_code() -> None:
    marks = ("TO" + "DO", "FIX" + "ME", "XX" + "X")
    files = [*python_files(*CODE, "migrations")]
    for package in PACKAGES:
        for pattern in ("*.js", "*.css", "*.html"):
            files += [path for path in (ROOT / package).rglob(pattern) if "vendor" not in path.parts]
    left = [shown(path) for path in files for line in _lines(path) if any(mark in line for mark in marks)]
    assert not left


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


@dataclass(frozen=True)
class _Seen:
    """What these tests ask of a file. The tree itself, kept, would slow down every test that comes after."""

    says: str | None
    imports: frozenset[str]
    functions: tuple[tuple[str, int], ...]


@cache
def _seen(path: Path) -> _Seen:
    tree = ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
    names, functions = set(), []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.add(node.module.partition(".")[0])
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            functions.append((node.name, (node.end_lineno or node.lineno) - node.lineno + 1))
    return _Seen(ast.get_docstring(tree), frozenset(names), tuple(functions))
