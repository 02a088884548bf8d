"""What the endpoints share that act on a visit or a location: where, one turn, and what became of it."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Response

from models.actions.move import location_of
from models.log import Turn
from models.refusal import Code, Refusal
from models.tables import Ticket
from models.views.expected import wait_of
from models.views.head import head_of
from models.views.ticket import ahead_of, ticket_view
from web.access import stand_at
from web.command import Done, run_command
from web.services import services

_LARGEST_ID = 2**31 - 1
"""What a database's integer can hold; a larger one would be its error, not the caller's."""

Act = Callable[[Turn], Ticket]


def at_visit(visit: int, act: Act) -> Done | Response:
    """Run a command at the location of the visit, if that is the caller's."""
    if visit > _LARGEST_ID:
        raise Refusal(Code.UNKNOWN_TICKET, f"there is no ticket {visit}")
    with services().database.read() as session:
        location = location_of(session, visit)
    refused = stand_at(location)
    if refused is not None:
        return refused
    return run_command(location, viewed(act))


def viewed(act: Act) -> Callable[[Turn], Mapping[str, Any]]:
    """The action, answering with the ticket as it became."""

    def work(turn: Turn) -> Mapping[str, Any]:
        ticket = act(turn)
        head = head_of(turn.session, turn.setup.id, turn.at)
        ahead = ahead_of(turn.session, head, ticket)
        return ticket_view(ticket, ahead, wait_of(turn.session, head, ticket))

    return work


def done_at(location: str, act: Callable[[Turn], object]) -> Done:
    """Run a command about the location itself; it answers with the revision it made."""

    def work(turn: Turn) -> Mapping[str, Any]:
        act(turn)
        return {"rev": turn.rev}

    return run_command(location, work)
