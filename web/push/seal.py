"""A message that only one browser can read: Message Encryption for Web Push (RFC 8291).

Knows what neither the message says nor where it goes.
"""

import os

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

RECORD = 4096
"""Bytes of a record, which a push service must take (RFC 8291, 4)."""
_LAST = b"\x02"
"""Ends the text of the last record; what follows is padding (RFC 8188, 2)."""


def seal(
    text: bytes,
    key: bytes,
    auth: bytes,
    *,
    padded: int = 0,
    own: ec.EllipticCurvePrivateKey | None = None,
    salt: bytes | None = None,
) -> bytes:
    """The body of the request to a push service.

    Args:
        text: at most 3993 bytes.
        key: the browser's public key, 65 bytes.
        auth: the secret shared with the browser, 16 bytes.
        padded: bytes to which the text is filled up, so that its length tells nothing.
        own: the key of this message; a new one unless a test hands in another.
        salt: 16 bytes; random unless a test hands in others.

    Raises:
        ValueError: the text is too long, or the key is no point of the curve.
    """
    own = own or ec.generate_private_key(ec.SECP256R1())
    salt = salt or os.urandom(16)
    shown = own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    header = salt + RECORD.to_bytes(4) + bytes([len(shown)]) + shown
    plain = (text + _LAST).ljust(padded, b"\0")
    if len(plain) + 16 + len(header) > RECORD:
        raise ValueError(f"{len(text)} bytes do not fit into a message")
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), key)
    secret = _derived(own.exchange(ec.ECDH(), theirs), auth, b"WebPush: info\0" + key + shown, 32)
    content = _derived(secret, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derived(secret, salt, b"Content-Encoding: nonce\0", 12)
    return header + AESGCM(content).encrypt(nonce, plain, None)


def _derived(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)
