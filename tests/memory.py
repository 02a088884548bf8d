"""Where the files of a test run lie: in memory, where a machine has room there.

A test is not told: its files have a path like any other, and are synced like any other, only at once. What a
disk may lose or refuse is played by tests/faults, on disks of their own. This module knows no test.
"""

import os
import shutil
import tempfile
from pathlib import Path

_MEMORY = Path("/dev/shm")  # noqa: S108 -- pytest makes a folder in it that is its user's own
_ROOM_BYTES = 4 * 2**30
"""More than a run holds at any moment; a container's usual 64 MB is none."""


def roomy_folder() -> str:
    """The folder for folders of tests: the one in memory, or else the machine's usual one."""
    try:
        free = shutil.disk_usage(_MEMORY).free
    except OSError:
        return tempfile.gettempdir()
    return str(_MEMORY) if free >= _ROOM_BYTES and os.access(_MEMORY, os.W_OK) else tempfile.gettempdir()
