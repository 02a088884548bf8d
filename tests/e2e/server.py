"""A real Inloop in a process of its own, as `make run` starts it, with its data in a folder of the test."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.process import ROOT, free_port, wait_until_alive


@dataclass(frozen=True)
class Server:
    """A running server.

    Attributes:
        url: its address.
        data_dir: its data folder.
        greeting: what it printed at the start.
        pid: of its first process; the worker is the child of that.
    """

    url: str
    data_dir: Path
    greeting: str
    pid: int

    @property
    def password(self) -> str:
        """The first administrator's one-time password."""
        found = re.search(r"one-time password: (\S+)", self.greeting)
        assert found, self.greeting
        return found[1]

    def command(self, *arguments: str) -> str:
        """Run a `run.py` command beside the server; the last line of what it prints."""
        done = subprocess.run(
            [sys.executable, "run.py", *arguments],
            cwd=ROOT,
            env=os.environ | {"INLOOP_DATA_DIR": str(self.data_dir)},
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        return done.stdout.splitlines()[-1]


@contextmanager
def running_server(data_dir: Path, *options: str, **settings: str) -> Iterator[Server]:
    """Start a server, with options of `serve` and settings by variable, and end it with the block."""
    with running_program(("run.py",), data_dir, *options, **settings) as server:
        yield server


@contextmanager
def running_program(
    program: tuple[str, ...], data_dir: Path, *options: str, **settings: str
) -> Iterator[Server]:
    """The same with another *program*: one that puts something between the server and its machine."""
    port = int(settings.get("INLOOP_PORT", 0)) or free_port()
    out = data_dir / "greeting.txt"
    data_dir.mkdir(exist_ok=True)
    with out.open("w") as greeting, (data_dir / "log.txt").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, *program, "serve", "--port", str(port), *options],
            cwd=ROOT,
            env=os.environ | {"INLOOP_DATA_DIR": str(data_dir), "PYTHONUNBUFFERED": "1"} | settings,
            stdin=subprocess.DEVNULL,
            stdout=greeting,
            stderr=log,
        )
    try:
        wait_until_alive(port, process)
        yield Server(f"http://127.0.0.1:{port}", data_dir, out.read_text(), process.pid)
    finally:
        process.terminate()
        process.wait(timeout=60)
