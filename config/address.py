"""The address under which others reach this server: for QR codes, tablets and phones."""

import socket

from config.settings import Settings

_ELSEWHERE = ("192.0.2.1", 9)
"""A documentation address (RFC 5737): asking the way there sends nothing, but tells our own address."""


def base_url(settings: Settings) -> str:
    """The address to put into QR codes, without a slash at its end."""
    if settings.base_url:
        return settings.base_url
    host = _own_address() if settings.host in {"0.0.0.0", "::"} else settings.host  # noqa: S104  # nosec B104 # compared, not bound
    shown = f"[{host}]" if ":" in host else host
    return f"{scheme(settings)}://{shown}:{settings.port}"


def scheme(settings: Settings) -> str:
    """What the server itself speaks: `https` with a certificate of its own, else `http`."""
    return "http" if settings.tls_certificate is None else "https"


def _own_address() -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_ELSEWHERE)
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])
