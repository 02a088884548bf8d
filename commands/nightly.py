"""The server sees to it that each night's backup is made: in a program of its own, beside the queue."""

import logging
import subprocess  # nosec B404 # our own program only
import sys
import time
from datetime import datetime

from commands.passphrase import long_enough, passphrase_in
from config.settings import ROOT, Settings
from models.backup.nightly import Plan, is_due, plan_of
from models.backup.state import note_state, read_state
from models.clock import Clock

log = logging.getLogger(__name__)

_LOOK_SECONDS = 30.0
_LONGEST_SECONDS = 6 * 3600


def plan_in(found: Settings) -> Plan | None:
    """What the settings say; None when no nightly backups are wanted."""
    if found.backup_dir is None:
        return None
    kept = found.backup_passphrase_file
    passphrase = (lambda: long_enough(passphrase_in(kept))) if kept is not None else None
    return plan_of(found.backup_dir, found.backup_time, found.backup_keep, passphrase)


class Nightly:
    """Looks now and then whether a backup is due.

    Args:
        settings: those of the server; the program it starts reads the same.
        clock: what time it is.
    """

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self._plan = plan_in(settings)

    def run(self) -> None:
        """Go on looking, for as long as the process lives."""
        while self._plan is not None:
            try:
                self.look(self._plan)
            except Exception:  # the server must not lose its nights to one that went wrong
                log.exception("the nightly backup could not be started")
            time.sleep(_LOOK_SECONDS)

    def look(self, plan: Plan) -> None:
        """Make the backup if it is due."""
        data = self._settings.data_dir
        now = self._clock.now().astimezone()
        if is_due(read_state(data), plan, now):
            self._make(now)

    def _make(self, now: datetime) -> None:
        data = self._settings.data_dir
        with subprocess.Popen(  # nosec B603 # our own program, no shell
            [sys.executable, "-W", "ignore", "run.py", "backup"],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        ) as program:
            try:
                _, told = program.communicate(timeout=_LONGEST_SECONDS)
            except subprocess.TimeoutExpired:
                program.kill()
                told = b"it took more than six hours"
        if program.returncode != 0:
            lines = told.decode(errors="replace").strip().splitlines()
            why = lines[-1].removeprefix("Error: ") if lines else f"it ended with {program.returncode}"
            log.error("the nightly backup failed: %s", why)
            known = read_state(data).failed_at
            if known is None or datetime.fromisoformat(known) < now:  # it could not note it itself
                note_state(data, failed_at=self._clock.now().isoformat(), failed=why)
