"""Where a browser may be told of a call: at a push service that is known, and nowhere else.

The address comes from a visitor's phone, and this server will send something to it. So whatever could lead
to another place than a push service is refused, when the wish arrives and again before each message.
"""

import base64
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from models.refusal import Code, Refusal

SERVICES = (
    "fcm.googleapis.com",
    "updates.push.services.mozilla.com",
    "*.push.services.mozilla.com",
    "web.push.apple.com",
    "*.notify.windows.com",
)
"""Hosts of the services that browsers use: Chrome and its kin, Firefox, Safari, Edge."""
LONGEST = 500
"""Characters of an address."""

_HTTPS = re.compile(r"https://([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?::443)?(/[!$-\[\]-~]*)")
_STAND_IN = re.compile(r"(http://127\.0\.0\.1:\d{1,5})(/[!$-\[\]-~]*)")
"""Host, and a path of visible ASCII without quote, # and backslash; so neither user nor fragment."""

_P = 2**256 - 2**224 + 2**192 + 2**96 - 1
_B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
"""The curve P-256 is y² = x³ - 3x + b modulo p (NIST SP 800-186, 3.2.1.3)."""


@dataclass(frozen=True)
class Address:
    """Where to send, taken apart.

    Attributes:
        origin: scheme and host, and the port where it is named, as the signature says for whom it is.
        host: name, or number of this machine.
        port: TCP port.
        path: with its query.
        secure: whether TLS is spoken.
    """

    origin: str
    host: str
    port: int
    path: str
    secure: bool = True


@dataclass(frozen=True)
class Browser:
    """How a visitor's browser is reached, as its subscription says (W3C Push API).

    Attributes:
        endpoint: address at its push service.
        key: `p256dh`, its public key, base64url.
        auth: `auth`, the secret that it shares with us only, base64url.
    """

    endpoint: str
    key: str
    auth: str


def address_of(endpoint: str, more: Iterable[str] = ()) -> Address:
    """The address of a browser at its push service.

    Args:
        endpoint: as the browser gave it.
        more: services besides the known ones: hosts, `*.` and the end of hosts, or `http://127.0.0.1:PORT`.

    Raises:
        Refusal: `bad_push`: no https, another port, a user, a host that is not known, too long, no address.
    """
    if len(endpoint) > LONGEST:
        raise _bad(f"the address has more than {LONGEST} characters")
    allowed = (*SERVICES, *more)
    here = _STAND_IN.fullmatch(endpoint)
    if here and here[1] in allowed:
        return Address(here[1], "127.0.0.1", urlsplit(endpoint).port or 80, here[2], secure=False)
    found = _HTTPS.fullmatch(endpoint)
    if found is None:
        raise _bad("the address is not https://HOST/… without user and with the usual port")
    host = found[1]
    if not any(_is_of(host, service) for service in allowed):
        raise _bad("that host is no push service that is known here")
    return Address(f"https://{host}", host, 443, found[2])


def check_keys(browser: Browser) -> None:
    """Refuse keys with which nothing could be sealed.

    Raises:
        Refusal: `bad_push`: the public key is no point of the curve, or the secret not 16 bytes.
    """
    point, secret = _bytes(browser.key), _bytes(browser.auth)
    if len(secret) != 16:
        raise _bad("auth is not 16 bytes in base64url")
    if len(point) != 65 or point[0] != 4 or not _on_curve(point):
        raise _bad("key is not an uncompressed point of P-256 in base64url")


def _is_of(host: str, service: str) -> bool:
    if service.startswith("*."):
        return host.endswith(service[1:]) and len(host) > len(service) - 1
    return host == service


def _on_curve(point: bytes) -> bool:
    x, y = int.from_bytes(point[1:33]), int.from_bytes(point[33:])
    return x < _P and y < _P and (y * y - (x**3 - 3 * x + _B)) % _P == 0


def _bytes(text: str) -> bytes:
    if not re.fullmatch(r"[A-Za-z0-9_-]*", text) or len(text) % 4 == 1:
        raise _bad("key and auth are base64url without padding")
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _bad(why: str) -> Refusal:
    return Refusal(Code.BAD_PUSH, why)
