"""The file of a backup: a head that anybody can read, then lines of JSON, packed and sealed if asked for.

A part is a table or a file of the data folder; each ends with how much it was and its digest, and the last
line has the digest of all. This module must not know what the parts mean.
"""

import gzip
import hashlib
import io
import json
import os
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self, cast

from models.backup.fault import BackupDamaged, WrongPassphrase, named
from models.backup.sealed import Opening, Sealing, new_lock

MAGIC = b"INLOOP BACKUP 1\n"
_LONGEST_HEAD = 4096
_LONGEST_LINE = 8 * 1024 * 1024
"""Bytes; the largest row has a picture that was drawn anew, and reading takes twenty times as much memory."""
_PLAUSIBLE, _MOST_TIMES = 256 * 1024 * 1024, 200
"""Bytes that any backup may unpack to, and above that how many times its own size; usual is twenty."""
_DAMAGED = "the file is damaged or cut off: use another backup"


@dataclass(frozen=True)
class Part:
    """One table or file.

    Attributes:
        kind: `table` or `file`.
        name: of the table, or the file's path below the data folder.
        about: its columns with their kinds, or the file's mode.
        items: rows as lists, or pieces of the file in base64; to be taken before the next part.
    """

    kind: str
    name: str
    about: Any
    items: Iterator[Any]


class BackupWriter:
    """Writes a backup under a name of its own; it gets its place only by `keep`.

    Args:
        path: where it is to be.
        head: what everybody may know of it.
        passphrase: seals it, if given.

    Raises:
        BackupFailed: the file cannot be written.
    """

    def __init__(self, path: Path, head: Mapping[str, Any], passphrase: str | None) -> None:
        self.path = path
        self.temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
        self._whole = hashlib.sha256()
        self._parts = 0
        lock = new_lock() if passphrase is not None else None
        line = json.dumps({**head, "sealed": lock}).encode() + b"\n"
        with named(path):
            opened = os.open(self.temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            self._file = os.fdopen(opened, "wb")
            self._file.write(MAGIC + line)
        self._sealing: Sealing | None = None
        target: BinaryIO = self._file
        if passphrase is not None and lock is not None:
            self._sealing = Sealing(self._file, passphrase, lock, MAGIC + line)
            target = cast("BinaryIO", self._sealing)
        self._packed = gzip.GzipFile(fileobj=target, mode="wb", compresslevel=5, mtime=0)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError):  # a full disk is full when closing too
            self._file.close()
        self.temporary.unlink(missing_ok=True)

    def part(self, kind: str, name: str, about: Any, items: Iterable[Any]) -> int:
        """Write one part; how many items it had."""
        digest, count = hashlib.sha256(), 0
        with named(self.path):
            self._line({kind: name, "about": about}, digest)
        for item in items:
            with named(self.path):
                self._line(item, digest)
            count += 1
        with named(self.path):
            self._line({"end": name, "count": count, "sha256": digest.hexdigest()}, None)
        self._parts += 1
        return count

    def finish(self) -> Path:
        """All is written and on the disk, still under its own name; that name."""
        with named(self.path):
            self._line({"whole": self._parts, "sha256": self._whole.hexdigest()}, None)
            self._packed.close()
            if self._sealing is not None:
                self._sealing.finish()
            self._file.flush()
            os.fsync(self._file.fileno())
            # Whoever reads it next is to read the disk, and not what this machine remembers of it.
            os.posix_fadvise(self._file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
            self._file.close()
        return self.temporary

    def keep(self) -> None:
        """Put it in its place, over whatever is there."""
        with named(self.path):
            self.temporary.replace(self.path)
            sync_folder(self.path.parent)

    def _line(self, item: Any, digest: Any) -> None:
        line = json.dumps(item, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        self._packed.write(line)
        self._whole.update(line)
        if digest is not None:
            digest.update(line)


class BackupReader:
    """Reads a backup from its start to its end, and believes nothing that has not the right digest.

    Args:
        path: of the file.
        passphrase: asked for when it is sealed.

    Raises:
        BackupFailed: it cannot be read, or is no backup.
        WrongPassphrase: it is sealed and there is no passphrase, or another.
    """

    def __init__(self, path: Path, passphrase: str | None = None) -> None:
        self.path, self.head, line = path, *read_head(path)
        lock = self.head["sealed"]
        if lock is not None and passphrase is None:
            raise WrongPassphrase("the backup is encrypted: its passphrase is needed")
        with named(path):
            self._file = path.open("rb")
            self._file.seek(len(line))
        source: Any = self._file
        try:
            if lock is not None and passphrase is not None:
                source = io.BufferedReader(Opening(self._file, passphrase, lock, line))
        except BaseException:
            self._file.close()
            raise
        self._lines = io.BufferedReader(cast("io.RawIOBase", gzip.GzipFile(fileobj=source, mode="rb")))
        self._whole = hashlib.sha256()
        self._most = max(_PLAUSIBLE, _MOST_TIMES * path.stat().st_size)
        self.unpacked = 0  # bytes that were read so far

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def parts(self) -> Iterator[Part]:
        """The parts in order; when they end, the file was whole.

        Raises:
            BackupDamaged: somewhere it is not what was written.
        """
        count = 0
        while True:
            before = self._whole.hexdigest()
            item, line = self._next()
            if not isinstance(item, dict):
                raise BackupDamaged(_DAMAGED)
            if "whole" in item:
                if (item["whole"], item.get("sha256")) != (count, before) or self._read():
                    raise BackupDamaged(_DAMAGED)
                return
            kind = "table" if "table" in item else "file"
            digest = hashlib.sha256(line)
            yield Part(kind, str(item.get(kind)), item.get("about"), self._items(digest))
            count += 1

    def _items(self, digest: Any) -> Iterator[Any]:
        count = 0
        while True:
            item, line = self._next()
            if isinstance(item, dict) and "end" in item:
                if (item.get("count"), item.get("sha256")) != (count, digest.hexdigest()):
                    raise BackupDamaged(_DAMAGED)
                return
            digest.update(line)
            count += 1
            yield item

    def _next(self) -> tuple[Any, bytes]:
        line = self._read()
        try:
            item = json.loads(line)
        except (ValueError, RecursionError):
            raise BackupDamaged(_DAMAGED) from None
        self._whole.update(line)
        return item, line

    def _read(self) -> bytes:
        try:
            line = self._lines.readline(_LONGEST_LINE)
        except (EOFError, gzip.BadGzipFile, zlib.error):
            raise BackupDamaged(_DAMAGED) from None
        except OSError as error:
            raise BackupDamaged(f"{self.path}: cannot be read ({error.strerror})") from None
        self.unpacked += len(line)
        if self.unpacked > self._most:
            raise BackupDamaged(f"{self.path}: it unpacks to far more than any backup: use another one")
        return line


def read_head(path: Path) -> tuple[dict[str, Any], bytes]:
    """What everybody may know of a backup, and the bytes that say so.

    Raises:
        BackupFailed: it cannot be read, or is no backup.
    """
    try:
        with path.open("rb") as file:
            start = file.readline(len(MAGIC))
            line = file.readline(_LONGEST_HEAD)
    except OSError as error:
        raise BackupDamaged(f"{path}: cannot be read ({error.strerror})") from None
    if start != MAGIC:
        raise BackupDamaged(f"{path}: this is no backup of Inloop, or one of a newer version")
    try:
        head = json.loads(line)
        whole = isinstance(head["schema"], str) and isinstance(head["made_at"], str) and "sealed" in head
    except (ValueError, KeyError, TypeError, RecursionError):
        whole = False
    if not whole:
        raise BackupDamaged(f"{path}: {_DAMAGED}")
    return head, start + line


def sync_folder(folder: Path) -> None:
    """Let the names in *folder* outlive a power cut."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
