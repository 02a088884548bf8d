"""`certificate`: what it makes, whom that convinces, and what it may not vouch for."""

import shutil
import socket
import ssl
import subprocess
import threading
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key

from commands.authority import CERTIFICATE_LIFE, Files, make, read, renew
from tests.commands.program import Program

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
BOX = ("inloop.lan", "192.168.1.20", "fd00::7")


def handshake(files: Files, name: str) -> str:
    """The common name that a client sees who trusts the authority only, and asks for *name*."""
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(files.certificate, files.key)
    ours, theirs = socket.socketpair()
    errors: list[Exception] = []

    def answer() -> None:
        try:
            server.wrap_socket(ours, server_side=True).close()
        except (OSError, ssl.SSLError) as error:
            errors.append(error)

    thread = threading.Thread(target=answer)
    thread.start()
    try:
        client = ssl.create_default_context(cafile=str(files.authority))
        with client.wrap_socket(theirs, server_hostname=name) as secured:
            subject = dict(pair for part in secured.getpeercert()["subject"] for pair in part)  # type: ignore[index, misc]
            return str(subject["commonName"])
    finally:
        theirs.close()
        thread.join()
        ours.close()


def mode(path: Path) -> str:
    """The permissions, as `chmod` takes them."""
    return oct(path.stat().st_mode & 0o777)[2:]


@pytest.mark.parametrize("name", [*BOX, "localhost", "127.0.0.1"])
def test_who_trusts_the_authority_trusts_the_box_under_each_of_its_names(tmp_path: Path, name: str) -> None:
    files = Files(tmp_path / "tls")
    make(files, BOX, datetime.now(UTC))
    assert handshake(files, name) == "inloop.lan"


def test_under_another_name_nobody_is_convinced(tmp_path: Path) -> None:
    files = Files(tmp_path / "tls")
    make(files, BOX, datetime.now(UTC))
    with pytest.raises(ssl.SSLCertVerificationError):
        handshake(files, "bank.example")


def test_what_the_key_of_the_authority_signs_for_another_name_convinces_nobody(tmp_path: Path) -> None:
    files = Files(tmp_path / "tls")
    now = datetime.now(UTC)
    make(files, BOX, now)
    authority = read(files.authority)
    signing = load_pem_private_key(files.authority_key.read_bytes(), None)
    own = load_pem_private_key(files.key.read_bytes(), None)
    assert isinstance(signing, ec.EllipticCurvePrivateKey)
    assert isinstance(own, ec.EllipticCurvePrivateKey)
    for name in (x509.DNSName("bank.example"), x509.IPAddress(IPv4Address("192.168.1.21"))):
        forged = (
            x509.CertificateBuilder()
            .subject_name(x509.Name([]))
            .issuer_name(authority.subject)
            .public_key(own.public_key())
            .serial_number(7)
            .not_valid_before(now - timedelta(hours=1))
            .not_valid_after(now + timedelta(days=1))
            .add_extension(x509.SubjectAlternativeName([name]), critical=True)
            .sign(signing, hashes.SHA256())
        )
        files.certificate.write_bytes(forged.public_bytes(Encoding.PEM))
        with pytest.raises(ssl.SSLCertVerificationError, match="permitted subtree violation"):
            handshake(files, str(name.value))


def test_it_lives_as_long_as_browsers_take_and_is_for_a_server_only(tmp_path: Path) -> None:
    made = make(Files(tmp_path / "tls"), BOX, NOW)
    assert made.not_valid_after_utc - made.not_valid_before_utc <= timedelta(days=398)
    assert made.not_valid_before_utc < NOW
    assert not made.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    usage = made.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert [use.dotted_string for use in usage] == ["1.3.6.1.5.5.7.3.1"]


def test_keys_are_for_their_owner_only(tmp_path: Path) -> None:
    files = Files(tmp_path / "tls")
    make(files, BOX, NOW)
    assert [mode(path) for path in (files.folder, files.key, files.authority_key)] == ["700", "600", "600"]
    assert [mode(path) for path in (files.certificate, files.authority)] == ["644", "644"]
    assert len(list(files.folder.iterdir())) == 4


@pytest.mark.parametrize(("days_left", "renewed"), [(61, False), (59, True), (-3, True)])
def test_it_is_renewed_in_time_for_the_same_names_and_devices_need_nothing(
    tmp_path: Path, days_left: int, renewed: bool
) -> None:
    files = Files(tmp_path / "tls")
    old = make(files, BOX, NOW)
    authority, key = files.authority.read_bytes(), files.key.read_bytes()
    then = NOW + CERTIFICATE_LIFE - timedelta(days=days_left)
    new = renew(files, then)
    assert (new is not None) is renewed
    assert (files.key.read_bytes() != key) is renewed
    assert files.authority.read_bytes() == authority
    if new is not None:
        assert new.not_valid_after_utc == then + CERTIFICATE_LIFE
        assert alternative(new) == alternative(old)


def alternative(certificate: x509.Certificate) -> x509.SubjectAlternativeName:
    """The names in a certificate."""
    return certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value


def test_openssl_itself_accepts_the_chain(tmp_path: Path) -> None:
    files = Files(tmp_path / "tls")
    make(files, BOX, datetime.now(UTC))
    openssl = shutil.which("openssl")
    assert openssl
    verify = [openssl, "verify", "-x509_strict", "-purpose", "sslserver", "-verify_hostname", "inloop.lan"]
    done = subprocess.run(
        [*verify, "-CAfile", files.authority, files.certificate],
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_command_says_where_all_lies_and_what_to_do_on_each_device(tmp_path: Path) -> None:
    told = Program(tmp_path / "data").run("certificate", "make", *BOX)
    assert told.code == 0, told.err
    files = Files(tmp_path / "data" / "tls")
    assert f"INLOOP_TLS_CERTIFICATE={files.certificate}" in told.out
    assert "inloop.lan, 192.168.1.20, fd00::7, localhost, 127.0.0.1" in told.out
    assert all(device in told.out for device in ("Android", "iPad", "Windows", "Debian"))
    assert "PRIVATE" not in told.out
    assert Program(tmp_path / "data").run("certificate", "show").out == told.out
    assert "nothing to do" in Program(tmp_path / "data").run("certificate", "renew").out
    assert "restart Inloop" in Program(tmp_path / "data").run("certificate", "renew", "--now").out


@pytest.mark.parametrize("name", ["", "-x", "*.lan", "a b", "http://inloop.lan", "x" * 64, "in_loop"])
def test_what_is_no_name_is_refused_before_anything_is_written(tmp_path: Path, name: str) -> None:
    refused = Program(tmp_path / "data").run("certificate", "make", "--out", tmp_path / "tls", "--", name)
    assert "neither a host name nor an address" in refused.error
    assert not (tmp_path / "tls").exists()


def test_an_authority_signs_for_its_own_box_only(tmp_path: Path) -> None:
    program = Program(tmp_path / "data")
    assert program.run("certificate", "make", "inloop.lan").code == 0
    before = (tmp_path / "data/tls/inloop.crt").read_bytes()
    assert "may not sign for other.lan" in program.run("certificate", "make", "other.lan").error
    assert (tmp_path / "data/tls/inloop.crt").read_bytes() == before


def test_what_is_missing_is_named_with_what_to_do(tmp_path: Path) -> None:
    program = Program(tmp_path / "data")
    files = Files(tmp_path / "data" / "tls")
    assert "make it first" in program.run("certificate", "renew").error
    program.run("certificate", "make", "inloop.lan")
    kept = files.authority_key.read_bytes()
    files.authority_key.unlink()
    assert "put it back" in program.run("certificate", "renew", "--now").error
    files.authority_key.write_bytes(b"nonsense")
    assert "no key" in program.run("certificate", "renew", "--now").error
    files.authority_key.write_bytes(kept)
    files.certificate.write_text("nonsense")
    assert "is no certificate" in program.run("certificate", "show").error
