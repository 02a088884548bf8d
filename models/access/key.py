"""API keys: made, found, revoked."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.access.name import refuse_taken
from models.access.principal import Principal, Proof, Role
from models.access.secret import hash_secret, new_secret
from models.tables import ApiKey


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


def find_key(session: Session, secret: str) -> Principal | None:
    """Whoever holds this key, or None."""
    key = session.execute(
        select(ApiKey).where(ApiKey.hash == hash_secret(secret), ApiKey.revoked_at.is_(None))
    ).scalar_one_or_none()
    return None if key is None else Principal(Proof.KEY, key.name, Role(key.role), key.location_id, key.id)
