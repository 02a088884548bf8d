"""What a browser of staff shows: its session, the desk that it is, and whether it is at this very machine.

The same for a page and for a socket, whose first request is one of HTTP. A cookie whose name begins with
`__Host-` comes over TLS only and from this very host, so nobody beside us on the domain can plant one; where
TLS is, no other counts.
"""

import ipaddress
from urllib.parse import urlsplit

from flask import request

SESSION_COOKIE = "inloop_session"
DESK_COOKIE = "inloop_desk"
_HOST = "__Host-"
_FORWARDED = ("X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "X-Real-Ip", "Via")
_LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


def cookie_name(name: str) -> str:
    """What the cookie is called over the connection of this request."""
    return _HOST + name if request.is_secure else name


def session_of() -> str:
    """The id of the session that the browser shows; empty for none."""
    return request.cookies.get(cookie_name(SESSION_COOKIE), "")


def desk_of() -> str:
    """The device token of the shared desk that the browser is; empty for none."""
    return request.cookies.get(cookie_name(DESK_COOKIE), "")


def from_here() -> bool:
    """Whether the request comes from this machine: any sign of a proxy, or any other name for it, says no."""
    if any(name in request.headers for name in _FORWARDED):
        return False
    try:
        peer = ipaddress.ip_address(request.remote_addr or "")
    except ValueError:
        return False
    return peer.is_loopback and urlsplit(request.host_url).hostname in _LOCAL_NAMES
