"""What Inloop is made of: known, licensed, no older than the mending of known holes, and looked through."""

import base64
import json
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.house.checkout import PACKAGES, ROOT, project, read

BILL: dict[str, Any] = json.loads(read("deploy/sbom.cdx.json"))
LOCK: dict[str, Any] = json.loads(read("package-lock.json"))["packages"]
FLOORS = {
    "authlib": "1.7.2",
    "flask": "3.1.3",
    "flask-socketio": "5.7",
    "python-engineio": "4.15.1",
    "python-socketio": "5.18.1",
    "requests": "2.32.4",
    "werkzeug": "3.1.6",
}
"""No older than this: before, each has a hole that is known, or a fault that cost visitors their place."""
PINNED = dict(re.findall(r"^([\w.-]+)==([^\s;]+)", read("requirements/run.txt"), flags=re.MULTILINE))


def requirements() -> list[tuple[Requirement, str]]:
    """What run.in asks for, each with the reason behind it."""
    found = []
    for line in read("requirements/run.in").splitlines():
        wanted, _, reason = line.partition("#")
        if wanted.strip():
            found.append((Requirement(wanted.strip()), reason.strip()))
    return found


def test_every_floor_is_met_by_what_is_pinned_and_by_what_is_installed() -> None:
    for wanted, _ in requirements():
        name = canonicalize_name(wanted.name)
        assert wanted.specifier.contains(PINNED[name]), f"{wanted} but {PINNED[name]}"
        assert Version(version(name)) == Version(PINNED[name]), name


@pytest.mark.parametrize("name", FLOORS)
def test_a_library_with_a_known_hole_has_its_floor_in_writing(name: str) -> None:
    wanted = next(wanted for wanted, _ in requirements() if canonicalize_name(wanted.name) == name)
    floors = [Version(part.version) for part in wanted.specifier if part.operator == ">="]
    assert floors
    assert max(floors) >= Version(FLOORS[name])


def test_a_floor_that_names_a_hole_is_in_that_list() -> None:
    named = {canonicalize_name(wanted.name) for wanted, reason in requirements() if "CVE-" in reason}
    assert named
    assert named <= set(FLOORS)


def test_what_corrupts_sockets_under_our_worker_is_not_installed() -> None:
    assert not {"gevent-websocket", "eventlet"} & set(PINNED)


def test_the_bill_of_materials_is_that_of_this_checkout() -> None:
    done = subprocess.run(
        [sys.executable, "deploy/sbom.py"], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert json.loads(done.stdout) == BILL, "make sbom"


def test_the_bill_is_good_cyclonedx() -> None:
    # Only here: it builds parsers for all of a language when it is imported, which takes seconds.
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(read("deploy/sbom.cdx.json")) is None


def test_the_bill_has_every_library_and_every_file_of_others_with_a_licence() -> None:
    parts = {part["purl"]: part for part in BILL["components"]}
    assert {f"pkg:pypi/{name}@{number}" for name, number in PINNED.items()} <= set(parts)
    kept = " ".join(
        line["value"] for part in parts.values() for line in part.get("properties", []) if line["value"]
    )
    for file in json.loads(read("web/static/vendor/manifest.json"))["files"]:
        if file["package"] and not file["path"].startswith("tests/"):
            assert f"{file['path']} {file['sha384']}" in kept
    assert not [name for name, part in parts.items() if not part.get("licenses")]


def test_the_bill_says_what_needs_what() -> None:
    needs = {entry["ref"]: entry["dependsOn"] for entry in BILL["dependencies"]}
    asked = {f"pkg:pypi/{canonicalize_name(wanted.name)}@" for wanted, _ in requirements()}
    direct = {ref.rpartition("@")[0] + "@" for ref in needs["inloop"] if ref.startswith("pkg:pypi/")}
    assert direct == asked
    reached, left = set(), ["inloop"]
    while left:
        for ref in needs.get(left.pop(), []):
            if ref not in reached:
                reached.add(ref)
                left.append(ref)
    assert reached == {part["bom-ref"] for part in BILL["components"]}


def test_every_package_of_the_browser_is_pinned_with_a_digest() -> None:
    wanted = json.loads(read("package.json"))["devDependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", number) for number in wanted.values())
    for path, package in LOCK.items():
        if path and not package.get("link"):
            kind, _, digest = package["integrity"].partition("-")
            assert (kind, len(base64.b64decode(digest))) == ("sha512", 64), path
    for name, number in wanted.items():
        assert LOCK[f"node_modules/{name}"]["version"] == number


def test_files_of_others_are_of_the_locked_versions() -> None:
    for file in json.loads(read("web/static/vendor/manifest.json"))["files"]:
        if file["package"]:
            assert LOCK[f"node_modules/{file['package']}"]["version"] == file["version"], file["path"]


def test_npm_runs_nothing_of_what_it_fetches() -> None:
    assert "ignore-scripts=true" in read(".npmrc") or "npm ci --ignore-scripts" in read("Makefile")


def bandit(*places: str | Path) -> "subprocess.CompletedProcess[str]":
    """What bandit finds there, with our configuration."""
    command = [sys.executable, "-m", "bandit", "--quiet", "--configfile", "pyproject.toml", "--recursive"]
    return subprocess.run(
        [*command, *map(str, places)], cwd=ROOT, capture_output=True, text=True, check=False, timeout=300
    )


def test_bandit_finds_nothing_in_the_product_and_looks_at_all_of_it() -> None:
    looked = re.search(r"^PRODUCT = (.+)$", read("Makefile"), flags=re.MULTILINE)
    assert looked
    assert {*PACKAGES, "migrations", "deploy", "run.py"} == set(looked[1].split())
    assert "bandit --quiet --configfile pyproject.toml --recursive $(PRODUCT)" in read("Makefile")
    assert "skips" not in project()["tool"]["bandit"]
    done = bandit(*looked[1].split())
    assert done.returncode == 0, done.stdout


def test_bandit_does_find_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "wrong.py").write_text("import subprocess\nsubprocess.run('ls', shell=True)\n")
    assert "B602" in bandit(tmp_path).stdout


def test_every_exception_names_its_rule_and_says_why() -> None:
    for package in (*PACKAGES, "migrations", "deploy"):
        for path in (ROOT / package).rglob("*.py"):
            for line in path.read_text(encoding="utf-8").splitlines():
                if "nosec" in line and not line.lstrip().startswith('"'):
                    assert re.search(r"# nosec (B\d{3}[, ]*)+# \w+", line), f"{path}: {line}"
