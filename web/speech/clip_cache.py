"""Clips that were made, on disk: whole or not at all, and never more than fits.

Knows bytes and keys, no voices. Every file begins with the digest of what follows, so one that a power
cut, a full disk or a bad sector left broken is not served but made again.
"""

import hashlib
import logging
import os
import threading
from contextlib import suppress
from pathlib import Path

log = logging.getLogger(__name__)

MOST_BYTES = 64 * 1024 * 1024
"""About five hundred clips: all texts in eight languages, and the numbers of a busy week."""
_DIGEST_BYTES = 32


class ClipCache:
    """Clips in a folder.

    Args:
        folder: of its own; made at the first clip.
        most_bytes: all files together; beyond it the ones not asked for the longest go.
    """

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        self._folder = folder
        self._most = most_bytes
        self._told = False

    def get(self, key: str) -> bytes | None:
        """The clip, or None when it is not there or not whole."""
        path = self._path(key)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        digest, clip = data[:_DIGEST_BYTES], data[_DIGEST_BYTES:]
        if hashlib.sha256(clip).digest() != digest:
            log.warning("a clip was damaged and is made again", extra={"clip": key})
            with suppress(OSError):
                path.unlink()
            return None
        with suppress(OSError):  # a folder that may only be read still serves
            os.utime(path)
        return clip

    def put(self, key: str, clip: bytes) -> None:
        """Keep the clip; a disk that is full or read-only only means that it is made again."""
        path = self._path(key)
        part = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}.part")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            part.write_bytes(hashlib.sha256(clip).digest() + clip)
            part.replace(path)
            self._trim()
        except OSError as error:
            if not self._told:
                log.warning("clips cannot be kept (%s); each is made again", error)
            self._told = True
            with suppress(OSError):
                part.unlink(missing_ok=True)

    def _trim(self) -> None:
        """Drop what was not asked for the longest; left-overs of a crash are dropped in the same way."""
        files = []
        for entry in os.scandir(self._folder):
            with suppress(FileNotFoundError):
                found = entry.stat()
                files.append((found.st_mtime_ns, found.st_size, entry.path))
        spare = self._most - sum(size for _, size, _ in files)
        for _, size, path in sorted(files):
            if spare >= 0:
                break
            Path(path).unlink(missing_ok=True)
            spare += size

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}.clip"
