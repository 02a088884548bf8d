"""Who was kept out at the moment of a restore stays out: an old copy must not let them in again."""

from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy import Connection, Table, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from models.backup.dump import look, tables_of
from models.database import Database
from models.tables import ApiKey, Base, Device, Person

Revoked = Mapping[str, Mapping[str, object]]
"""By table: the hash of each secret that was revoked, of people who they are, and since when."""

_TABLES: tuple[type[Base], ...] = (Device, ApiKey)
_PEOPLE = Person.__tablename__


def revoked_now(database: Database) -> Revoked | None:
    """What the database as it is has revoked; None when it cannot be asked."""
    try:
        with look(database) as connection:
            found = tables_of(connection)
            told: dict[str, dict[str, object]] = {}
            for name in (kind.__tablename__ for kind in _TABLES):
                table = found.get(name)
                if table is None:
                    continue
                rows = connection.execute(
                    select(table.c.hash, table.c.revoked_at).where(table.c.revoked_at.is_not(None))
                )
                told[name] = {row.hash: row.revoked_at for row in rows}
            people = found.get(_PEOPLE)
            if people is not None:
                told[_PEOPLE] = _left_now(connection, people)
            return told
    except DBAPIError:
        return None
    finally:
        database.reader.dispose()


def keep_revoked(session: Session, known: Revoked | None) -> list[str]:
    """Revoke what was revoked; the names of those that the backup would have let in."""
    names = []
    for kind in _TABLES:
        hashes = (known or {}).get(kind.__tablename__, {})
        for row in session.query(kind).filter(kind.table().c.revoked_at.is_(None)):
            found = hashes.get(row.hash)  # type: ignore[attr-defined]
            if found is not None:
                row.revoked_at = _aware(found)  # type: ignore[attr-defined]
                names.append(str(row.name))  # type: ignore[attr-defined]
    return [*names, *_keep_left(session, (known or {}).get(_PEOPLE, {}))]


def _left_now(connection: Connection, table: Table) -> dict[str, object]:
    """Who has left; an older schema knows nobody who has."""
    if "left_at" not in table.c:
        return {}
    rows = connection.execute(
        select(table.c.id, table.c.created_at, table.c.left_at).where(table.c.left_at.is_not(None))
    )
    return {_somebody(row.id, row.created_at): row.left_at for row in rows}


def _keep_left(session: Session, left: Mapping[str, object]) -> list[str]:
    names = []
    for person in session.query(Person).filter(Person.left_at.is_(None)):
        since = left.get(_somebody(person.id, person.created_at))
        if since is not None:
            person.left_at = _aware(since)  # type: ignore[assignment]
            person.password_hash, person.invite_hash, person.invited_until = "", None, None
            person.pin_hash = None
            names.append(person.name)
    return names


def _somebody(number: int, created_at: object) -> str:
    """A number alone may be somebody else's, given again after the moment of the backup."""
    moment = _aware(created_at)
    return f"{number} {moment.isoformat() if isinstance(moment, datetime) else moment}"


def _aware(moment: object) -> object:
    if isinstance(moment, datetime) and moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    return moment
