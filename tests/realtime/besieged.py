"""A server as in production, with what its attackers and its own people need."""

import resource
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.process import free_port, wait_until_alive
from models.access.device import add_device
from models.access.principal import Role
from models.actions.issue import Wish, issue
from models.database import Database
from models.log import take_turn
from models.tables import Location
from tests.faults.installation import LOCATION, Installation, end, install

_FILES = 4096
SLACK_SECONDS = 10.0
"""For a slow machine."""


@dataclass(frozen=True)
class Besieged:
    """A running server.

    Attributes:
        port: on this machine.
        worker: its process.
        display: the token of a display.
        installation: its data.
    """

    port: int
    worker: int
    display: str
    installation: Installation

    @property
    def auth(self) -> dict[str, str]:
        """With what a display enters."""
        return {"token": self.display, "location": LOCATION}

    @property
    def guide(self) -> dict[str, str]:
        """With what a guide enters."""
        return {"token": next(iter(self.installation.guides.values())), "location": LOCATION}

    def handles(self) -> int:
        """Open files and sockets of the worker."""
        return len(list(Path(f"/proc/{self.worker}/fd").iterdir()))

    def resident_mb(self) -> float:
        """Memory of the worker, in MB."""
        status = Path(f"/proc/{self.worker}/status").read_text()
        return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1000

    def handles_fall_to(self, most: int, seconds: float = 20.0) -> int:
        """Wait until no more than so many are open; how many there are then."""
        deadline = time.monotonic() + seconds
        while self.handles() > most and time.monotonic() < deadline:
            time.sleep(0.1)
        return self.handles()

    def answers_in(self) -> float:
        """Seconds that a page takes."""
        begun = time.monotonic()
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=30) as answer:
            answer.read()
        return time.monotonic() - begun

    def change(self) -> None:
        """Somebody gets a number, which every screen is told."""
        database = self.installation.database
        now = datetime.now(UTC)
        database.run(lambda session: issue(take_turn(session, LOCATION, "test", now), Wish("werk", "nl")))

    def rev(self) -> int:
        """The location's revision."""
        with self.installation.database.read() as session:
            return session.get_one(Location, LOCATION).rev

    def traces(self) -> list[str]:
        """Lines of the log that begin a trace."""
        return [line for line in self.installation.log().splitlines() if "Traceback" in line]


@contextmanager
def besieged(database: Database, folder: Path) -> Iterator[Besieged]:
    """Serve a busy location; attackers of this process may open many files."""
    installation = install(database, folder, kiosks=1, guides=1)
    display = database.run(
        lambda session: add_device(session, Role.DISPLAY, LOCATION, "Bord", datetime.now(UTC))
    )
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, _FILES)), hard))
    port = free_port()
    process = installation.serve(port)
    try:
        wait_until_alive(port, process)
        yield Besieged(port, _child(process.pid), display, installation)
    finally:
        end(process)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def _child(pid: int) -> int:
    """The worker of a server."""
    return int(Path(f"/proc/{pid}/task/{pid}/children").read_text().split()[0])
