"""Whether the console can be reached from outside the own network, as far as the settings tell."""

import ipaddress
from urllib.parse import urlsplit

from config.settings import Settings

_INSIDE = ("local", "localhost", "lan", "internal", "test", "home.arpa", "localdomain")
"""Names that exist in one network only (RFC 2606, 6762, 8375; ICANN reserved `internal`)."""


def reachable_from_outside(settings: Settings) -> bool:
    """Whether it listens on a public address, or its own address is one or has a public name.

    A name counts as public unless it has no dot, or ends like a name of one network only.
    """
    own = urlsplit(settings.base_url).hostname if settings.base_url else None
    return any(_is_public(host) for host in (settings.host, own) if host)


def _is_public(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        name = host.rstrip(".").lower()
        return "." in name and not name.endswith(tuple(f".{end}" for end in _INSIDE))
    return address.is_global
