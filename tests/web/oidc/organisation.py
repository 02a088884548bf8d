"""An organisation with an OpenID provider: a program that nobody here wrote, as a process of its own."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import requests

from benchmarks.process import free_port

PEOPLE: tuple[Mapping[str, Any], ...] = (
    {"sub": "u-1", "name": "Samira El Idrissi", "groups": ["gidsen-zoetermeer", "iedereen"]},
    {"sub": "u-2", "name": "Bram de Vries", "groups": ["beheer"]},
    {"sub": "u-3", "name": "Iemand Anders", "groups": ["iedereen"]},
)
GROUPS = "gidsen-zoetermeer = guide @ zoetermeer; gasten = host @ oefen; beheer = administrator"


@dataclass(frozen=True)
class Organisation:
    """Where it is, and what its people do there."""

    issuer: str

    def settings(self, **more: Any) -> dict[str, Any]:
        """What an Inloop is set to."""
        return {
            "oidc_issuer": self.issuer,
            "oidc_client_id": "inloop",
            "oidc_client_secret": "planted-client-secret",
            "oidc_groups": GROUPS,
        } | more

    def sign_in(self, address: str, subject: str) -> dict[str, str]:
        """Somebody signs in at *address*; what their browser brings back."""
        return self._answer(address, {"sub": subject})

    def turn_away(self, address: str) -> dict[str, str]:
        """Somebody presses "no"."""
        return self._answer(address, {"action": "deny"})

    def becomes(self, subject: str, **claims: Any) -> None:
        """Another name, or other groups."""
        requests.put(f"{self.issuer}/users/{subject}", json=claims, timeout=10).raise_for_status()

    def _answer(self, address: str, form: dict[str, str]) -> dict[str, str]:
        answer = requests.post(address, data=form, timeout=10, allow_redirects=False)
        assert answer.is_redirect, answer.text
        return dict(parse_qsl(urlsplit(answer.headers["Location"]).query))


@contextmanager
def organisation() -> Iterator[Organisation]:
    """The provider, for the length of the block; it wants a nonce."""
    port = free_port()
    claims = [part for person in PEOPLE for part in ("--user-claims", json.dumps(person))]
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "oidc_provider_mock",
        "--port",
        str(port),
        "-n",
        "true",
        *claims,
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        issuer = f"http://127.0.0.1:{port}"
        _until_there(issuer)
        yield Organisation(issuer)
    finally:
        process.terminate()
        process.wait(30)


def _until_there(issuer: str) -> None:
    limit = time.monotonic() + 60
    while True:
        try:
            requests.get(f"{issuer}/.well-known/openid-configuration", timeout=5).raise_for_status()
        except requests.RequestException:
            assert time.monotonic() < limit, "the provider does not start"
            time.sleep(0.1)
        else:
            return
