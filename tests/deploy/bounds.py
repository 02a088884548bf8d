"""A program under the bounds that deploy/ asks for: no rights, the system read only, no new code in memory.

Made with what every Linux has, since neither systemd nor a container engine runs where these tests run.
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.house.checkout import ROOT

_APART = ["unshare", *([] if os.geteuid() == 0 else ["--user", "--map-root-user"]), "--mount"]
_BOUNDS = """
set -e
mount --make-rprivate /
mount --bind "$DATA" /srv
mount --bind "$CODE" /mnt
case "$PREFIX" in /tmp/*) mount --bind "$PREFIX" /media ;; esac
mount -o remount,bind,ro /mnt
mount -o remount,bind,ro /
mount -t tmpfs -o mode=1777 tmpfs /tmp
case "$PREFIX" in /tmp/*) mkdir -p "$PREFIX"; mount --bind /media "$PREFIX" ;; esac
cd /mnt
exec setpriv --no-new-privs --bounding-set=-all --inh-caps=-all "$@"
"""
_NO_NEW_CODE = (
    "import ctypes, os, sys; "
    "assert ctypes.CDLL(None).prctl(65, 1, 0, 0, 0) == 0; "  # PR_SET_MDWE: what MemoryDenyWriteExecute= asks
    "os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
)


@contextmanager
def bounded(
    data: Path,
    *command: str,
    typed: bytes = b"",
    code: Path = ROOT,
    settings: Mapping[str, str] | None = None,
) -> Iterator["subprocess.Popen[bytes]"]:
    """A Python program with the system to be read only, no rights, and memory that never becomes code."""
    data.mkdir(exist_ok=True)
    environment = os.environ | {
        "DATA": str(data),
        "CODE": str(code),
        "PREFIX": sys.prefix,  # of a checkout below /tmp it would be gone
        "INLOOP_DATA_DIR": "/srv",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    environment |= settings or {}
    process = subprocess.Popen(
        [*_APART, "sh", "-c", _BOUNDS, "sh", sys.executable, "-c", _NO_NEW_CODE, *command],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert process.stdin
    process.stdin.write(typed)
    process.stdin.close()
    process.stdin = None
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=60)
