"""`python -m tests.fuzz`: the same parsers, each led by what its code does with the bytes (Atheris).

Needs the environment of `make fuzz`; to play a find again any environment of the tests does. Each target runs
in a process of its own, bounded in time and memory, and starts from what earlier runs have collected.
"""

import argparse
import re
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FOUND = ROOT / "tests" / "output" / "fuzz"
"""Folder of each target: `corpus`, and the bytes of finds."""
MOST_MB, MOST_SECONDS, LONGEST = 2048, 25, 16_384
"""For one target in memory, for one try in time, for one try in bytes."""
_OURS = ("config", "models", "printer", "realtime", "web", "kiosk", "display", "staff", "commands")
_THEIRS = ("tomllib", "gzip", "werkzeug", "joserfc", "engineio", "socketio", "babel.messages")
_FINDS = ("crash-", "oom-", "timeout-")


@dataclass(frozen=True)
class Outcome:
    """What came of one target.

    Attributes:
        name: of the target.
        runs: how often it was tried.
        edges: branches of the code that were reached.
        finds: files with bytes that it answered with an error it does not name, and what was said of it.
    """

    name: str
    runs: int
    edges: int
    finds: tuple[tuple[Path, str], ...]


def main() -> int:
    """The command; 1 where something was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("target", nargs="*", help="which ones; all without any")
    parser.add_argument("--seconds", type=int, default=60, help="for each target (60)")
    parser.add_argument("--list", action="store_true", help="the names of all targets")
    parser.add_argument("--replay", type=Path, help="a file with the bytes of a find, for one target")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.inside:
        return _inside(asked.target[0], asked.seconds)
    from tests.fuzz.targets import NAMES, target_of

    unknown = [name for name in asked.target if name not in NAMES]
    if unknown or (asked.replay and len(asked.target) != 1):
        parser.error(f"name {'one' if asked.replay else 'some'} of {', '.join(NAMES)}")
    if asked.list:
        _say("\n".join(NAMES))
        return 0
    if asked.replay:
        taken = target_of(asked.target[0]).attempt(asked.replay.read_bytes())
        _say(f"{asked.target[0]}: {'taken' if taken else 'refused, as it says'}")
        return 0
    if find_spec("atheris") is None:
        parser.error("atheris is not installed here: `make fuzz` makes the environment that has it")
    return _all(asked.target or list(NAMES), asked.seconds)


def _all(names: list[str], seconds: int) -> int:
    outcomes = []
    for name in names:
        outcome = _one(name, seconds)
        outcomes.append(outcome)
        told = (f"{outcome.runs:>10} runs", f"{outcome.edges:>7} edges", f"{len(outcome.finds):>3} finds")
        _say(f"{outcome.name:22} {' '.join(told)}")
        for path, said in outcome.finds:
            _say(f"    {said}\n    again: python -m tests.fuzz {name} --replay {path.relative_to(ROOT)}")
    runs, finds = sum(each.runs for each in outcomes), sum(len(each.finds) for each in outcomes)
    _say(f"{len(outcomes)} targets, {runs} runs, {finds} finds")
    return 1 if finds else 0


def _one(name: str, seconds: int) -> Outcome:
    """Fuzz one target in a process of its own."""
    folder = FOUND / name
    (folder / "corpus").mkdir(parents=True, exist_ok=True)
    before = set(folder.iterdir())
    command = [sys.executable, "-m", "tests.fuzz", name, "--inside", "--seconds", str(seconds)]
    with (folder / "log").open("w+", encoding="utf-8", errors="replace") as log:
        process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)
        try:
            process.wait(seconds + 20 * MOST_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        log.seek(0)
        told = log.read()
    files = sorted(path for path in set(folder.iterdir()) - before if path.name.startswith(_FINDS))
    finds = [(path, _error(told)) for path in files]
    if process.returncode != 0 and not finds:
        finds.append((folder / "log", f"it ended with {process.returncode}"))
    return Outcome(
        name,
        _last(told, r"number_of_executed_units:\s+(\d+)|^#(\d+)\s"),
        _last(told, r"cov: (\d+)"),
        tuple(finds),
    )


def _last(told: str, pattern: str) -> int:
    found = re.findall(pattern, told, flags=re.MULTILINE)
    if not found:
        return 0
    last = found[-1]
    return max(int(each) for each in ([last] if isinstance(last, str) else last) if each)


def _error(told: str) -> str:
    """The last line of the trace."""
    lines = [
        line
        for line in told.splitlines()
        if re.match(r"^(\w+\.)*\w*(Error|Exception|Refused|Exit|Failed)\b", line)
    ]
    return lines[-1][:300] if lines else "no trace: too slow, or too much memory"


def _inside(name: str, seconds: int) -> int:
    """One target, in this process, which ends with it."""
    import atheris

    with atheris.instrument_imports(include=[*_OURS, *_THEIRS], enable_loader_override=False):
        from tests.fuzz.targets import target_of

        target = target_of(name)
    folder = FOUND / name
    seeds = folder / "seeds"
    seeds.mkdir(exist_ok=True)
    for number, seed in enumerate(target.seeds):
        (seeds / str(number)).write_bytes(seed)
    words = folder / "words"
    words.write_text("".join(f'"{_escaped(word)}"\n' for word in _words(target)), encoding="ascii")
    atheris.Setup(
        [
            *("inloop", str(folder / "corpus"), str(seeds), f"-artifact_prefix={folder}/", f"-dict={words}"),
            *(f"-max_total_time={seconds}", f"-rss_limit_mb={MOST_MB}", f"-timeout={MOST_SECONDS}"),
            *(f"-max_len={LONGEST}", "-print_final_stats=1", "-len_control=20"),
        ],
        target.attempt,
    )
    atheris.Fuzz()
    return 0


def _escaped(word: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word)


def _words(target: Any) -> list[bytes]:
    from tests.fuzz.mutation import ABSURD

    return [word for word in (*target.words, *ABSURD) if 0 < len(word) <= 64]


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
