"""deploy/kiosk/install.sh into an empty folder: what it writes, refuses and takes away again."""

import configparser
import json
import mmap
import re
import stat
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.deploy.machine import INSTALL, install

URL = "http://192.168.1.20:8080/kiosk/zoetermeer"
SCRIPTS = ("start", "session", "watch")
POLICY = "etc/chromium/policies/managed/inloop.json"


def test_twice_is_the_same_as_once(tmp_path: Path) -> None:
    installed(tmp_path)
    once = contents(tmp_path)
    installed(tmp_path)
    assert contents(tmp_path) == once
    assert len(once) > 15


def test_another_answer_replaces_the_first(tmp_path: Path) -> None:
    installed(tmp_path, URL, "--rotate", "left")
    installed(tmp_path, URL, "--rotate", "right")
    assert "ROTATE='right'" in (tmp_path / "etc/inloop-kiosk/settings").read_text()
    assert '"0 1 0 -1 0 1 0 0 1"' in (tmp_path / "etc/X11/xorg.conf.d/90-inloop-kiosk.conf").read_text()


def test_what_is_taken_away_leaves_nothing_but_what_was_there(tmp_path: Path) -> None:
    theirs = tmp_path / "etc/chromium/policies/managed/school.json"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("{}")
    before = sorted(tmp_path.rglob("*"))
    installed(tmp_path)
    assert (tmp_path / POLICY).exists()
    assert install("--uninstall", "--root", str(tmp_path)).returncode == 0
    assert sorted(tmp_path.rglob("*")) == before


def test_a_dry_run_tells_each_file_and_writes_none(tmp_path: Path) -> None:
    done = install(URL, "--dry-run", "--root", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert f"would write: {tmp_path}/{POLICY}" in done.stdout
    assert not [*tmp_path.iterdir()]


def test_no_question_is_left_open_in_any_file(tmp_path: Path) -> None:
    installed(tmp_path)
    assert not [path for path, text in contents(tmp_path).items() if re.search(r"@[A-Z_]+@", text)]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "say which page"),
        (("192.168.1.20:8080/kiosk/zoetermeer",), "is no address of a page"),
        (("http:///kiosk/zoetermeer",), "is no address of a page"),
        (("http://host/kiosk/a'; reboot",), "is no address of a page"),
        (("http://host/kiosk/$(reboot)",), "is no address of a page"),
        (("http://host:8080",), "leads to no screen. Say which: http://host:8080/kiosk/LOCATION"),
        (("http://host/staff/",), "say with --role"),
        ((URL, "--role", "display"), "is the page of a kiosk, but --role says display"),
        (("http://host/x", "--role", "tv"), "--role is kiosk or display"),
        ((URL, "--rotate", "up"), "--rotate is left, right or none"),
        ((URL, "--scale", "9"), "--scale is a number from 0.5 to 4"),
        ((URL, "--volume", "101"), "--volume is a number from 0 to 100"),
        ((URL, "--user", "root"), "--user is a name"),
        ((URL, "--user"), "--user needs a value"),
        ((URL, "--colour"), "there is no option --colour"),
        ((URL, URL), "give one URL"),
        (("--uninstall",), "there is no kiosk here"),
    ],
)
def test_what_is_wrong_is_told_before_anything_is_done(
    tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    root = tmp_path / "root"
    done = install("--root", str(root), *arguments)
    assert done.returncode != 0
    assert told in done.stderr
    assert not root.exists()


@pytest.mark.parametrize(
    ("url", "allowed", "insecure"),
    [
        ("http://host:8080/kiosk/a", "http://.host:8080", ["http://host:8080"]),
        ("http://host/display/a?lang=nl", "http://.host:80", ["http://host"]),
        ("https://inloop.example.org/kiosk/a", "https://.inloop.example.org:443", []),
        ("http://[fd00::7]/kiosk/a", "http://[fd00::7]:80", ["http://[fd00::7]"]),
        ("http://[fd00::7]:8080/kiosk/a", "http://[fd00::7]:8080", ["http://[fd00::7]:8080"]),
    ],
)
def test_only_this_site_is_allowed_and_only_without_https_it_is_trusted(
    tmp_path: Path, url: str, allowed: str, insecure: list[str]
) -> None:
    installed(tmp_path, url)
    policy = json.loads((tmp_path / POLICY).read_text())
    assert policy["URLBlocklist"] == ["*"]
    assert policy["URLAllowlist"] == [allowed]
    assert policy["OverrideSecurityRestrictionsOnInsecureOrigin"] == insecure


def test_the_browser_knows_every_policy_by_its_name(tmp_path: Path) -> None:
    installed(tmp_path)
    policy = json.loads((tmp_path / POLICY).read_text())
    with (
        Path("/usr/lib/chromium/chromium").open("rb") as program,
        mmap.mmap(program.fileno(), 0, access=mmap.ACCESS_READ) as text,
    ):
        assert [name for name in policy if text.find(f"\0{name}\0".encode()) < 0] == []


def test_the_shell_understands_every_script(tmp_path: Path) -> None:
    installed(tmp_path)
    folder = tmp_path / "usr/local/lib/inloop-kiosk"
    assert sorted(path.name for path in folder.iterdir()) == sorted(SCRIPTS)
    for script in [INSTALL, *folder.iterdir()]:
        assert stat.S_IMODE(script.stat().st_mode) & 0o111
        done = subprocess.run(["sh", "-n", script], capture_output=True, text=True, check=False, timeout=10)
        assert (done.returncode, done.stderr) == (0, "")


def test_x_understands_the_keyboard_and_its_console_keys(tmp_path: Path) -> None:
    keyboard = (
        'xkb_keymap { xkb_keycodes { include "evdev" }; xkb_types { include "complete" };'
        ' xkb_compat { include "inloop" }; xkb_symbols { include "inloop" }; };'
    )
    for number, option in enumerate(((), ("--console",))):
        root = tmp_path / str(number)
        installed(root, URL, *option)
        done = subprocess.run(
            ["xkbcomp", "-w0", f"-I{root}/usr/share/X11/xkb", "-xkb", "-", "-"],
            input=keyboard,
            capture_output=True,
            text=True,
            check=False,
            timeout=20,
        )
        assert done.returncode == 0, done.stderr
        assert ("XF86Switch_VT_2" in done.stdout.partition("xkb_symbols")[2]) == bool(option)
        assert "Control_L" not in done.stdout.partition("xkb_symbols")[2]


def test_the_units_start_as_the_account_and_never_give_up(tmp_path: Path) -> None:
    installed(tmp_path, URL, "--user", "zuil")
    units = tmp_path / "etc/systemd/system"
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]  # systemd's names have capitals
    unit.read(units / "inloop-kiosk.service")
    assert unit["Service"]["User"] == "zuil"
    assert (unit["Service"]["Restart"], unit["Service"]["RestartSec"]) == ("always", "2")
    assert unit["Unit"]["StartLimitIntervalSec"] == "0"
    wanted = [*(units / "multi-user.target.wants").iterdir(), *(units / "timers.target.wants").iterdir()]
    assert {link.name for link in wanted} == {
        "inloop-kiosk.service",
        "inloop-kiosk-watch.timer",
        "inloop-kiosk-night.timer",
    }
    assert all((units / link.name).exists() for link in wanted)


def test_the_window_manager_knows_no_key_no_button_and_no_menu(tmp_path: Path) -> None:
    installed(tmp_path)
    root = ElementTree.parse(tmp_path / "etc/inloop-kiosk/openbox.xml").getroot()  # noqa: S314  (our own file)
    namespace = "{http://openbox.org/3.4/rc}"
    assert not [*root.iter(f"{namespace}keybind"), *root.iter(f"{namespace}mousebind")]
    for name in ("keyboard", "mouse", "menu"):
        element = root.find(f"{namespace}{name}")
        assert element is not None
        assert not [*element]


def test_what_visitors_leave_for_later_is_kept_on_a_disk(tmp_path: Path) -> None:
    installed(tmp_path)
    assert "PROFILE='/var/lib/inloop-kiosk/profile'" in (tmp_path / "etc/inloop-kiosk/settings").read_text()


def installed(root: Path, url: str = URL, *options: str) -> None:
    """Installs the files below *root*, and says so if that failed."""
    done = install(url, *options, "--root", str(root))
    assert (done.returncode, done.stderr) == (0, "")


def contents(root: Path) -> dict[str, str]:
    """Each file below *root* with its text, or where it leads."""
    paths = [path for path in root.rglob("*") if path.is_symlink() or path.is_file()]
    return {
        str(path.relative_to(root)): str(path.readlink()) if path.is_symlink() else path.read_text()
        for path in paths
    }
