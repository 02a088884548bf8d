"""The commands from the checkout are the ones that are promised."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.house.checkout import ROOT, read

TARGETS = ["run", "demo", "test", "deep", "fuzz", "bench", "lint", "fix", "sbom", "help"]


def test_make_offers_what_is_promised_and_nothing_else() -> None:
    assert re.findall(r"^([a-z]+):", read("Makefile"), flags=re.MULTILINE) == TARGETS


def test_make_help_lists_every_target() -> None:
    done = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True, timeout=30)
    listed = [line.split()[1] for line in done.stdout.splitlines() if line.startswith("make ")]
    assert listed == TARGETS


def commands_of(*asked: str) -> str:
    """What make would do for a target from nothing, without doing it."""
    done = subprocess.run(
        ["make", "--dry-run", "--always-make", *asked],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    return done.stdout


def test_make_run_needs_neither_npm_nor_a_package_manager() -> None:
    told = commands_of("run")
    assert "serve" in told
    assert not re.search(r"\bnpm\b|apt-get|dev\.txt", told)


def test_the_fuzzer_is_made_beside_and_says_which_python_it_needs(tmp_path: Path) -> None:
    told = commands_of("fuzz", "SECONDS=5", "TARGET=request")
    assert "-m tests.fuzz --seconds 5 request" in told
    assert not re.search(r"\.venv/|\bnpm\b|apt-get update", told)
    other = tmp_path / "python3"
    other.write_text(f'#!/bin/sh\nexec {sys.executable} -c "import sys; sys.version_info = (3, 14, 0); $2"\n')
    other.chmod(0o755)
    made = ["make", "--always-make", "fuzz", f"PYTHON={other}"]
    refused = subprocess.run(made, cwd=ROOT, capture_output=True, text=True, check=False, timeout=30)
    assert refused.returncode != 0
    assert "The fuzzer has wheels for Python 3.11 to 3.13 only" in refused.stderr


def test_the_build_machine_stops_at_the_first_failure() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "set -euo pipefail" in script.read_text("utf-8")
    assert "\nmake test\n" in script.read_text("utf-8")
