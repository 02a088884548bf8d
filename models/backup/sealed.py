"""A stream that only its passphrase opens: scrypt makes the key, AES-256-GCM seals piece after piece.

Each piece has its number in its nonce and a mark on the last one, so that no piece can be changed, moved,
left out or cut off unseen. The head of the file is sealed along with every piece.
"""

import io
import os
import struct
from collections.abc import Mapping
from typing import Any, BinaryIO

from models.backup.fault import BackupDamaged, WrongPassphrase

PIECE = 64 * 1024
_TAG = 16
_PREFIX = 7
_COST = {"n": 2**17, "r": 8, "p": 1}
"""128 MB and half a second for each guess."""
_MOST_MEMORY, _MOST_TIMES = 256 * 1024 * 1024, 4
"""What a file may ask for: bytes (scrypt takes 128 · n · r), and how often over."""


def new_lock() -> dict[str, Any]:
    """What the head of a sealed file says about its key; without it the passphrase opens nothing."""
    return {
        "cipher": "aes-256-gcm",
        "kdf": "scrypt",
        **_COST,
        "salt": os.urandom(16).hex(),
        "nonce": os.urandom(_PREFIX).hex(),
    }


def _cipher(passphrase: str, lock: Mapping[str, Any]) -> tuple[Any, bytes]:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    damaged = BackupDamaged("the head of the file is damaged: use another backup")
    try:
        salt, prefix = bytes.fromhex(lock["salt"]), bytes.fromhex(lock["nonce"])
        n, r, p = int(lock["n"]), int(lock["r"]), int(lock["p"])
        known = (lock["cipher"], lock["kdf"]) == ("aes-256-gcm", "scrypt")
    except (KeyError, TypeError, ValueError, OverflowError):
        raise damaged from None
    if not known or len(prefix) != _PREFIX or not _affordable(n, r, p):
        raise damaged
    try:
        secret = passphrase.encode()
    except UnicodeEncodeError:
        raise WrongPassphrase("the passphrase is no text in UTF-8") from None
    try:
        key = Scrypt(salt=salt, length=32, n=n, r=r, p=p).derive(secret)
    except ValueError:
        raise damaged from None
    return AESGCM(key), prefix


def _affordable(n: int, r: int, p: int) -> bool:
    """Whether the key may cost that: a file from elsewhere could ask for gigabytes and hours."""
    return min(n, r, p) > 0 and 128 * n * r <= _MOST_MEMORY and p <= _MOST_TIMES


def _nonce(prefix: bytes, number: int, last: bool) -> bytes:
    return prefix + struct.pack(">IB", number, last)


class Sealing(io.RawIOBase):
    """Seals what is written to it.

    Args:
        file: where to.
        passphrase: opens it again.
        lock: as `new_lock` made it.
        head: the head of the file, sealed along.
    """

    def __init__(self, file: BinaryIO, passphrase: str, lock: Mapping[str, Any], head: bytes) -> None:
        super().__init__()
        self._file, self._head = file, head
        self._cipher, self._prefix = _cipher(passphrase, lock)
        self._held = bytearray()
        self._number = 0

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, data: Any) -> int:
        """Take *data*; whole pieces go on sealed."""
        self._held += data
        while len(self._held) > PIECE:
            self._seal(bytes(self._held[:PIECE]), last=False)
            del self._held[:PIECE]
        return len(data)

    def finish(self) -> None:
        """Seal what is left, as the last piece."""
        self._seal(bytes(self._held), last=True)
        self._held.clear()

    def _seal(self, piece: bytes, last: bool) -> None:
        nonce = _nonce(self._prefix, self._number, last)
        self._file.write(self._cipher.encrypt(nonce, piece, self._head))
        self._number += 1


class Opening(io.RawIOBase):
    """Opens what `Sealing` wrote; arguments as there.

    Raises:
        WrongPassphrase: while reading, when the first piece does not open.
        BackupDamaged: while reading, when a later one does not, or the last one is missing.
    """

    def __init__(self, file: BinaryIO, passphrase: str, lock: Mapping[str, Any], head: bytes) -> None:
        super().__init__()
        self._file, self._head = file, head
        self._cipher, self._prefix = _cipher(passphrase, lock)
        self._next = file.read(PIECE + _TAG)
        self._number = 0
        self._open = b""
        self._ended = False

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill *buffer* with what was sealed."""
        if not self._open and not self._ended:
            self._open = self._piece()
        taken = self._open[: len(buffer)]
        buffer[: len(taken)] = taken
        self._open = self._open[len(taken) :]
        return len(taken)

    def _piece(self) -> bytes:
        from cryptography.exceptions import InvalidTag

        sealed, self._next = self._next, self._file.read(PIECE + _TAG)
        self._ended = not self._next
        nonce = _nonce(self._prefix, self._number, self._ended)
        try:
            piece: bytes = self._cipher.decrypt(nonce, sealed, self._head)
        except (InvalidTag, ValueError):
            if self._number == 0 and not self._ended:
                raise WrongPassphrase("the passphrase is not the one of this backup") from None
            raise _not_opened(self._number) from None
        self._number += 1
        return piece


def _not_opened(number: int) -> Exception:
    if number == 0:
        return WrongPassphrase("the passphrase is not the one of this backup, or the file is cut off")
    return BackupDamaged("the file is damaged or cut off: use another backup")
