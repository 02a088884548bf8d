"""A visitor whom a call alone would not reach wants to be fetched in person, or no longer."""

from models.actions.move import find, move
from models.log import FactKind, Turn
from models.tables import Ticket
from models.transition import State, Step, after


def wish_fetch(
    turn: Turn, ticket_id: int, wished: bool, seen_rev: int | None = None, *, by: str = "staff"
) -> Ticket:
    """Note whether somebody should go to the visitor when it is their turn.

    It leaves the last step of staff as it is, so that this one can still be undone. What is so already stays
    as it is, without a fact.

    Args:
        turn: a turn at the ticket's location.
        ticket_id: a ticket whose visit goes on.
        wished: whether the visitor wants to be fetched.
        seen_rev: the ticket's `rev` on the caller's screen.
        by: `visitor` or `staff`.

    Raises:
        Refusal: `not_open`, `stale`, `unknown_ticket`.
    """
    ticket = find(turn, ticket_id, seen_rev)
    after(Step.FETCH, State(ticket.state), ticket.id)
    if ticket.fetch == wished:
        turn.give_back()
        return ticket
    ticket = move(turn, ticket, Step.FETCH, fetch=wished)
    turn.record(FactKind.FETCH_WISHED, ticket, wished=wished, by=by)
    return ticket
