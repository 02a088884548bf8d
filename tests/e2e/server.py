"""A real Inloop in a process of its own, as `make run` starts it, with its data in a folder of the test."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_START_SECONDS = 30.0


@dataclass(frozen=True)
class Server:
    """A running server.

    Attributes:
        url: its address.
        data_dir: its data folder.
        greeting: what it printed at the start.
    """

    url: str
    data_dir: Path
    greeting: str

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


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_server(data_dir: Path, *options: str) -> Iterator[Server]:
    """Start a server and end it with the block."""
    port = free_port()
    out = data_dir / "greeting.txt"
    data_dir.mkdir(exist_ok=True)
    with out.open("w") as greeting, (data_dir / "log.txt").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "run.py", "serve", "--port", str(port), *options],
            cwd=ROOT,
            env=os.environ | {"INLOOP_DATA_DIR": str(data_dir), "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=greeting,
            stderr=log,
        )
    try:
        _wait_until_alive(port, process, data_dir)
        yield Server(f"http://127.0.0.1:{port}", data_dir, out.read_text())
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_until_alive(port: int, process: "subprocess.Popen[bytes]", data_dir: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError((data_dir / "log.txt").read_text()[-2000:])
