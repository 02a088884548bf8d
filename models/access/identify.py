"""From a bearer token to whoever holds it."""

import time
from collections.abc import Callable

from models.access.device import find_device
from models.access.key import find_key
from models.access.principal import Principal
from models.access.secret import hash_secret
from models.database import Database

REMEMBERED_SECONDS = 0.25
_MOST_REMEMBERED = 4096


def identify(database: Database, token: str) -> Principal | None:
    """The device or API key behind *token*, or None."""
    return find_device(database, token) or find_key(database, token)


class Doorman:
    """Knows for a quarter of a second whom it has just let in, so that a rush costs few look-ups.

    A revoked token is refused at most that much later. Strangers are looked up each time.

    Args:
        database: where devices and keys are.
        monotonic: seconds that never jump.
    """

    def __init__(self, database: Database, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._database = database
        self._monotonic = monotonic
        self._seen: dict[str, tuple[float, Principal]] = {}

    def __call__(self, token: str) -> Principal | None:
        """The device or API key behind *token*, or None."""
        now, digest = self._monotonic(), hash_secret(token)
        seen = self._seen.get(digest)
        if seen is not None and now - seen[0] < REMEMBERED_SECONDS:
            return seen[1]
        who = identify(self._database, token)
        if len(self._seen) >= _MOST_REMEMBERED:
            self._seen.clear()
        if who is None:
            self._seen.pop(digest, None)
        else:
            self._seen[digest] = now, who
        return who
