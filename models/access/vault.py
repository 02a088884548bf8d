"""Seals what has to be read again with the installation's own secret: the database alone tells nothing.

Knows not what is sealed.
"""

import base64
import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE_BYTES = 12


class CannotOpen(Exception):
    """It was sealed with another secret, for something else, or was changed."""


class Vault:
    """The installation's secret at work.

    Args:
        secret: the installation's own (config/secret_key.py).
    """

    def __init__(self, secret: str) -> None:
        self._seal = AESGCM(_derived(secret, b"inloop seal"))
        self._digest = _derived(secret, b"inloop digest")

    def seal(self, text: str, about: str) -> str:
        """Seal *text*; it opens for the same *about* only, so that rows cannot be exchanged."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return base64.b64encode(nonce + self._seal.encrypt(nonce, text.encode(), about.encode())).decode()

    def open(self, sealed: str, about: str) -> str:
        """What was sealed.

        Raises:
            CannotOpen: not with this secret, or not for this.
        """
        raw = base64.b64decode(sealed)
        try:
            return self._seal.decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], about.encode()).decode()
        except InvalidTag as error:
            raise CannotOpen("sealed with another secret") from error

    def digest(self, *parts: str) -> str:
        """A hash that nobody without the secret can find by trying."""
        text = "\0".join(parts).encode()
        return hmac.new(self._digest, text, hashlib.sha256).hexdigest()


def _derived(secret: str, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(secret.encode())
