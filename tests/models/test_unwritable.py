"""A file of SQLite that is not ours to write says so before anybody tries."""

import os
import subprocess
import sys
from pathlib import Path

from models.database import Database

_LOOKS = """
import sys
from models.database import Database
from models.unwritable import is_for_reading_only
with Database(sys.argv[1]).read() as session:
    print(is_for_reading_only(session))
"""
_WITHOUT_THE_RIGHTS_OF_ROOT = ("setpriv", "--no-new-privs", "--bounding-set=-all", "--inh-caps=-all")


def looks(database: Database) -> str:
    """What somebody without special rights finds, in a process of their own."""
    before = () if os.geteuid() else _WITHOUT_THE_RIGHTS_OF_ROOT
    url = database.url.render_as_string(hide_password=False)
    ran = subprocess.run(
        [*before, sys.executable, "-c", _LOOKS, url], capture_output=True, text=True, check=False, timeout=120
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


def test_a_file_that_may_only_be_read_is_told_from_one_that_may_be_written(sqlite_database: Database) -> None:
    place = Path(str(sqlite_database.url.database))
    assert looks(sqlite_database) == "False"
    place.chmod(0o400)
    assert looks(sqlite_database) == "True"
    place.chmod(0o600)
    assert looks(sqlite_database) == "False"
