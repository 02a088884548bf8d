"""Who was kept out at the moment of a restore stays out: an old copy must not let them in again."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from models.backup.dump import look, tables_of
from models.database import Database
from models.tables import ApiKey, Base, Device

Revoked = Mapping[str, Mapping[str, object]]
"""By table: the hash of each secret that was revoked, and when."""

_TABLES: tuple[type[Base], ...] = (Device, ApiKey)


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
    return names


def _aware(moment: object) -> object:
    from datetime import UTC, datetime

    if isinstance(moment, datetime) and moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    return moment
