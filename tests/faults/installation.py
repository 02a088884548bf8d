"""A whole Inloop with one busy location: its data, keys and tokens, and servers as processes of their own."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from benchmarks.process import ROOT, free_port, wait_until_alive
from models.access.device import add_device
from models.access.key import add_key
from models.access.principal import Role
from models.configuration import load_region
from models.database import Database
from models.region_file import read_region
from tests.commands.program import Program, Ran

LOCATION = "druk"
DESKS = 16
QUESTIONS = ("werk", "leren", "geld")

_QUESTION = """
[[question_type]]
id = "{id}"
letter = "{letter}"
icon = "briefcase"
colour = "#0b5cad"
target_minutes = 10
name = {{ nl = "{id}" }}
"""
_REGION = """
[region]
id = "proef"
name = "Werkcentrum Proefstad"
languages = ["nl"]
{questions}
[[location]]
id = "druk"
name = "Drukke Plek"
kind = "permanent"
timezone = "{timezone}"
hours = "always"
desks = [{desks}]
"""


def _region() -> str:
    questions = [
        _QUESTION.format(id=name, letter=letter) for name, letter in zip(QUESTIONS, "ABC", strict=True)
    ]
    desks = [f'{{ id = "{number}", name = "Plek {number}" }}' for number in range(1, DESKS + 1)]
    return _REGION.format(questions="".join(questions), timezone=_noonish(), desks=", ".join(desks))


def _noonish() -> str:
    """A time zone where it is about noon, so that no business day ends while the test runs."""
    hours = datetime.now(UTC).hour - 12
    return f"Etc/GMT{hours:+d}"  # the names of these zones have the sign the other way round


@dataclass
class Installation:
    """An Inloop that can be served.

    Attributes:
        program: `run.py` on its data.
        database: the same data, for looking.
        kiosks: tokens of kiosks.
        guides: keys of guides by their name.
    """

    program: Program
    database: Database
    kiosks: list[str]
    guides: dict[str, str]

    def serve(self, port: int) -> "subprocess.Popen[bytes]":
        """Start a server in a process group of its own, so that one signal ends master and worker."""
        with (self.program.data / "server.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "run.py", "serve", "--port", str(port)],
                cwd=ROOT,
                env=self.program.environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=log,
                start_new_session=True,
            )

    @contextmanager
    def servers(self, count: int) -> Iterator[list[int]]:
        """So many servers for the length of the block; their ports."""
        with ExitStack() as stack:
            ports = [free_port() for _ in range(count)]
            started = [self.serve(port) for port in ports]
            for process in started:
                stack.callback(end, process)
            try:
                for port, process in zip(ports, started, strict=True):
                    wait_until_alive(port, process)
            except RuntimeError as silent:
                raise RuntimeError(self.log()) from silent
            yield ports

    def log(self) -> str:
        """What the servers wrote down."""
        return (self.program.data / "server.log").read_text()

    def check(self) -> Ran:
        """`run.py check`."""
        return self.program.run_apart("check")


def install(database: Database, data: Path, kiosks: int, guides: int) -> Installation:
    """Put the busy location into an empty, migrated database."""
    now = datetime.now(UTC)
    region = read_region(_region())
    database.run(lambda session: load_region(session, region, "test", now))

    def pair(session: Session) -> list[str]:
        return [add_device(session, Role.KIOSK, LOCATION, f"Kiosk {n}", now) for n in range(kiosks)]

    def admit(session: Session) -> dict[str, str]:
        names = [f"Gids {number}" for number in range(1, guides + 1)]
        return {name: add_key(session, name, Role.GUIDE, LOCATION, now) for name in names}

    tokens, keys = database.run(pair), database.run(admit)
    data.mkdir()
    settings = {
        "INLOOP_DATABASE_URL": database.url.set(
            drivername=database.url.drivername.partition("+")[0]
        ).render_as_string(hide_password=False),
        "INLOOP_LOG_LEVEL": "WARNING",
    }
    return Installation(Program(data, settings), database, tokens, keys)


def kill(process: "subprocess.Popen[bytes]") -> None:
    """End master and worker at once, without a word to either."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=60)


def end(process: "subprocess.Popen[bytes]") -> None:
    """End a server as a service manager does; whatever is left of it is killed."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            kill(process)
