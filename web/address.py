"""Where a visitor follows a ticket."""

from config.address import base_url
from models.tables import Ticket
from web.services import services


def ticket_url(ticket: Ticket) -> str:
    """Where the visitor follows the ticket."""
    return f"{base_url(services().settings)}/t/{ticket.token}"
