"""A kiosk's files laid over this machine for one process and its children, with a virtual display.

The real session script runs there, with the real openbox, browser and policies. Nothing outside sees any of
it: the files lie in a mount namespace of their own, and the processes end with their process namespace.
"""

import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.house.checkout import ROOT

INSTALL = ROOT / "deploy" / "kiosk" / "install.sh"
WIDTH, HEIGHT = 1080, 1920

# A browser that root starts would need its sandbox switched off; this one runs as nobody, with it.
_ROOT = os.geteuid() == 0
_APART = ["unshare", *([] if _ROOT else ["--user", "--map-root-user"]), "--mount", "--pid", "--fork"]
_AS_NOBODY = (
    "setpriv --reuid=65534 --regid=65534 --clear-groups --no-new-privs"
    if _ROOT
    else "unshare --user --map-user=65534 --map-group=65534"
)
_INSIDE = f"""
set -e
mount --make-rprivate /
for path in etc usr/local/lib usr/share/X11/xkb; do
    mount -t overlay -o lowerdir="$TREE/$path:/$path" overlay "/$path"
done
mount -t tmpfs tmpfs /run
mount -t tmpfs tmpfs /var/lib
mkdir -m 777 /run/inloop-kiosk /var/lib/inloop-kiosk
exec {_AS_NOBODY} sh -c '
    exec 3>&1
    Xvfb -displayfd 3 -screen 0 {WIDTH}x{HEIGHT}x24 -nolisten tcp -noreset -ac &
    read -r number
    exec 3>&-
    DISPLAY=:$number exec /usr/local/lib/inloop-kiosk/session'
"""


def install(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """Runs deploy/kiosk/install.sh."""
    return subprocess.run(
        [INSTALL, *arguments], capture_output=True, text=True, check=False, timeout=180, cwd="/"
    )


@dataclass
class Kiosk:
    """A kiosk that runs on a virtual display."""

    process: "subprocess.Popen[str]"
    display: str

    def press(self, *keys: int | str) -> None:
        """Presses keys together and lets go; a number is a key's place on the keyboard, whatever it means."""
        downs = [part for key in keys for part in ("keydown", str(key))]
        ups = [part for key in reversed(keys) for part in ("keyup", str(key))]
        self.xdotool(*downs, *ups)

    def xdotool(self, *arguments: str) -> str:
        """Moves, clicks and looks as a person at the screen could; what xdotool answers."""
        done = subprocess.run(
            ["xdotool", *arguments],
            env=os.environ | {"DISPLAY": self.display},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        return done.stdout

    def windows(self) -> list[tuple[str, ...]]:
        """Place and size of each window of the browser that can be seen: x, y, width, height."""
        found = self.xdotool("search", "--onlyvisible", "--class", "chromium").split()
        told = [self.xdotool("getwindowgeometry", "--shell", window) for window in found]
        return [tuple(re.findall(r"^(?:X|Y|WIDTH|HEIGHT)=(-?\d+)", text, re.MULTILINE)) for text in told]

    def processes(self, *marks: str) -> set[int]:
        """The processes of this kiosk whose command line has all *marks*."""
        return {pid for pid in _descendants(self.process.pid) if all(mark in _command(pid) for mark in marks)}

    def browsers(self) -> set[int]:
        """The process of the browser itself: those of its pages and services have a `--type`."""
        return {pid for pid in self.processes("/chromium", "--kiosk") if "--type=" not in _command(pid)}


@contextmanager
def running_kiosk(tree: Path, log: Path) -> Iterator[Kiosk]:
    """Starts the kiosk whose files install.sh wrote below *tree*; what it says goes to *log*."""
    with log.open("w") as output:
        process = subprocess.Popen(
            [*_APART, "--mount-proc", "sh", "-c", _INSIDE],
            env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "TREE": str(tree), "HOME": "/var/lib/inloop-kiosk"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=output,
            text=True,
        )
    try:
        assert process.stdin
        assert process.stdout
        number = process.stdout.readline().strip()
        process.stdin.write(f"{number}\n")
        process.stdin.flush()
        yield Kiosk(process, f":{number}")
    finally:
        # The first process of a process namespace takes all others with it.
        for first in _children(process.pid):
            os.kill(first, signal.SIGKILL)
        process.communicate(timeout=60)


def eventually(holds: Callable[[], bool], seconds: float = 30) -> bool:
    """Whether *holds* becomes true within the time."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True


def _descendants(pid: int) -> set[int]:
    children = _children(pid)
    return children.union(*(_descendants(child) for child in children))


def _children(pid: int) -> set[int]:
    try:
        return {int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}
    except OSError:
        return set()


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""
