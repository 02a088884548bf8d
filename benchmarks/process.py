"""Starts and ends the servers that are measured; nothing outlives the measurement."""

import os
import random
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_START_SECONDS = 90.0


@dataclass(frozen=True)
class Server:
    """A running server on loopback."""

    port: int
    pid: int
    folder: Path

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def resident_mb(self) -> float:
        """Memory of the server and its children, in MB (10^6 bytes); what they share counts once."""
        pids = [self.pid, *(int(p) for p in _children(self.pid))]
        return sum(_proportional_kb(pid) for pid in pids) * 1024 / 1e6


def _children(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def _proportional_kb(pid: int) -> int:
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(next(line for line in rollup.splitlines() if line.startswith("Pss:")).split()[1])


def free_port() -> int:
    """A port that nobody listens on now.

    Below the range from which Linux gives ports to connections going out (32768 and up, ip(7)): there one
    could be taken by a client of another test before the server that was started for it is there.
    """
    while True:
        port = random.randrange(20_000, 32_000)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port


@contextmanager
def bare_server() -> Iterator[Server]:
    """benchmarks/bare.py under gunicorn."""
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        environment = {"BARE_DATABASE": f"{folder}/bare.db"}
        options = ["-k", "gevent", "-w", "1", "--no-control-socket", "--graceful-timeout", "3"]
        options += ["--worker-connections", "2000", "--log-level", "error"]
        command = ["gunicorn", *options, "-b", f"127.0.0.1:{port}", "benchmarks.bare:app"]
        with _running([sys.executable, "-m", *command], environment, port, Path(folder)) as server:
            yield server


@contextmanager
def inloop_server(folder: Path | None = None, printer: str = "virtual:") -> Iterator[Server]:
    """The product, with a data folder of its own or the one given."""
    with tempfile.TemporaryDirectory() as temporary:
        data = folder or Path(temporary)
        port = free_port()
        environment = {"INLOOP_DATA_DIR": str(data), "INLOOP_PORT": str(port), "INLOOP_LOG_LEVEL": "WARNING"}
        environment["INLOOP_PRINTER"] = printer
        with _running([sys.executable, "run.py", "serve"], environment, port, data) as server:
            yield server


def run_command(folder: Path, *arguments: str) -> str:
    """Run `run.py` with *arguments* on a data folder; the last line of what it prints."""
    done = subprocess.run(
        [sys.executable, "run.py", *arguments],
        cwd=ROOT,
        env=os.environ | {"INLOOP_DATA_DIR": str(folder), "INLOOP_LOG_LEVEL": "WARNING"},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return done.stdout.splitlines()[-1]


@contextmanager
def _running(command: list[str], environment: dict[str, str], port: int, folder: Path) -> Iterator[Server]:
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.DEVNULL)
    try:
        wait_until_alive(port, process)
        yield Server(port, process.pid, folder)
    finally:
        process.terminate()
        process.wait(timeout=60)


def wait_until_alive(port: int, process: "subprocess.Popen[bytes]") -> None:
    """Return as soon as the server answers.

    Raises:
        RuntimeError: it ended, or did not answer in time.
    """
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"{process.args!r} did not start")
