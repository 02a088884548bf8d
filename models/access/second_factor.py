"""The second step of signing in: codes of an authenticator app, and ten recovery codes for a lost phone.

Codes are those of RFC 6238: six digits, a new one each half minute. The one before and the one after are
taken too, for clocks that differ; each code works once. How often one may try is models/access/tries.py's.
"""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime

import pyotp
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from models.access.vault import CannotOpen, Vault
from models.refusal import Code, Refusal
from models.tables import RecoveryCode, SecondFactor

STEP_SECONDS = 30
WINDOW = 1
"""Steps before and after the present one that are taken."""
RECOVERY_CODES = 10
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_ISSUER = "Inloop"


@dataclass(frozen=True)
class Offer:
    """A second factor that is being set up: for the QR code, and to type where there is no camera."""

    uri: str
    secret: str


def has_factor(session: Session, person_id: int) -> bool:
    """Whether the person gives a code when they sign in."""
    found = select(SecondFactor.person_id).where(
        SecondFactor.person_id == person_id, SecondFactor.confirmed_at.is_not(None)
    )
    return session.execute(found).first() is not None


def begin_factor(session: Session, vault: Vault, person_id: int, name: str) -> Offer:
    """The secret of an app that is being set up; the same one until it is confirmed.

    Raises:
        Refusal: `has_factor` where there is one in use.
    """
    row = session.get(SecondFactor, person_id)
    if row is not None and row.confirmed_at is not None:
        raise Refusal(Code.HAS_FACTOR, "there is a second factor already: remove it first")
    secret = _opened(vault, row) if row is not None else None
    if secret is None:
        secret = pyotp.random_base32(32)
        session.execute(delete(SecondFactor).where(SecondFactor.person_id == person_id))
        session.add(
            SecondFactor(person_id=person_id, sealed=vault.seal(secret, _about(person_id)), last_step=0)
        )
        session.flush()
    return Offer(pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=_ISSUER), secret)


def confirm_factor(session: Session, vault: Vault, person_id: int, code: str, now: datetime) -> list[str]:
    """The first code of the new app is right: from now on it is asked for. The recovery codes, shown once.

    Raises:
        Refusal: `wrong_code`; `has_factor` where one was confirmed before.
    """
    row = session.get(SecondFactor, person_id)
    if row is not None and row.confirmed_at is not None:
        raise Refusal(Code.HAS_FACTOR, "there is a second factor already: remove it first")
    if row is None or not _take(session, vault, row, code, now):
        raise Refusal(Code.WRONG_CODE, "this code is not the one of now")
    row.confirmed_at = now
    return new_recovery_codes(session, vault, person_id)


def check_code(session: Session, vault: Vault, person_id: int, code: str, now: datetime) -> bool:
    """Whether a code is right, of the app or one of the recovery codes. Either way it is then used up."""
    typed = "".join(code.lower().split()).replace("-", "")
    row = session.get(SecondFactor, person_id)
    if row is None or row.confirmed_at is None:
        return False
    if typed.isascii() and typed.isdigit() and len(typed) == 6:
        return _take(session, vault, row, typed, now)
    used = delete(RecoveryCode).where(
        RecoveryCode.person_id == person_id, RecoveryCode.hash == _hashed(vault, person_id, typed)
    )
    return session.execute(used.returning(RecoveryCode.id)).first() is not None


def new_recovery_codes(session: Session, vault: Vault, person_id: int) -> list[str]:
    """Ten new codes, each good for one time; older ones are worth nothing from now on."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person_id))
    codes = ["".join(secrets.choice(_ALPHABET) for _ in range(12)) for _ in range(RECOVERY_CODES)]
    session.add_all(RecoveryCode(person_id=person_id, hash=_hashed(vault, person_id, code)) for code in codes)
    session.flush()
    return [f"{code[:4]}-{code[4:8]}-{code[8:]}" for code in codes]


def recovery_codes_left(session: Session, person_id: int) -> int:
    """How many recovery codes were not used yet."""
    counted = select(func.count()).where(RecoveryCode.person_id == person_id)
    return session.execute(counted).scalar_one()


def remove_factor(session: Session, person_id: int) -> None:
    """From now on no code is asked for, and the recovery codes are gone."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person_id))
    session.execute(delete(SecondFactor).where(SecondFactor.person_id == person_id))


def _take(session: Session, vault: Vault, row: SecondFactor, code: str, now: datetime) -> bool:
    """Whether the code is right and newer than the last one that was used; of two at one moment one is."""
    secret = _opened(vault, row)
    if secret is None:
        return False
    app, present = pyotp.TOTP(secret, interval=STEP_SECONDS), int(now.timestamp()) // STEP_SECONDS
    fitting = [
        step
        for step in range(present - WINDOW, present + WINDOW + 1)
        if hmac.compare_digest(app.generate_otp(step).encode(), code.strip().encode())
    ]
    if not fitting:
        return False
    taken = (
        update(SecondFactor)
        .where(SecondFactor.person_id == row.person_id, SecondFactor.last_step < max(fitting))
        .values(last_step=max(fitting))
    )
    return session.execute(taken.returning(SecondFactor.person_id)).first() is not None


def _opened(vault: Vault, row: SecondFactor) -> str | None:
    """The secret; None where the installation's own secret is not the one it was sealed with."""
    try:
        return vault.open(row.sealed, _about(row.person_id))
    except CannotOpen:
        return None


def _about(person_id: int) -> str:
    return f"second factor of {person_id}"


def _hashed(vault: Vault, person_id: int, code: str) -> str:
    return vault.digest("recovery", str(person_id), code)
