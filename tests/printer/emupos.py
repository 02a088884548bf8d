"""emupos, a printer emulator that nobody here wrote, as a process of its own.

It needs a Python that Inloop does not. Where there is one, emupos gets an environment of its own below
`.venv`, once, from a lock file with hashes.
"""

import fcntl
import hashlib
import http.client
import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCK_FILE = ROOT / "requirements" / "emupos.txt"
FOLDER = ROOT / ".venv" / "emupos"
NAMES = ("python3.14", "python3.13")
MISSING = (
    "emupos takes NO part in the tests of printing: no Python 3.13 or newer was found"
    " (python3.14 or python3.13 on the path, or among pyenv's). Only our own emulator was asked."
)
_DEVICE = "front"
_CONFIGURATION = """\
schema: 1
api: {{ host: 127.0.0.1, port: {api} }}
devices:
  - id: front
    type: printer
    profile: epson-tm-t20iii
    connections:
      - tcp: {{ port: {tcp} }}
      - serial: {{ pty: true }}
    job_idle_timeout_ms: 60000
    receipts_dir: {receipts}
"""


@cache
def python_for_emupos() -> str | None:
    """A Python that emupos runs on, or None; a shim of pyenv that leads nowhere is none."""
    versions = sorted((Path.home() / ".pyenv" / "versions").glob("3.1[3-9]*/bin/python"), reverse=True)
    for candidate in [*filter(None, map(shutil.which, NAMES)), *map(str, versions)]:
        test = "import sys; sys.exit(sys.version_info < (3, 13))"
        if subprocess.run([candidate, "-c", test], check=False, capture_output=True).returncode == 0:
            return candidate
    return None


def header() -> str:
    """One line for the head of the report."""
    python = python_for_emupos()
    return f"emupos 0.4.0 on {python}" if python else MISSING


def installed() -> Path:
    """The program, installed if need be; one of several test processes does it, the others wait."""
    python = python_for_emupos()
    assert python is not None
    wanted = hashlib.sha256(LOCK_FILE.read_bytes()).hexdigest()
    done = FOLDER / "installed"
    FOLDER.parent.mkdir(exist_ok=True)
    with (FOLDER.parent / "emupos.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists() or done.read_text() != wanted:
            subprocess.run([python, "-m", "venv", "--clear", FOLDER], check=True, capture_output=True)
            pip = [str(FOLDER / "bin" / "python"), "-m", "pip", "install", "--disable-pip-version-check"]
            subprocess.run([*pip, "--require-hashes", "-r", str(LOCK_FILE)], check=True, capture_output=True)
            done.write_text(wanted)
    return FOLDER / "bin" / "emupos"


class EmuPos:
    """A running emupos: a printer on a network port and on a serial line, both with one roll of paper."""

    def __init__(self, folder: Path, api: int, tcp: int) -> None:
        self.tcp = tcp
        self.serial = folder / "emupos" / _DEVICE
        self.receipts = folder / "receipts"
        self._api = api

    def set(self, fault: str, *, on: bool) -> None:
        """`paper-near-end`, `paper-out`, `cover-open` or `offline`."""
        path = f"/api/v1/devices/{_DEVICE}/faults/{fault}"
        assert self._ask("PUT" if on else "DELETE", path) == 204

    def cuts(self) -> list[str]:
        """How each piece of paper ended, the oldest first: `cut`, or `connection-closed` for a half one."""
        found = [json.loads(path.read_text()) for path in self.receipts.glob("*.json")]
        found.sort(key=lambda receipt: (receipt["completed_at"], receipt["id"]))
        return [receipt["boundary"] for receipt in found]

    def answers(self) -> bool:
        """Whether it is up."""
        try:
            return self._ask("GET", "/api/v1/devices") == 200
        except OSError:
            return False

    def _ask(self, method: str, path: str) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self._api, timeout=5)
        try:
            connection.request(method, path)
            response = connection.getresponse()
            response.read()
            return response.status
        finally:
            connection.close()


@contextmanager
def running_emupos(folder: Path) -> Iterator[EmuPos]:
    """A process until the block is left; *folder* is its own."""
    program = installed()
    with socket.create_server(("127.0.0.1", 0)) as one, socket.create_server(("127.0.0.1", 0)) as other:
        api, tcp = one.getsockname()[1], other.getsockname()[1]
    configuration = folder / "emupos.yaml"
    configuration.write_text(_CONFIGURATION.format(api=api, tcp=tcp, receipts=folder / "receipts"))
    environment = os.environ | {"TMPDIR": str(folder)}
    command = [str(program), "run", "--config", str(configuration)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
        try:
            found = EmuPos(folder, api, tcp)
            deadline = time.monotonic() + 60
            while not found.answers():
                assert process.poll() is None, "emupos did not start"
                assert time.monotonic() < deadline, "emupos does not answer"
                time.sleep(0.05)
            yield found
        finally:
            process.terminate()
            process.wait(10)
