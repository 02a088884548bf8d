"""What is known of the installation's backups, in a small file of the data folder; for the health page.

In the database it would be part of what it tells about. Each installation has its own.
"""

import json
import os
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

FILE = "backup.json"


@dataclass(frozen=True)
class BackupState:
    """The newest of each; moments in ISO 8601 with their zone, and None for never.

    Attributes:
        made_at: when the newest backup was made.
        made: its path.
        made_bytes: its size.
        made_rows: rows in it.
        made_seconds: how long it took, trial included.
        tried_at: when a backup was last restored on trial and found whole.
        findings: what was wrong in the database that it copied.
        failed_at: when making or trying one failed last.
        failed: why, in one line.
        waiting_since: since when the folder is not there, while it is not.
    """

    made_at: str | None = None
    made: str | None = None
    made_bytes: int | None = None
    made_rows: int | None = None
    made_seconds: float | None = None
    tried_at: str | None = None
    findings: int = 0
    failed_at: str | None = None
    failed: str | None = None
    waiting_since: str | None = None

    @property
    def made_moment(self) -> datetime | None:
        """When the newest backup was made."""
        return datetime.fromisoformat(self.made_at) if self.made_at else None

    @property
    def failing(self) -> bool:
        """Whether the last attempt failed."""
        return self.failed_at is not None and (self.made_at is None or self.failed_at > self.made_at)


def read_state(data: Path) -> BackupState:
    """What is known; nothing when there is no file, or one that cannot be read."""
    try:
        found = json.loads((data / FILE).read_text(encoding="utf-8"))
        state = BackupState(**found)
        moments = (state.made_at, state.tried_at, state.failed_at, state.waiting_since)
        whole = all(datetime.fromisoformat(moment).tzinfo for moment in moments if moment is not None)
    except (OSError, ValueError, TypeError, RecursionError):
        return BackupState()
    return state if whole else BackupState()


def note_state(data: Path, **changes: Any) -> BackupState:
    """Note what happened; the file is there as a whole or not at all.

    Raises:
        OSError: the data folder cannot be written.
    """
    state = replace(read_state(data), **changes)
    temporary = data / f".{FILE}.{os.getpid()}"
    temporary.write_text(json.dumps(asdict(state)), encoding="utf-8")
    temporary.replace(data / FILE)
    return state
