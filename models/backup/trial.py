"""A backup is worth what can be restored from it: so it is, into a scratch place that is thrown away."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from models.audit.proof import check_chain
from models.backup.archive import BackupReader
from models.backup.dump import Copied
from models.backup.fault import BackupDamaged, BackupFailed, named
from models.backup.fill import fill
from models.check import check_database
from models.database import Database


@dataclass(frozen=True)
class Tried:
    """What came of a trial.

    Attributes:
        copied: what was restored.
        findings: what is wrong in the restored database, its audit log included.
    """

    copied: Copied
    findings: list[str]


def try_out(path: Path, passphrase: str | None, scratch: Path) -> Tried:
    """Restore *path* as a whole into a folder of its own below *scratch*, check it, and throw it away.

    Args:
        path: of the backup.
        passphrase: opens it, if it is sealed.
        scratch: an existing folder with room for the database.

    Raises:
        BackupFailed: it cannot be restored.
    """
    with named(scratch), tempfile.TemporaryDirectory(prefix=".restore-test-", dir=scratch) as folder:
        place = Path(folder)
        database = Database(f"sqlite:///{place / 'inloop.db'}")
        try:
            with BackupReader(path, passphrase) as reader, database.transaction() as connection:
                copied = fill(connection, reader, place / "files")
            with database.read() as session:
                return Tried(copied, [*check_database(session), *check_chain(session)])
        except BackupFailed:
            raise
        except Exception as error:
            raise BackupDamaged(f"a restore of it fails: {error}".splitlines()[0]) from error
        finally:
            database.close()


def same(made: Copied, tried: Copied) -> bool:
    """Whether as much came back as was written; an update on the way may add tables and rows."""
    return made.files == tried.files and made.rows == tried.rows
