"""Where a visitor follows a ticket, and where one joins the line."""

from urllib.parse import urlsplit

from config.address import base_url
from models.tables import Ticket
from web.services import services

_ONLY_HERE = frozenset({"127.0.0.1", "::1", "localhost"})


def ticket_url(ticket: Ticket) -> str:
    """Where the visitor follows the ticket."""
    return f"{base_url(services().settings)}/t/{ticket.token}"


def join_url(location: str, key: str) -> str:
    """What the QR code on the poster of a location says."""
    return base_url(services().settings) + join_path(location, key)


def join_path(location: str, key: str) -> str:
    """The same without the address of this server."""
    return f"/join/{location}/{key}"


def is_only_here() -> bool:
    """Whether the address that others are told leads only to this machine itself."""
    return urlsplit(base_url(services().settings)).hostname in _ONLY_HERE
