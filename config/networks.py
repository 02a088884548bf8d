"""Addresses and networks as they are written in settings and headers. Knows nothing of who uses them."""

import ipaddress
from typing import TypeAlias

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
Network: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network


def address_of(text: str) -> Address | None:
    """The address that *text* is, as IPv4 where it is one in the clothes of IPv6; None: it is none."""
    try:
        found = ipaddress.ip_address(text.strip())
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


def networks_of(text: str) -> tuple[Network, ...]:
    """The networks in a list with spaces between; an address alone is a network of one.

    Raises:
        ValueError: one of them is neither.
    """
    return tuple(ipaddress.ip_network(part) for part in text.split())


def checked_networks(value: str) -> str:
    """Pass on a list of addresses and networks.

    Raises:
        ValueError: it is none; the message says what is allowed.
    """
    try:
        found = networks_of(value)
    except ValueError:
        found = ()
    if found and all(network.prefixlen for network in found):
        return value
    raise ValueError("allowed: addresses and networks with spaces between, such as 127.0.0.1 10.89.0.0/24")
