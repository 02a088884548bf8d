"""Who sends: this installation, by a key of its own and with somebody to write to (VAPID, RFC 8292)."""

import base64
import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from config.secret_key import kept_secret
from config.settings import Settings

_FILE = "push-key"
_LASTS = timedelta(hours=12)
"""A service refuses what is signed for more than 24 hours (RFC 8292, 2)."""


@dataclass(frozen=True)
class Signer:
    """The key and the contact of this installation.

    Attributes:
        public: the key as browsers and services know it, base64url of 65 bytes.
    """

    key: ec.EllipticCurvePrivateKey
    contact: str
    public: str

    def header(self, origin: str, now: datetime) -> str:
        """The value of `Authorization` for a push service.

        Args:
            origin: of the service.
            now: the moment, UTC.
        """
        claims = {"aud": origin, "exp": int((now + _LASTS).timestamp()), "sub": self.contact}
        parts = [base64url(json.dumps(part).encode()) for part in ({"typ": "JWT", "alg": "ES256"}, claims)]
        signed = ".".join(parts)
        r, s = decode_dss_signature(self.key.sign(signed.encode(), ec.ECDSA(hashes.SHA256())))
        return f"vapid t={signed}.{base64url(r.to_bytes(32) + s.to_bytes(32))}, k={self.public}"


def signer(settings: Settings) -> Signer:
    """The signer in force; its key is made when there is none, readable by its owner only.

    Raises:
        OSError: the data folder cannot be read or written.
        ValueError: the file holds no key.
    """
    text = settings.push_key or kept_secret(settings.data_dir / _FILE, _new_key)
    number = int.from_bytes(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    key = ec.derive_private_key(number, ec.SECP256R1())
    shown = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return Signer(key, settings.push_contact or "", base64url(shown))


def base64url(data: bytes) -> str:
    """Without padding (RFC 7515, 2)."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _new_key() -> str:
    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    return base64url(number.to_bytes(32))
