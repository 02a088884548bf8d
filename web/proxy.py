"""What a trusted proxy says of a request, put in place once, before sockets and pages look at it.

Knows WSGI and addresses only. What is behind it sees who asks in `REMOTE_ADDR`, http or https in
`wsgi.url_scheme`, and no header of forwarding at all: so nothing can believe one that nobody vouches for.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from config.networks import Address, address_of, networks_of
from realtime.browser import FORWARDED

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_FOR, _PROTO = "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO"
_SIGNS = (
    _FOR,
    _PROTO,
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    "HTTP_X_FORWARDED_PREFIX",
    "HTTP_X_FORWARDED_PROTOCOL",
    "HTTP_X_FORWARDED_SERVER",
    "HTTP_X_FORWARDED_SSL",
    "HTTP_X_REAL_IP",
    "HTTP_FORWARDED",
    "HTTP_VIA",
)


class Forwarded:
    """A WSGI application that takes a trusted proxy at its word.

    Args:
        app: what answers.
        trusted: addresses and networks of proxies, with spaces between.
    """

    def __init__(self, app: "WSGIApplication", trusted: str) -> None:
        self._app = app
        self._trusted = networks_of(trusted)

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer as the application does, told the truth about who asks and how."""
        said = {name: environ.pop(name) for name in _SIGNS if name in environ}
        environ[FORWARDED] = bool(said)
        if said and self._is_proxy(address_of(environ.get("REMOTE_ADDR", ""))):
            client = _client(said.get(_FOR, ""), self._is_proxy)
            if client is not None:
                environ["REMOTE_ADDR"] = str(client)
            scheme = said.get(_PROTO, "").rpartition(",")[2].strip().lower()
            if scheme in {"http", "https"}:
                environ["wsgi.url_scheme"] = scheme
        return self._app(environ, start_response)

    def _is_proxy(self, address: Address | None) -> bool:
        return address is not None and any(address in network for network in self._trusted)


def _client(chain: str, is_proxy: Callable[[Address | None], bool]) -> Address | None:
    """The last address in *chain* that no proxy of ours has: whatever stands before it, anybody can write."""
    found: Address | None = None
    for text in reversed(chain.split(",")):
        address = address_of(text)
        if address is None:
            break
        found = address
        if not is_proxy(found):
            break
    return found
