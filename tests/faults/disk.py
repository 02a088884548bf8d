"""SQLite's own way to the disk, with somebody in between: who writes down every write, or lets them fail.

The functions of its default VFS are put behind ones of ours, in this process and for all files opened
afterwards. Needs the SQLite library that Python itself has loaded.
"""

import ctypes
import os
import re
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

_IOERR_WRITE, _IOERR_FSYNC = 10 | (3 << 8), 10 | (4 << 8)
_OUT_FLAGS = ctypes.POINTER(ctypes.c_int)
_OPEN = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, _OUT_FLAGS
)
_DELETE = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_WRITE = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_longlong)
_TRUNCATE = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_longlong)
_SYNC = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int)


class _Methods(ctypes.Structure):
    """The beginning of sqlite3_io_methods; the rest is copied as it is."""

    _fields_ = (
        ("version", ctypes.c_int),
        ("close", ctypes.c_void_p),
        ("read", ctypes.c_void_p),
        ("write", ctypes.c_void_p),
        ("truncate", ctypes.c_void_p),
        ("sync", ctypes.c_void_p),
        ("rest", ctypes.c_void_p * 13),
    )


class _File(ctypes.Structure):
    _fields_ = (("methods", ctypes.POINTER(_Methods)),)


class _Vfs(ctypes.Structure):
    """The beginning of sqlite3_vfs."""

    _fields_ = (
        ("version", ctypes.c_int),
        ("file_size", ctypes.c_int),
        ("longest_path", ctypes.c_int),
        ("next", ctypes.c_void_p),
        ("name", ctypes.c_char_p),
        ("data", ctypes.c_void_p),
        ("open", ctypes.c_void_p),
        ("delete", ctypes.c_void_p),
    )


Told = Callable[[str, str, int, bytes], None]
"""What was done (`write`, `truncate`, `sync`, `delete`), to which file, where, with which bytes."""


_IN_USE: list["Disk"] = []
"""SQLite calls their functions until the process ends, so they must not be forgotten."""


class Disk:
    """Stands between SQLite and the disk from now on.

    Args:
        told: is told of everything that was done to a file, after it was done; None for nobody.
        broken: while a file of this name is there, nothing can be written.
    """

    def __init__(self, told: Told | None = None, broken: Path | None = None) -> None:
        self._told = told
        self._broken = os.fsencode(broken) if broken else None
        self._names: dict[int, str] = {}
        self._tables: dict[int, Any] = {}
        self._kept: list[Any] = []
        self._lock = threading.Lock()
        _IN_USE.append(self)
        library = ctypes.CDLL(_loaded_library())
        library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
        self._vfs = library.sqlite3_vfs_find(None)
        self._real_open, self._real_delete = (
            _OPEN(self._vfs.contents.open),
            _DELETE(self._vfs.contents.delete),
        )
        self._put("open", _OPEN(self._open), self._vfs.contents)
        self._put("delete", _DELETE(self._delete), self._vfs.contents)

    def _put(self, name: str, function: Any, where: Any) -> None:
        self._kept.append(function)  # the library keeps no hold of it
        setattr(where, name, ctypes.cast(function, ctypes.c_void_p).value)

    def _open(self, vfs: Any, name: Any, file: Any, flags: int, out: Any) -> int:
        code: int = self._real_open(vfs, name, file, flags, out)
        opened = ctypes.cast(file, ctypes.POINTER(_File)).contents
        if code == 0 and opened.methods and name:
            with self._lock:
                self._names[file] = _file_name(name)
                opened.methods = ctypes.pointer(self._between(opened.methods))
        return code

    def _between(self, real: Any) -> Any:
        """The functions of a file with ours before them; once for each kind of file."""
        address = ctypes.addressof(real.contents)
        if address not in self._tables:
            ours = _Methods()
            ctypes.memmove(ctypes.byref(ours), real, ctypes.sizeof(_Methods))
            write, truncate = _WRITE(real.contents.write), _TRUNCATE(real.contents.truncate)
            self._put("write", _WRITE(self._writing(write)), ours)
            self._put("truncate", _TRUNCATE(self._truncating(truncate)), ours)
            self._put("sync", _SYNC(self._syncing(_SYNC(real.contents.sync))), ours)
            self._tables[address] = ours
        return self._tables[address]

    def _fails(self) -> bool:
        return self._broken is not None and os.path.exists(self._broken)  # noqa: PTH110  (thousands of times)

    def _tell(self, what: str, file: Any, at: int = 0, data: bytes = b"") -> None:
        if self._told is not None:
            self._told(what, self._names.get(file, ""), at, data)

    def _writing(self, real: Any) -> Any:
        def write(file: Any, data: Any, size: int, at: int) -> int:
            if self._fails():
                return _IOERR_WRITE
            with self._lock:
                code: int = real(file, data, size, at)
                self._tell("write", file, at, ctypes.string_at(data, size))
            return code

        return write

    def _truncating(self, real: Any) -> Any:
        def truncate(file: Any, size: int) -> int:
            if self._fails():
                return _IOERR_WRITE
            with self._lock:
                code: int = real(file, size)
                self._tell("truncate", file, size)
            return code

        return truncate

    def _syncing(self, real: Any) -> Any:
        def sync(file: Any, flags: int) -> int:
            if self._fails():
                return _IOERR_FSYNC
            code: int = real(file, flags)
            with self._lock:
                self._tell("sync", file)
            return code

        return sync

    def _delete(self, vfs: Any, name: int, wait: int) -> int:
        if self._fails():
            return _IOERR_WRITE
        code: int = self._real_delete(vfs, name, wait)
        if self._told is not None and code == 0:
            with self._lock:
                self._told("delete", _file_name(name), 0, b"")
        return code


def _file_name(name: int) -> str:
    """Of a path in memory; SQLite keeps more behind it, so it is handed on as the address that it is."""
    return Path(os.fsdecode(ctypes.string_at(name))).name


def _loaded_library() -> str:
    import sqlite3

    sqlite3.connect(":memory:").close()
    maps = Path("/proc/self/maps").read_text(encoding="utf-8")
    found = re.search(r"\S*libsqlite3\S*", maps)
    # A Python that brings SQLite along inside itself has its functions in its own module.
    module = re.search(r"\S*_sqlite3\.\S*", maps)
    where = found or module
    assert where is not None, "SQLite's library is not to be found in this process"
    return where[0]
