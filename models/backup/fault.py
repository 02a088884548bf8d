"""What can be wrong with a backup, in one line that says what to do. Knows no command line."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class BackupFailed(Exception):
    """The backup or the restore could not be done; the message says why, and what was left as it was."""


class BackupDamaged(BackupFailed):
    """The file is not what was written."""


class WrongPassphrase(BackupFailed):
    """The file cannot be opened with this passphrase."""


_WORDS = {
    errno.ENOSPC: "the disk is full: make room there, or choose another folder",
    errno.EDQUOT: "this account may use no more room there: make room, or choose another folder",
    errno.EFBIG: "the disk takes no file of this size: choose another folder (a stick in FAT32 takes 4 GB)",
    errno.ENOENT: "the folder is not there: make it, or put the stick in",
    errno.ENOTDIR: "the folder is not there: make it, or put the stick in",
    errno.EACCES: "this account may not write there: give it the right, or choose another folder",
    errno.EPERM: "this account may not write there: give it the right, or choose another folder",
    errno.EROFS: "the disk can only be read: mount it for writing, or choose another folder",
    errno.EIO: "the disk gives errors: use another one",
}


@contextmanager
def named(path: Path) -> Iterator[None]:
    """Errors of the system about *path* as a sentence with what to do.

    Raises:
        BackupFailed: instead of any OSError.
    """
    try:
        yield
    except OSError as error:
        told = _WORDS.get(error.errno or 0, error.strerror or str(error))
        raise BackupFailed(f"{path}: {told}") from error
