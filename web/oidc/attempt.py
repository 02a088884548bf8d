"""A sign-in that was begun: what must come back is kept with the browser, sealed, for ten minutes.

No table and no session before anybody is known: a stranger can begin as often as they like and leave
nothing here.
"""

import base64
import hmac
import json
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from web.oidc.refused import SignInRefused, Why

COOKIE = "inloop_attempt"
LASTS = timedelta(minutes=10)


@dataclass(frozen=True)
class Attempt:
    """What ties the provider's answer to this browser and this moment.

    Attributes:
        state: comes back in the address (RFC 6749, 10.12).
        nonce: comes back in the signed answer.
        verifier: proves at the end that it was us who began (RFC 7636).
        then: where to go after it, a path of our own.
    """

    state: str
    nonce: str
    verifier: str
    then: str


def begin_attempt(then: str) -> Attempt:
    """A new one; each of its secrets has 256 bits."""
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    return Attempt(state, nonce, verifier, then)


def seal(attempt: Attempt, secret: str, now: datetime) -> str:
    """The attempt as only we can read it.

    Args:
        attempt: to be sealed.
        secret: the installation's own.
        now: UTC.
    """
    text = json.dumps(asdict(attempt)).encode()
    return _box(secret).encrypt_at_time(text, int(now.timestamp())).decode()


def unseal(sealed: str, state: str, secret: str, now: datetime) -> Attempt:
    """The attempt that this browser began.

    Args:
        sealed: its cookie.
        state: what the provider says the attempt is.
        secret: the installation's own.
        now: UTC.

    Raises:
        SignInRefused: `not_begun`.
    """
    try:
        text = _box(secret).decrypt_at_time(sealed, int(LASTS.total_seconds()), int(now.timestamp()))
    except InvalidToken:
        raise SignInRefused(Why.NOT_BEGUN, "no sealed attempt, or an old one") from None
    attempt = Attempt(**json.loads(text))
    if not hmac.compare_digest(attempt.state.encode(), state.encode()):
        raise SignInRefused(Why.NOT_BEGUN, "another attempt")
    return attempt


def _box(secret: str) -> Fernet:
    derive = HKDF(SHA256(), 32, salt=None, info=b"inloop sign-in attempt")
    return Fernet(base64.urlsafe_b64encode(derive.derive(secret.encode())))
