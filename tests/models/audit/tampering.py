"""Somebody with all rights over the database, who takes its guards away and rewrites the audit log."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, insert, select, text, update

from models.audit.chain import Entry, audit
from models.audit.proof import Mark, check_chain, end_of_chain
from models.audit.what import What
from models.database import Database
from models.tables import Audit

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
_RULES = ("audit_no_update", "audit_no_delete", "audit_end_forward", "audit_end_no_delete")


def entry(number: int = 1, **other: Any) -> Entry:
    """A row like many."""
    at = NOON + timedelta(minutes=number)
    told: dict[str, Any] = {"at": at, "who": f"person:{number}", "what": What.DEVICE_CHANGED}
    return Entry(**(told | {"subject": f"device:{number}", "source": "192.0.2.1"} | other))


def write(database: Database, *entries: Entry) -> None:
    """Each in a transaction of its own."""
    for each in entries:
        database.run(lambda session, each=each: audit(session, each))  # type: ignore[misc]


def findings(database: Database, *marks: Mark) -> list[str]:
    """What `check` says."""
    with database.read() as session:
        return check_chain(session, marks)


def end(database: Database) -> Mark:
    """Where the chain ends."""
    with database.read() as session:
        return end_of_chain(session)


def rows(database: Database) -> list[Mapping[str, Any]]:
    """The whole log."""
    with database.read() as session:
        found = session.execute(select(Audit.table()).order_by(Audit.n))
        return [dict(row._mapping) for row in found]


def unguard(connection: Connection) -> None:
    """Take the triggers away."""
    for name in _RULES:
        table = "audit_end" if name.startswith("audit_end") else "audit"
        where = f" ON {table}" if connection.dialect.name == "postgresql" else ""
        connection.execute(text(f"DROP TRIGGER {name}{where}"))


def rewrite(database: Database, wanted: Sequence[Mapping[str, Any]]) -> None:
    """Put these rows in place of the whole log, the end left as it is."""
    with database.transaction() as connection:
        unguard(connection)
        connection.execute(delete(Audit.table()))
        if wanted:
            connection.execute(insert(Audit.table()), [dict(row) for row in wanted])


def change(database: Database, n: int, **values: Any) -> None:
    """Change one row."""
    with database.transaction() as connection:
        unguard(connection)
        connection.execute(update(Audit.table()).where(Audit.table().c.n == n).values(**values))
