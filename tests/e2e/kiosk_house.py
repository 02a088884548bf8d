"""A server and the line to it, both of which can go away at any moment: killed, frozen, or the network cut.

Server and browser live in a network namespace of their own. Its loopback device is the cable between them:
taken down, what is sent vanishes, as on a cable that was pulled out.
"""

import os
import shlex
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from benchmarks.process import ROOT

PORT = 8080
URL = f"http://127.0.0.1:{PORT}"
OUTSIDE = "10.98.76.54"
"""An address of the same machine that browsers do not take for their own."""
_EVERYWHERE = "0.0.0.0"  # noqa: S104  (all of a network with nobody else in it)
_UP = f"ip link set lo up; ip address add {OUTSIDE}/32 dev lo"


@dataclass(frozen=True)
class Row:
    """A ticket as the database has it.

    Attributes:
        label: the number as visitors know it.
        state: of the ticket.
        issued_at: when it was given, seconds since 1970.
        arrived_rev: its place in the order of arrival.
        offline: whether a kiosk gave it by itself.
    """

    label: str
    state: str
    issued_at: float
    arrived_rev: int
    offline: bool


class House:
    """A location with one server, in a network of its own.

    Args:
        folder: for the server's data, kept from one start to the next.
    """

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self.data.mkdir()
        command = ["unshare", "-rn", "sh", "-c", f"{_UP}; echo ready; exec sleep infinity"]
        self._holder = subprocess.Popen(command, stdout=subprocess.PIPE)
        assert self._holder.stdout is not None
        assert self._holder.stdout.readline() == b"ready\n"
        self.checkout = ROOT
        self._server: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.thaw()
        self.kill()
        self._holder.kill()
        self._holder.communicate()

    @property
    def inside(self) -> list[str]:
        """The words before a command that is to run in this network."""
        return ["nsenter", "-t", str(self._holder.pid), "-U", "-n", "--preserve-credentials"]

    def wrapped(self, program: str, script: Path) -> Path:
        """A program that runs *program* in this network, and writes down its process id beside itself."""
        words = shlex.join([*self.inside, program])
        script.write_text(f'#!/bin/sh\necho $$ > {shlex.quote(str(script))}.pid\nexec {words} "$@"\n')
        script.chmod(0o755)
        return script

    def start(self) -> None:
        """Start the server; whoever asks it has to wait until it is there."""
        with (self.data / "server.log").open("ab") as log:
            self._server = subprocess.Popen(
                [*self.inside, sys.executable, "run.py", "serve", "--host", _EVERYWHERE, "--port", str(PORT)],
                cwd=self.checkout,
                env=os.environ | {"INLOOP_DATA_DIR": str(self.data), "INLOOP_LOG_LEVEL": "WARNING"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def change_version(self, folder: Path) -> None:
        """The next server that is started has another version of a file that kiosks load."""
        left_out = shutil.ignore_patterns(".*", "node_modules", "instance", "tests", "docs", "benchmarks")
        shutil.copytree(ROOT, folder, ignore=left_out)
        script = folder / "kiosk/static/kiosk/node.js"
        script.write_text(script.read_text() + "// another version\n")
        self.checkout = folder

    def kill(self) -> None:
        """End the server at once, without a word to it."""
        if self._server is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._server.pid, signal.SIGKILL)
            self._server.wait(timeout=60)
            self._server = None

    def freeze(self) -> None:
        """Let the server stand still: connections stay open, nothing is answered."""
        assert self._server is not None
        os.killpg(self._server.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on where it stood."""
        if self._server is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._server.pid, signal.SIGCONT)

    def cut(self) -> None:
        """Pull the cable out."""
        self._cable("down")

    def plug(self) -> None:
        """Put the cable back."""
        self._cable("up")

    @contextmanager
    def away(self, how: str) -> Iterator[None]:
        """No server for the length of the block: `killed`, `frozen` or `cut`."""
        leave = {"killed": self.kill, "frozen": self.freeze, "cut": self.cut}
        back = {"killed": self.start, "frozen": self.thaw, "cut": self.plug}
        leave[how]()
        try:
            yield
        finally:
            back[how]()

    def tickets(self) -> list[Row]:
        """All tickets, in the order in which they were given."""
        seconds = "CAST(strftime('%s', issued_at) AS REAL) + CAST('0' || substr(issued_at, 20, 4) AS REAL)"
        columns = f"series, number, state, {seconds}, arrived_rev, offline"
        query = f"SELECT {columns} FROM ticket ORDER BY issued_at"  # noqa: S608  (nothing in it is from outside)
        with closing(sqlite3.connect(f"file:{self._file()}?mode=ro", uri=True, timeout=10)) as database:
            rows = database.execute(query).fetchall()
        return [Row(f"{s}{n:02d}", state, at, rev, bool(off)) for s, n, state, at, rev, off in rows]

    def command(self, *arguments: str) -> str:
        """Run a `run.py` command beside the server; the last line of what it prints."""
        done = subprocess.run(
            [sys.executable, "run.py", *arguments],
            cwd=ROOT,
            env=os.environ | {"INLOOP_DATA_DIR": str(self.data)},
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        return done.stdout.splitlines()[-1]

    def _file(self) -> Path:
        return next(self.data.glob("*.db"))

    def _cable(self, state: str) -> None:
        subprocess.run([*self.inside, "ip", "link", "set", "lo", state], check=True, timeout=10)
