"""Adding to the audit log. Each row's hash covers its number, the hash before it and all that it tells.

There is one chain for the installation. Its end is one row, locked last: the order is locations, rows, end.
`audit` sees to that itself, so it can be called anywhere in a work.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Executable, bindparam, insert, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from models.access.principal import Principal, Proof
from models.audit.what import What
from models.last import do_last
from models.prepared import Prepared, bare
from models.tables import Audit, AuditEnd

GENESIS = "0" * 64
"""What the first row continues."""
MACHINE = "machine"
"""Who acts on the command line, and where from."""
CLOCK, NOBODY = "clock", "nobody"
OK = "ok"
Detail = Mapping[str, str | int | bool]

_KINDS = {Proof.SESSION: "person", Proof.KEY: "key", Proof.DEVICE: "device"}
_LONGEST = {
    name: Audit.table().c[name].type.length  # type: ignore[attr-defined]
    for name in ("who", "subject", "location", "source", "result")
}
_LONGEST_DETAIL = 200
_end = AuditEnd.table()


def _taking() -> Prepared:
    """For each dialect: raise the end by one, or make it where this is the first row of all."""
    taking: dict[str, Executable] = {}
    for dialect, into in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert)):
        first = into(_end).values(id=1, n=1, hash=GENESIS, anchor_n=0, anchor_hash=GENESIS)
        taking[dialect] = first.on_conflict_do_update(
            index_elements=["id"], set_={"n": _end.c.n + 1}
        ).returning(_end.c.n, _end.c.hash)
    return Prepared(taking)


_TAKE = _taking()
_APPEND = Prepared(insert(Audit.table()))
_CLOSE = Prepared(update(_end).values(hash=bindparam("newest")))


@dataclass(frozen=True)
class Entry:
    """Something that happened. No secret, nothing of a visitor, no name of a person.

    Attributes:
        at: when, aware.
        who: `person:7`, `key:3`, `device:5`, `machine` (the command line), `clock` (by itself), `nobody` (not
            signed in) or `oidc`.
        what: what happened.
        subject: to what, as `person:9`, `device:4` or `location:zoetermeer`.
        location: where, for what belongs to one location.
        source: the address of the request; `machine` for the command line.
        result: `ok`, or the code of the refusal.
        detail: a few short plain values.
    """

    at: datetime
    who: str
    what: What
    subject: str = ""
    location: str | None = None
    source: str = ""
    result: str = OK
    detail: Detail = field(default_factory=dict)


def who_is(principal: Principal | None) -> str:
    """Somebody as the audit log names them."""
    return NOBODY if principal is None else f"{_KINDS[principal.proof]}:{principal.id}"


def audit(session: Session, entry: Entry) -> None:
    """Write down what happened, in the transaction in which it happens, as the last thing it does.

    A work that is undone leaves no row. What was refused and must be known all the same is written by a
    transaction of its own.
    """
    told = _as_stored(entry)
    do_last(session, lambda: _append(session, told))


def digest(n: int, before: str, row: Mapping[str, Any]) -> str:
    """The hash of a row.

    Args:
        n: its number.
        before: the hash of the row before it.
        row: what it tells, by column; `at` aware.
    """
    told = [n, before, row["at"].astimezone(UTC).isoformat(timespec="microseconds")]
    told += [row[name] for name in ("who", "what", "subject", "location", "source", "result", "detail")]
    return hashlib.sha256(json.dumps(told, separators=(",", ":")).encode()).hexdigest()


def _append(session: Session, told: Mapping[str, Any]) -> None:
    connection = bare(session)
    end = _TAKE.one(connection, {})
    assert end is not None  # noqa: S101  # nosec B101 # for the type checker; it was made or raised
    newest = digest(end.n, end.hash, told)
    _APPEND.do(connection, {**told, "n": end.n, "hash": newest})
    _CLOSE.do(connection, {"newest": newest})


def _as_stored(entry: Entry) -> dict[str, Any]:
    detail = {
        name: _plain(value, _LONGEST_DETAIL) if isinstance(value, str) else value
        for name, value in entry.detail.items()
    }
    texts = {
        name: None if (value := getattr(entry, name)) is None else _plain(value, most)
        for name, most in _LONGEST.items()
    }
    stored = json.dumps(detail, sort_keys=True, separators=(",", ":"))
    return {**texts, "at": entry.at, "what": str(entry.what), "detail": stored}


def _plain(text: str, most: int) -> str:
    """Text that every database takes and one line can show, whoever wrote it."""
    return "".join(letter if letter.isprintable() else "·" for letter in str(text))[:most]
