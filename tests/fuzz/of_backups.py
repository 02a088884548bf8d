"""A backup as a stranger may write it: its head, its lines with right digests, its pieces sealed."""

import gzip
import hashlib
import json
import shutil
from contextlib import suppress
from functools import cache
from typing import Any

from sqlalchemy import Table

from models.backup.archive import MAGIC, BackupReader, read_head
from models.backup.dump import columns_of, look, tables_of
from models.backup.fault import BackupFailed
from models.backup.fill import take_in
from models.backup.state import read_state
from models.backup.value import kind_of
from models.database import Database
from models.migration import newest_revision, upgrade
from tests.fuzz.of_files import folder, kept
from tests.fuzz.target import Target

_HEAD: dict[str, Any] = {"schema": "0001", "made_at": "2026-11-23T09:00:00+00:00", "sealed": None}
_LOCK = {
    "cipher": "aes-256-gcm",
    "kdf": "scrypt",
    "n": 2,
    "r": 1,
    "p": 1,
    "salt": "00" * 16,
    "nonce": "00" * 7,
}
_SAMPLES = {"moment": "2026-11-23T09:00:00+00:00", "json": "{}", "bool": True, "bytes": "AAAA"}
_PART = b'{"table": "person", "about": {"id": "plain"}}\n[1, "a", null]\n[2, "b", 1.5]\nend person'
_FILE = b'{"file": "secret-key", "about": 384}\n"c3Nzcw=="\nend secret-key'
_PASSPHRASE = "een lange zin om te onthouden"


class _Enough(Exception):
    """Ends a transaction of which nothing stays."""


def _head(**changes: Any) -> bytes:
    return MAGIC + json.dumps(_HEAD | changes).encode() + b"\n"


def signed(data: bytes, head: bytes = b"") -> bytes:
    """A backup with the lines of *data* for its parts, each ended with the digest that is right for it.

    A line `end NAME` becomes the end of a part; the end of all comes by itself.
    """
    lines, part, count, parts = [], hashlib.sha256(), -1, 0
    for line in data.split(b"\n"):
        if line.startswith(b"end "):
            told = {"end": line[4:].decode("latin-1"), "count": count, "sha256": part.hexdigest()}
            lines.append(json.dumps(told).encode() + b"\n")
            part, count, parts = hashlib.sha256(), -1, parts + 1
        else:
            lines.append(line + b"\n")
            part.update(line + b"\n")
            count += 1
    whole = {"whole": parts, "sha256": hashlib.sha256(b"".join(lines)).hexdigest()}
    lines.append(json.dumps(whole).encode() + b"\n")
    return (head or _head()) + gzip.compress(b"".join(lines), 1)


def _read(data: bytes, passphrase: str | None = None) -> None:
    with BackupReader(kept(data, "copy.backup"), passphrase) as reader:
        for part in reader.parts():
            for _ in part.items:
                pass


def _filled(data: bytes) -> None:
    """Into the tables of an empty installation, and out of them again."""
    path, files = kept(signed(data, _head(schema=newest_revision())), "copy.backup"), folder() / "files"
    _tables()
    before = {path.name for path in folder().iterdir()}
    try:
        with suppress(_Enough), _empty().transaction() as connection, BackupReader(path) as reader:
            take_in(connection, reader, _tables(), files)
            raise _Enough
    finally:
        shutil.rmtree(files, ignore_errors=True)
    assert {path.name for path in folder().iterdir()} == before


def _state(data: bytes) -> None:
    state = read_state(kept(data, "backup.json").parent)
    assert state.failing in {True, False}
    assert state.made_moment is None or state.made_moment.year


@cache
def _empty() -> Database:
    database = Database(f"sqlite:///{folder() / 'empty.db'}")
    with database.transaction() as connection:
        upgrade(connection, "head")
    return database


@cache
def _tables() -> dict[str, Table]:
    with look(_empty()) as connection:
        return tables_of(connection)


def _lines() -> bytes:
    """Two tables with a row each, and a file."""
    found = []
    for name in ("region", "person", "audit_end"):
        about = {column.name: kind_of(column) for column in columns_of(_tables()[name])}
        row = [_SAMPLES.get(kind, 1) for kind in about.values()]
        found += [json.dumps({"table": name, "about": about}), json.dumps(row), f"end {name}"]
    return "\n".join([*found, _FILE.decode()]).encode()


_WORDS = (b'"sealed": ', b'"about": ', b"\nend x", b'{"whole": 0}', b'{"end": "x"}', b'"../x"', b'"\\ud800"')

TARGETS = (
    Target(
        "backup-head",
        lambda data: read_head(kept(data)),
        (_head(), _head(sealed=_LOCK)),
        (BackupFailed,),
        _WORDS,
    ),
    Target(
        "backup-lock",
        lambda data: _read(data, _PASSPHRASE),
        (_head(sealed=_LOCK) + b"\0" * 80, _head(sealed=_LOCK | {"n": 2**10, "r": 8})),
        (BackupFailed,),
        (b'"n": ', b'"r": ', b'"p": ', b'"salt": ', b"1048576", b"16384"),
    ),
    Target("backup-packed", _read, (signed(_PART), signed(_FILE)), (BackupFailed,)),
    Target(
        "backup-lines",
        lambda data: _read(signed(data)),
        (_PART, _PART + b"\n" + _FILE),
        (BackupFailed,),
        _WORDS,
    ),
    Target("backup-rows", _filled, (_lines(),), (BackupFailed,), _WORDS, slow=True),
    Target("backup-state", _state, (b'{"made_at": "2026-11-23T09:00:00+00:00", "failed_at": null}',)),
)


def targets() -> tuple[Target, ...]:
    """All of this module."""
    return TARGETS
