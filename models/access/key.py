"""API keys: made, found, revoked."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from models.access.name import refuse_taken
from models.access.principal import Principal, Proof, Role
from models.access.secret import hash_secret, new_secret
from models.database import Database
from models.prepared import Prepared
from models.tables import ApiKey

_key = ApiKey.table()
_FIND = Prepared(
    select(_key.c.id, _key.c.name, _key.c.role, _key.c.location_id).where(
        _key.c.hash == bindparam("hash"), _key.c.revoked_at.is_(None)
    )
)


def add_key(session: Session, name: str, role: Role, location: str | None, now: datetime) -> str:
    """Make a key; the secret is returned once and stored nowhere.

    Raises:
        Refusal: `name_taken`; `unknown_location`.
    """
    refuse_taken(session, name, location)
    secret = new_secret()
    session.add(ApiKey(name=name, role=role, location_id=location, hash=hash_secret(secret), created_at=now))
    return secret


def revoke_key(session: Session, name: str, now: datetime) -> bool:
    """Revoke the key at once; False when there is no such key in force."""
    statement = update(ApiKey).where(ApiKey.name == name, ApiKey.revoked_at.is_(None)).values(revoked_at=now)
    return session.execute(statement.returning(ApiKey.id)).scalar_one_or_none() is not None


def revoked_keys(session: Session, ids: Iterable[int]) -> list[int]:
    """Those of the keys that were revoked."""
    asked = list(ids)
    if not asked:
        return []
    revoked = select(ApiKey.id).where(ApiKey.id.in_(asked), ApiKey.revoked_at.is_not(None))
    return list(session.execute(revoked).scalars())


def find_key(database: Database, secret: str) -> Principal | None:
    """Whoever holds this key, or None."""
    row = database.glance(_FIND, {"hash": hash_secret(secret)})
    return None if row is None else Principal(Proof.KEY, row.name, Role(row.role), row.location_id, row.id)
