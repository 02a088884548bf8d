"""deploy/systemd: what the installer writes, what systemd itself says of it, and Inloop under such bounds.

No systemd was started where these tests run, so its filters of system calls and of devices are checked for
being asked for, and not met.
"""

import json
import os
import re
import subprocess
import urllib.request
from pathlib import Path

import pytest

from benchmarks.process import ROOT, free_port, wait_until_alive
from config.settings import Settings, environment_name, read_settings
from tests.commands.program import Program
from tests.deploy.bounds import bounded

INSTALL = ROOT / "deploy" / "systemd" / "install.sh"
UNITS = "etc/systemd/system"
SERVICES = ("inloop.service", "inloop-certificate.service")
MOST_EXPOSED = 20
"""Tenths of systemd's measure of exposure, from 0 to 100; a service without any bounds has 96."""


def install(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """Runs deploy/systemd/install.sh."""
    return subprocess.run(
        [INSTALL, *arguments], capture_output=True, text=True, check=False, timeout=60, cwd="/"
    )


def systemd_analyze(*arguments: object) -> str:
    """What systemd says; fails where it has an objection."""
    done = subprocess.run(
        ["systemd-analyze", *map(str, arguments)], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """Where the files of a machine were written."""
    done = install("--root", str(tmp_path))
    assert done.returncode == 0, done.stderr
    return tmp_path


def service(path: Path) -> dict[str, list[str]]:
    """The section [Service], each key with its values in order."""
    found: dict[str, list[str]] = {}
    text = path.read_text().partition("[Service]\n")[2].partition("\n[Install]")[0]
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, _, value = line.partition("=")
            found.setdefault(name, []).append(value)
    return found


def contents(folder: Path) -> dict[str, str]:
    """Each file below *folder* with what is in it."""
    return {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", [*SERVICES, "inloop-certificate.timer"])
def test_systemd_understands_every_line(machine: Path, name: str) -> None:
    said = systemd_analyze("verify", "--man=no", machine / UNITS / name)
    assert name not in said


@pytest.mark.parametrize("name", SERVICES)
def test_systemd_finds_little_that_a_service_could_reach(machine: Path, name: str) -> None:
    path = machine / UNITS / name
    systemd_analyze("security", "--no-pager", "--offline=true", f"--threshold={MOST_EXPOSED}", path)


def test_that_measure_finds_what_is_open(tmp_path: Path) -> None:
    (tmp_path / "open.service").write_text("[Service]\nExecStart=/bin/true\n")
    with pytest.raises(AssertionError, match=r"UNSAFE|EXPOSED"):
        systemd_analyze(
            "security",
            "--no-pager",
            "--offline=true",
            f"--threshold={MOST_EXPOSED}",
            tmp_path / "open.service",
        )


@pytest.mark.parametrize("name", SERVICES)
def test_what_it_runs_and_reads_is_there(machine: Path, name: str) -> None:
    found = service(machine / UNITS / name)
    program, script, *command = found["ExecStart"][0].split()
    assert os.access(program, os.X_OK)
    assert found["WorkingDirectory"] == [str(ROOT)]
    assert (ROOT / script).exists()
    assert command in (["serve"], ["certificate", "renew"])
    document = re.search(r"^Documentation=file:(.+)$", (machine / UNITS / name).read_text(), re.MULTILINE)
    assert document
    assert Path(document[1]).exists()


def test_no_question_is_left_open_in_any_file(machine: Path) -> None:
    assert not [path for path, text in contents(machine).items() if re.search(r"@[A-Z_]+@", text)]


def test_the_settings_that_come_with_it_are_real_ones_and_good(machine: Path) -> None:
    text = (machine / "etc/inloop/settings").read_text()
    given = dict(re.findall(r"^#?(INLOOP_\w+)=(.*)$", text, re.MULTILINE))
    known = {environment_name(field) for field in Settings.model_fields}
    assert {name.removesuffix("_FILE") for name in given} <= known
    assert read_settings({name: value for name, value in given.items() if not name.endswith("_FILE")})
    assert oct((machine / "etc/inloop/settings").stat().st_mode)[-3:] == "640"


def test_the_printers_are_all_that_it_may_touch(machine: Path) -> None:
    found = service(machine / UNITS / "inloop.service")
    assert found["DevicePolicy"] == ["closed"]
    kinds = ["char-usb_device", "char-usb", "char-lp", "char-ttyUSB", "char-ttyACM"]
    assert found["DeviceAllow"] == [f"{kind} rw" for kind in kinds]
    assert found["SupplementaryGroups"] == ["lp dialout"]


def test_twice_is_the_same_as_once_and_settings_stay_theirs(machine: Path) -> None:
    (machine / "etc/inloop/settings").write_text("INLOOP_PORT=9000\n")
    before = contents(machine)
    assert "stays as it is" in install("--root", str(machine)).stdout
    assert contents(machine) == before


def test_another_account_is_in_every_unit(tmp_path: Path) -> None:
    assert install("--root", str(tmp_path), "--user", "balie").returncode == 0
    for name in SERVICES:
        assert service(tmp_path / UNITS / name)["User"] == ["balie"]


def test_what_is_taken_away_leaves_settings_and_nothing_else(machine: Path) -> None:
    assert install("--uninstall", "--root", str(machine)).returncode == 0
    assert list(contents(machine)) == ["etc/inloop/settings"]


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    done = install("--dry-run", "--root", str(tmp_path))
    assert f"would write: {tmp_path}/{UNITS}/inloop.service" in done.stdout
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--user", "root"), "--user is a name"),
        (("--user", "a;b"), "--user is a name"),
        (("--user",), "--user needs a value"),
        (("--colour",), "there is no option --colour"),
        (("--uninstall",), "there is no service here"),
    ],
)
def test_what_is_wrong_is_told_before_anything_is_done(
    tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    done = install("--root", str(tmp_path / "root"), *arguments)
    assert done.returncode != 0
    assert told in done.stderr
    assert not (tmp_path / "root").exists()


def test_inloop_serves_prints_and_speaks_under_such_bounds(tmp_path: Path) -> None:
    port, data = free_port(), tmp_path / "data"
    with bounded(data, "run.py", "serve", "--port", str(port)) as process:
        wait_until_alive(port, process)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=30) as answer:
            assert answer.status == 200
    with bounded(data, "run.py", "printer", "test") as process:
        said, _ = process.communicate(timeout=60)
        assert process.returncode == 0, said
    order = json.dumps({"engine": "espeak", "voice": "ti", "parts": ["A 12"]}).encode()
    with bounded(data, "-m", "web.speech.child", typed=order) as process:
        sound, _ = process.communicate(timeout=60)
        assert sound.startswith(b"RIFF"), sound[:500]
    assert Program(data).run("check").code == 0
