"""`serve`, in a process of its own: what it says at the start, and how it ends."""

import re
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.cast import World
from tests.commands.program import ROOT, Program

PATIENCE_SECONDS = 90.0
NEWER = text("UPDATE alembic_version SET version_num = '9999'")


@pytest.fixture
def port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
    return number


@contextmanager
def serving(program: Program, port: int) -> Iterator[subprocess.Popen[str]]:
    """`serve` for the length of the block, once it is ready; without a terminal, as a service has none."""
    command = program.command("serve", "--port", str(port))
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=ROOT, env=program.environment, text=True, **pipes) as process:  # type: ignore[call-overload]
        try:
            _until_ready(process, port)
            yield process
        finally:
            process.kill()


def _until_ready(process: subprocess.Popen[str], port: int) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        assert process.poll() is None, process.communicate()
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2) as answer:
                assert answer.status == 200
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("the server was not ready in time")


def test_a_sign_in_that_could_let_nobody_in_stops_the_start(fresh: Program, port: int) -> None:
    alone = fresh.run_apart("serve", "--port", str(port), INLOOP_PASSWORD_SIGN_IN="break_glass")
    assert "INLOOP_OIDC_ISSUER" in alone.error
    office = {"INLOOP_OIDC_ISSUER": "https://login.inloop.test"}
    for name, value in (
        ("INLOOP_OIDC_CLIENT_ID", "inloop"),
        ("INLOOP_OIDC_GROUPS", "gidsen = guide"),
        ("INLOOP_BASE_URL", "https://inloop.test"),
    ):
        lacking = fresh.run_apart("serve", "--port", str(port), **office)
        assert lacking.error == f"INLOOP_OIDC_ISSUER also needs {name}: see docs/organisation.md"
        office[name] = value


def test_push_that_cannot_work_stops_the_start(fresh: Program, port: int) -> None:
    push = {"INLOOP_PUSH": "true"}
    nobody = fresh.run_apart("serve", "--port", str(port), **push)
    assert nobody.error.startswith("INLOOP_PUSH=true also needs INLOOP_PUSH_CONTACT: ")
    fresh.data.mkdir(exist_ok=True)
    (fresh.data / "push-key").write_text("no key")
    broken = fresh.run_apart("serve", "--port", str(port), **push, INLOOP_PUSH_CONTACT="mailto:a@inloop.test")
    assert broken.error.startswith("the key of push messages cannot be used: ")


def test_a_first_start_makes_everything_and_a_term_ends_it_quietly(fresh: Program, port: int) -> None:
    with serving(fresh, port) as process:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/locations") as answer:
            assert b"zoetermeer" in answer.read()
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 0
    assert f"http://127.0.0.1:{port}/" in out
    assert re.search(r"one-time password: \w{4}-\w{4}-\w{4}-\w{4}", out)
    assert "Traceback" not in err


def test_a_port_that_is_in_use_is_an_error_that_says_what_to_do(program: Program) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        error = program.run_apart("serve", "--port", str(port)).error
    assert error.startswith(f"cannot listen on 127.0.0.1 port {port} ")
    assert "--port" in error


def test_an_address_of_another_machine_is_an_error_that_says_what_to_do(program: Program) -> None:
    error = program.run_apart("serve", "--host", "192.0.2.1").error
    assert "192.0.2.1" in error
    assert "--host" in error


def test_serve_says_in_one_line_what_keeps_it_from_starting(program: Program, sqlite_world: World) -> None:
    told = {
        "INLOOP_PORT": program.run_apart("serve", INLOOP_PORT="70000").error,
        "INLOOP_PRINTER": program.run_apart("serve", INLOOP_PRINTER="tcp://").error,
    }
    sqlite_world.database.run(partial(Session.execute, statement=NEWER))
    told["schema 9999"] = program.run_apart("serve").error
    for word, error in told.items():
        assert word in error


def test_a_fault_at_the_start_never_ends_in_silence(fresh: Program, port: int) -> None:
    fresh.data.mkdir(parents=True, exist_ok=True)
    (fresh.data / "inloop.db").write_bytes(b"this is no database" * 100)
    ran = fresh.run_apart("serve", "--port", str(port))
    assert ran.code != 0
    assert "database" in ran.err


def test_a_region_that_this_version_cannot_read_is_told_in_one_line(
    program: Program, sqlite_world: World, port: int
) -> None:
    mended = "replace(document, 'kind = ', 'unknown_key = 1' || char(10) || 'kind = ')"
    unreadable = text(f"UPDATE region SET document = {mended}")  # noqa: S608  (both parts are ours)
    sqlite_world.database.run(lambda session: session.execute(unreadable))
    told = program.run_apart("serve", "--port", str(port)).error
    assert "unknown_key" in told
    assert "run.py load FILE" in told
