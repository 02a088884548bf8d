"""A sign-in that was begun: what must come back is kept with the browser, sealed, for ten minutes.

No table and no session before anybody is known: a stranger can begin as often as they like and leave
nothing here.
"""

import hmac
import json
import secrets
from binascii import Error as NoBase64
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from models.access.vault import CannotOpen, Vault
from web.oidc.refused import SignInRefused, Why

LASTS = timedelta(minutes=10)
_ABOUT = "attempt to sign in"


@dataclass(frozen=True)
class Attempt:
    """What ties the provider's answer to this browser and this moment.

    Attributes:
        state: comes back in the address (RFC 6749, 10.12).
        nonce: comes back in the signed answer.
        verifier: proves at the end that it was us who began (RFC 7636).
        then: where to go after it, a path of our own.
        begun: when, in seconds since 1970.
    """

    state: str
    nonce: str
    verifier: str
    then: str
    begun: float


def begin_attempt(then: str, now: datetime) -> Attempt:
    """A new one; each of its secrets has 256 bits."""
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    return Attempt(state, nonce, verifier, then, now.timestamp())


def seal(attempt: Attempt, vault: Vault) -> str:
    """The attempt as only we can read it."""
    return vault.seal(json.dumps(asdict(attempt)), _ABOUT)


def unseal(sealed: str, state: str, vault: Vault, now: datetime) -> Attempt:
    """The attempt that this browser began.

    Args:
        sealed: its cookie.
        state: what the provider says the attempt is.
        vault: the one that sealed it.
        now: UTC.

    Raises:
        SignInRefused: `not_begun`.
    """
    try:
        attempt = Attempt(**json.loads(vault.open(sealed, _ABOUT)))
    except (CannotOpen, NoBase64, ValueError):
        raise SignInRefused(Why.NOT_BEGUN, "nothing that we sealed") from None
    if not 0 <= now.timestamp() - attempt.begun <= LASTS.total_seconds():
        raise SignInRefused(Why.NOT_BEGUN, "begun too long ago")
    if not hmac.compare_digest(attempt.state.encode(), state.encode()):
        raise SignInRefused(Why.NOT_BEGUN, "another attempt")
    return attempt
