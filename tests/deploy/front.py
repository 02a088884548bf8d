"""nginx and Caddy as their samples in deploy/ set them up, as processes of this test on loopback.

Only what names a machine is put into the sample: name, ports, where Inloop listens, and the certificate, made
by the same code that makes one for a box on a network of one's own.
"""

import os
import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPMessage, HTTPResponse, HTTPSConnection
from pathlib import Path

from benchmarks.process import free_port
from commands.authority import Files, make
from tests.house.checkout import ROOT

NAME = "localhost"
PROXIES = ("nginx", "caddy")
_START_SECONDS = 30


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: HTTPMessage
    text: str


@dataclass(frozen=True)
class Front:
    """Where a proxy listens.

    Attributes:
        http: its port without TLS.
        https: its port with TLS.
        files: certificate and authority.
    """

    http: int
    https: int
    files: Files

    @property
    def origin(self) -> str:
        """The origin of pages that it serves."""
        return f"https://{NAME}:{self.https}"

    def trust(self) -> ssl.SSLContext:
        """What a device has on which the authority was installed, and no other."""
        return ssl.create_default_context(cafile=str(self.files.authority))

    def ask(
        self,
        method: str,
        path: str,
        body: str = "",
        headers: dict[str, str] | None = None,
        source: str = "127.0.0.1",
    ) -> Answer:
        """Ask over TLS, from an address of this machine."""
        line = HTTPSConnection(NAME, self.https, timeout=60, context=self.trust(), source_address=(source, 0))
        try:
            line.connect()
            with suppress(OSError):  # who sends too much is answered before all is sent
                line.request(method, path, body or None, headers or {})
            return _answer(line.getresponse())
        finally:
            line.close()


def _answer(response: HTTPResponse) -> Answer:
    return Answer(response.status, response.headers, response.read().decode("utf-8", "replace"))


def program(name: str) -> str:
    """Where the proxy is installed; Debian keeps nginx where only root looks."""
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
    assert found, f"{name} is not installed: make test does it"
    return found


@contextmanager
def running_front(name: str, folder: Path, inloop: int) -> Iterator[Front]:
    """Start a proxy of that name before the Inloop on port *inloop*, and end it with the block."""
    folder.mkdir()
    front = Front(free_port(), free_port(), Files(folder / "tls"))
    make(front.files, [NAME], datetime.now(UTC))
    command = (_nginx if name == "nginx" else _caddy)(folder, front, inloop)
    home = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with (folder / "log.txt").open("w") as log:
        process = subprocess.Popen(
            command, env=os.environ | home, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=folder
        )
    try:
        _wait(front, process, folder)
        yield front
    finally:
        process.terminate()
        process.wait(timeout=60)


def rendered(sample: str, changes: dict[str, str]) -> str:
    """A sample with what names a machine replaced; each of them must stand in it."""
    text = (ROOT / "deploy" / sample).read_text("utf-8")
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new)
    return text


def _nginx(folder: Path, front: Front, inloop: int) -> list[str]:
    sample = rendered(
        "nginx/inloop.conf",
        {
            "    listen [::]:80;\n": "",
            "    listen [::]:443 ssl default_server;\n": "",
            "    listen [::]:443 ssl;\n": "",
            "listen 80;": f"listen 127.0.0.1:{front.http};",
            "listen 443 ssl default_server;": f"listen 127.0.0.1:{front.https} ssl default_server;",
            "listen 443 ssl;": f"listen 127.0.0.1:{front.https} ssl;",
            "https://inloop.example.nl": front.origin,
            "server_name inloop.example.nl;": f"server_name {NAME};",
            "127.0.0.1:8080": f"127.0.0.1:{inloop}",
            "/etc/inloop/tls/inloop.crt": str(front.files.certificate),
            "/etc/inloop/tls/inloop.key": str(front.files.key),
            "/var/log/nginx/inloop.log": f"{folder}/errors.txt",
        },
    )
    (folder / "inloop.conf").write_text(sample)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
    (folder / "nginx.conf").write_text(
        f"daemon off;\nmaster_process off;\npid {folder}/pid;\nerror_log stderr;\nevents {{}}\n"
        f"http {{\naccess_log {folder}/access.txt;\n{temporary}include {folder}/inloop.conf;\n}}\n"
    )
    return [program("nginx"), "-p", str(folder), "-c", f"{folder}/nginx.conf", "-e", "stderr"]


def _caddy(folder: Path, front: Front, inloop: int) -> list[str]:
    sample = rendered(
        "caddy/Caddyfile",
        {
            "\tadmin off\n": f"\tadmin off\n\thttp_port {front.http}\n\thttps_port {front.https}\n"
            "\tdefault_bind 127.0.0.1\n",
            ":inloop.example.nl}": f":{NAME}}}",
            "127.0.0.1:8080": f"127.0.0.1:{inloop}",
            "/etc/inloop/tls/inloop.crt": str(front.files.certificate),
            "/etc/inloop/tls/inloop.key": str(front.files.key),
        },
    )
    (folder / "Caddyfile").write_text(sample)
    return [program("caddy"), "run", "--config", f"{folder}/Caddyfile", "--adapter", "caddyfile"]


def _wait(front: Front, process: "subprocess.Popen[bytes]", folder: Path) -> None:
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            if front.ask("GET", "/healthz").status == 200:
                return
        except OSError:
            pass
        time.sleep(0.05)
    raise RuntimeError((folder / "log.txt").read_text())


def ask_plainly(port: int, path: str, name: str) -> Answer:
    """Ask without TLS, for the site of that name."""
    line = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        line.request("GET", path, headers={"Host": name})
        return _answer(line.getresponse())
    finally:
        line.close()
