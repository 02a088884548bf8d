"""Inloop speaks https itself, with a certificate of its own authority, to clients that know no other."""

import json
import os
import re
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks.process import ROOT, free_port
from commands.authority import Files, make
from tests.commands.program import Program
from tests.deploy.front import NAME, Front
from tests.deploy.wire import Refused, socket_to

_START_SECONDS = 90


def settings(data: Path, files: Files) -> dict[str, str]:
    """The environment of a server with that certificate."""
    tls = {"INLOOP_TLS_CERTIFICATE": str(files.certificate), "INLOOP_TLS_KEY": str(files.key)}
    return os.environ | {"INLOOP_DATA_DIR": str(data), "PYTHONUNBUFFERED": "1"} | tls


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tls")


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Front]:
    port, files = free_port(), Files(folder / "tls")
    make(files, [NAME], datetime.now(UTC))
    with (folder / "log.txt").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "run.py", "serve", "--port", str(port)],
            cwd=ROOT,
            env=settings(folder / "data", files),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    front = Front(port, port, files)
    try:
        end = time.monotonic() + _START_SECONDS
        while not alive(front):
            assert process.poll() is None, (folder / "log.txt").read_text()
            assert time.monotonic() < end, (folder / "log.txt").read_text()
            time.sleep(0.1)
        yield front
    finally:
        process.terminate()
        process.wait(timeout=60)


def alive(front: Front) -> bool:
    """Whether the server answers over TLS."""
    try:
        return front.ask("GET", "/healthz").status == 200
    except OSError:
        return False


def test_pages_come_over_tls_and_the_operator_is_told_so(server: Front, folder: Path) -> None:
    assert "<title>" in server.ask("GET", "/").text
    assert f"open https://127.0.0.1:{server.https}/" in (folder / "log.txt").read_text()
    assert "Traceback" not in (folder / "log.txt").read_text()


def test_a_cookie_is_for_https_only(server: Front, folder: Path) -> None:
    found = re.search(r"one-time password: (\S+)", (folder / "log.txt").read_text())
    assert found
    form = {"Origin": server.origin, "Content-Type": "application/x-www-form-urlencoded"}
    answer = server.ask("POST", "/staff/sign-in", f"name=beheer&password={found[1]}", form)
    assert answer.status == 303
    assert "; secure" in answer.headers["Set-Cookie"].lower()


def test_who_sits_at_the_machine_pairs_with_one_click_over_tls_too(server: Front) -> None:
    here = json.dumps({"kind": "display", "location": "oefen"})
    said = {"Content-Type": "application/json", "Idempotency-Key": "one click", "Origin": server.origin}
    assert server.ask("POST", "/api/v1/devices/here", here, said).status == 201


def test_a_socket_works_over_tls_and_only_for_our_own_pages(server: Front, folder: Path) -> None:
    with pytest.raises(Refused), socket_to(server.origin, server.trust(), {"Origin": "https://evil.test"}):
        pass
    ran = Program(folder / "data").run_apart(
        "device", "add", "--kind", "display", "--location", "oefen", "--name", "TV"
    )
    with socket_to(server.origin, server.trust(), {"Origin": server.origin}) as wire:
        wire.send("40/display," + json.dumps({"token": ran.last_line, "location": "oefen"}))
        events = wire.events("/display")
        assert next(events)[0] == "state"
        assert next(payload for name, payload in events if name == "hb")["rev"] > 0


def test_many_sockets_at_once_each_get_their_state(server: Front, folder: Path) -> None:
    """A TLS socket holds back what it has read ahead: nobody may wait for what lies there already."""
    ran = Program(folder / "data").run_apart(
        "device", "add", "--kind", "display", "--location", "oefen", "--name", "Many"
    )
    for _ in range(20):
        with socket_to(server.origin, server.trust(), {}) as wire:
            wire.send("40/display," + json.dumps({"token": ran.last_line, "location": "oefen"}))
            assert next(wire.events("/display"))[0] == "state"


def test_without_tls_and_with_old_tls_nobody_gets_in(server: Front, folder: Path) -> None:
    with socket.create_connection((NAME, server.https), 20) as bare, suppress(ConnectionError):
        bare.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert b"200 OK" not in bare.recv(4096)
    old = server.trust()
    old.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_1
    with (
        socket.create_connection((NAME, server.https), 20) as bare,
        pytest.raises((ssl.SSLError, ConnectionError)),
    ):
        old.wrap_socket(bare, server_hostname=NAME)
    assert alive(server)
    assert "Traceback" not in (folder / "log.txt").read_text()


@pytest.mark.parametrize("wrong", ["no key", "absent", "other", "nonsense", "locked"])
def test_a_certificate_that_cannot_serve_is_told_in_one_line(tmp_path: Path, wrong: str) -> None:
    files, other = Files(tmp_path / "tls"), Files(tmp_path / "other")
    make(files, [NAME], datetime.now(UTC))
    make(other, [NAME], datetime.now(UTC))
    key = files.key
    if wrong == "absent":
        key = tmp_path / "absent.key"
    elif wrong == "other":
        key = other.key
    elif wrong == "nonsense":
        key.write_text("nonsense")
    elif wrong == "locked":
        lock(key)
    given = {"INLOOP_TLS_CERTIFICATE": str(files.certificate)}
    if wrong != "no key":
        given["INLOOP_TLS_KEY"] = str(key)
    ran = Program(tmp_path / "data").run("check", **given)
    assert "INLOOP_TLS_CERTIFICATE" in ran.error
    assert ("set both or neither" if wrong == "no key" else "that belong together") in ran.error


def lock(path: Path) -> None:
    """Give a key a password."""
    from cryptography.hazmat.primitives import serialization as form

    key = form.load_pem_private_key(path.read_bytes(), None)
    closed = form.BestAvailableEncryption(b"geheim")
    path.write_bytes(key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, closed))
