"""Random secrets and their hashes."""

import hashlib
import secrets


def new_secret() -> str:
    """192 random bits, in 32 characters that can stand in an address."""
    return secrets.token_urlsafe(24)


def hash_secret(secret: str) -> str:
    """SHA-256 of a random secret. Enough for what cannot be guessed; passwords use argon2."""
    return hashlib.sha256(secret.encode()).hexdigest()
