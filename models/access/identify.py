"""From a bearer token to whoever holds it."""

from sqlalchemy.orm import Session

from models.access.device import find_device
from models.access.key import find_key
from models.access.principal import Principal


def identify(session: Session, token: str) -> Principal | None:
    """The device or API key behind *token*, or None."""
    return find_device(session, token) or find_key(session, token)
