"""The command line as an operator uses it, with its settings; in this process, or in one of its own."""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from click.testing import CliRunner

from commands.cli import main

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 120


@dataclass(frozen=True)
class Ran:
    """What came of a command."""

    code: int
    out: str
    err: str

    @property
    def last_line(self) -> str:
        """The last line of stdout, where secrets stand alone."""
        return self.out.splitlines()[-1]

    @property
    def error(self) -> str:
        """The one line on stderr that says what is wrong; fails when there is more or less."""
        assert self.code != 0, self.out
        assert self.out == ""
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        assert lines[0].startswith("Error: "), self.err
        return lines[0].removeprefix("Error: ")


@dataclass
class Program:
    """`run.py` with its settings.

    Attributes:
        data: the data folder.
        settings: other settings by the name of their variable.
    """

    data: Path
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """The variables it runs with, and no others of ours."""
        own = {name: value for name, value in os.environ.items() if not name.startswith("INLOOP_")}
        return own | {"INLOOP_DATA_DIR": str(self.data)} | self.settings

    def run(self, *arguments: str | Path, typed: str = "", **settings: str) -> Ran:
        """Run a command to its end; *typed* is its standard input, *settings* count for this run only."""
        own: dict[str, str | None] = {name: None for name in os.environ if name.startswith("INLOOP_")}
        environment = own | {"INLOOP_DATA_DIR": str(self.data)} | self.settings | settings
        done = CliRunner().invoke(main, [str(word) for word in arguments], input=typed, env=environment)
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Ran(done.exit_code, done.stdout, done.stderr)

    def run_apart(self, *arguments: str | Path, **settings: str) -> Ran:
        """As `run`, in a process of its own, as `run.py` itself."""
        done = subprocess.run(
            self.command(*arguments),
            cwd=ROOT,
            env=self.environment | settings,
            capture_output=True,
            text=True,
            timeout=PATIENCE_SECONDS,
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    def command(self, *arguments: str | Path) -> list[str]:
        """The command as the shell would see it."""
        return [sys.executable, "-W", "ignore", "run.py", *map(str, arguments)]
