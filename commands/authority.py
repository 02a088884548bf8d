"""A certificate authority of one's own for a box on a network without a public name, and what it signs.

The authority may sign for the names and addresses it was made for and for nothing else, so whoever
installs it on a tablet trusts it with this box alone. Knows files and X.509; nothing of
the server, and installs nothing.
"""

import ipaddress
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import click
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

AUTHORITY_LIFE = timedelta(days=3650)
CERTIFICATE_LIFE = timedelta(days=397)
"""Browsers take 398 days at most; the hour that a certificate begins earlier is within that."""
RENEW_BEFORE = timedelta(days=60)
_EARLIER = timedelta(hours=1)
"""Tablets with a clock that is behind shall take a fresh certificate too."""
_ITSELF = ("localhost", "127.0.0.1")
_NAME = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*")


class AuthorityProblem(click.ClickException):
    """What was asked for cannot be made; the message says why and what to do."""


@dataclass(frozen=True)
class Files:
    """Where everything lies.

    Attributes:
        folder: made, and closed to others, when something is written.
    """

    folder: Path

    @property
    def authority(self) -> Path:
        """The authority's certificate: what goes onto tablets and laptops."""
        return self.folder / "inloop-authority.crt"

    @property
    def authority_key(self) -> Path:
        """The authority's key: whoever has it can pass for the box."""
        return self.folder / "inloop-authority.key"

    @property
    def certificate(self) -> Path:
        """The server's certificate, INLOOP_TLS_CERTIFICATE."""
        return self.folder / "inloop.crt"

    @property
    def key(self) -> Path:
        """The server's key, INLOOP_TLS_KEY."""
        return self.folder / "inloop.key"


def make(files: Files, names: Sequence[str], now: datetime) -> x509.Certificate:
    """Write a server's certificate for *names*, and an authority first where there is none.

    Args:
        files: where.
        names: host names and addresses by which the box is reached; itself is always among them.
        now: the moment, aware.

    Raises:
        AuthorityProblem: a name is none, or the authority that is there may not sign for it.
        OSError: the folder cannot be read or written.
    """
    wanted = [_general(name) for name in dict.fromkeys((*names, *_ITSELF))]
    files.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not files.authority.exists():
        _make_authority(files, wanted, now)
    return _sign(files, wanted, now)


def renew(files: Files, now: datetime, *, early: bool = False) -> x509.Certificate | None:
    """Write a new certificate for the same names when the old one nears its end; None: it is not time yet.

    Args:
        files: where.
        now: the moment, aware.
        early: now, whatever is left.

    Raises:
        AuthorityProblem: there is no certificate or no authority.
        OSError: the folder cannot be read or written.
    """
    old = read(files.certificate)
    if not early and old.not_valid_after_utc - now > RENEW_BEFORE:
        return None
    return _sign(files, list(_names(old)), now)


def read(path: Path) -> x509.Certificate:
    """A certificate from its file.

    Raises:
        AuthorityProblem: there is none.
    """
    try:
        return x509.load_pem_x509_certificate(path.read_bytes())
    except FileNotFoundError:
        raise AuthorityProblem(f"{path} is not there: make it first, with certificate make") from None
    except ValueError:
        raise AuthorityProblem(f"{path} is no certificate: move it away, and make a new one") from None


def shown_names(certificate: x509.Certificate) -> list[str]:
    """The names and addresses that a certificate is for, as people write them."""
    return [str(name.value) for name in _names(certificate)]


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256, as devices show it."""
    return certificate.fingerprint(hashes.SHA256()).hex(":").upper()


def _names(certificate: x509.Certificate) -> x509.SubjectAlternativeName:
    return certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value


def _general(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        lower = name.lower().rstrip(".")
        if not _NAME.fullmatch(lower) or len(lower) > 253:
            raise AuthorityProblem(
                f"{name!r} is neither a host name nor an address; write inloop.lan or 192.168.1.20"
            ) from None
        return x509.DNSName(lower)


def _subtree(name: x509.GeneralName) -> x509.GeneralName:
    return x509.IPAddress(ipaddress.ip_network(name.value)) if isinstance(name, x509.IPAddress) else name


def _make_authority(files: Files, names: Sequence[x509.GeneralName], now: datetime) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    called = x509.Name(
        [x509.NameAttribute(NameOID.COMMON_NAME, f"Inloop {names[0].value} {now:%Y-%m-%d}"[:64])]
    )
    certificate = (
        _begun(called, called, key, now, AUTHORITY_LIFE)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(x509.NameConstraints([_subtree(name) for name in names], None), critical=True)
        .sign(key, hashes.SHA256())
    )
    _write(files.authority_key, _private(key), 0o600)
    _write(files.authority, certificate.public_bytes(Encoding.PEM), 0o644)


def _sign(files: Files, names: list[x509.GeneralName], now: datetime) -> x509.Certificate:
    authority, signing = read(files.authority), _authority_key(files)
    if authority.not_valid_after_utc < now + CERTIFICATE_LIFE:
        raise AuthorityProblem(f"the authority ends too soon: move {files.folder} away, and make a new one")
    allowed = authority.extensions.get_extension_for_class(x509.NameConstraints).value.permitted_subtrees
    for name in names:
        if _subtree(name) not in (allowed or []):
            raise AuthorityProblem(
                f"the authority in {files.folder} may not sign for {name.value}: that is its protection. "
                "Choose another --out, and install that authority on the devices instead"
            )
    key = ec.generate_private_key(ec.SECP256R1())
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, str(names[0].value)[:64])])
    above = authority.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    certificate = (
        _begun(called, authority.subject, key, now, CERTIFICATE_LIFE)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(above), critical=False)
        .sign(signing, hashes.SHA256())
    )
    _write(files.key, _private(key), 0o600)
    _write(files.certificate, certificate.public_bytes(Encoding.PEM), 0o644)
    return certificate


def _authority_key(files: Files) -> ec.EllipticCurvePrivateKey:
    try:
        key = serialization.load_pem_private_key(files.authority_key.read_bytes(), None)
    except FileNotFoundError:
        raise AuthorityProblem(f"{files.authority_key} is not there: put it back for this") from None
    except (TypeError, ValueError):
        raise AuthorityProblem(f"{files.authority_key} is no key without a password") from None
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise AuthorityProblem(f"{files.authority_key} is not the key that was made here")
    return key


def _begun(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, now: datetime, life: timedelta
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _EARLIER)
        .not_valid_after(now + life)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    others = ("content_commitment", "key_encipherment", "data_encipherment", "key_agreement")
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
        **dict.fromkeys(others, False),
    )


def _private(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())


def _write(path: Path, content: bytes, mode: int) -> None:
    """Whole or not at all; a key is never readable by others, not even for a moment."""
    new = path.with_name(path.name + ".new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(content)
    new.chmod(mode)
    new.replace(path)
