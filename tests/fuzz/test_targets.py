"""Every parser of outside bytes takes what it is handed, or refuses it in the way that it says."""

import json
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.depth import times
from tests.fuzz.mutation import mutated
from tests.fuzz.target import Target
from tests.fuzz.targets import HOUSES, NAMES, target_of
from tests.house.checkout import ROOT

_ROUGH = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]


def played(target: Target, most: int) -> int:
    """Hand *target* so many spoilt seeds, and count them; the first error that it does not name goes up."""
    tried = 0

    @settings(max_examples=most, suppress_health_check=_ROUGH, phases=(Phase.explicit, Phase.generate))
    @given(mutated(target.seeds, target.words))
    def play(data: bytes) -> None:
        nonlocal tried
        tried += 1
        target.attempt(data)

    play()
    return tried


@pytest.mark.parametrize("house", HOUSES)
def test_every_target_is_on_the_list(house: str) -> None:
    found = import_module(f"tests.fuzz.{house}").targets()
    assert tuple(target.name for target in found) == HOUSES[house]


@pytest.mark.parametrize("name", NAMES)
def test_what_comes_from_outside_is_taken_or_refused(name: str) -> None:
    target = target_of(name)
    most = times(15 if target.slow else 40, 4000)
    assert played(target, most) >= most


@pytest.mark.parametrize("name", [name for name in NAMES if name != "backup-lock"])
def test_a_parser_takes_what_it_is_for(name: str) -> None:
    """Else all that happens to it is refused at the door. A lock opens with its own key only."""
    target = target_of(name)
    assert target.attempt(target.seeds[0])


def _forgets_the_end(data: bytes) -> None:
    name, value = data.split(b"=")[:2]
    assert name
    assert value[0:1] == b"1"


def _counts_on(data: bytes) -> None:
    assert json.loads(data)["n"] < 100


@pytest.mark.parametrize(
    ("fault", "seed", "wrong"),
    [
        (_forgets_the_end, b"a=1", ValueError),
        (_counts_on, b'{"n": 12}', AssertionError),
        (json.loads, b'{"n": [1, 2]}', RecursionError),
        (lambda data: data.decode("ascii"), b"plain", UnicodeDecodeError),
    ],
    ids=["end", "number", "depth", "bytes"],
)
def test_a_fault_that_was_planted_is_found(
    fault: Callable[[bytes], object], seed: bytes, wrong: type[Exception]
) -> None:
    """Each names but one of the errors that it raises."""
    named = {ValueError, KeyError, TypeError, IndexError, AssertionError, RecursionError}
    may = tuple(named - {*wrong.__mro__})
    with pytest.raises(wrong):
        played(Target("planted", fault, (seed,), may), 3000)


def test_a_find_is_played_again_from_its_file(tmp_path: Path) -> None:
    file = tmp_path / "find"
    file.write_bytes(b"tcp://10.0.0.9:99999")
    done = _fuzz("printer-address", "--replay", str(file))
    assert done.returncode == 0, done.stderr
    assert "printer-address: refused, as it says" in done.stdout


def test_a_target_that_is_not_there_is_said_to_be_none() -> None:
    done = _fuzz("nothing")
    assert done.returncode == 2
    assert "printer-address" in done.stderr


def _fuzz(*arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "tests.fuzz", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
