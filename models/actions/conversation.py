"""At the desk: the conversation begins and ends."""

from collections.abc import Sequence
from enum import StrEnum

from models.actions.calling import yours
from models.actions.move import move
from models.log import FactKind, Turn
from models.tables import Ticket
from models.transition import Step


class Outcome(StrEnum):
    """How a conversation ended."""

    ANSWERED = "answered"
    REFERRED = "referred"
    FOLLOW_UP = "follow_up"
    OTHER = "other"


def start(turn: Turn, ticket_id: int, guide: str | None, seen_rev: int | None = None) -> Ticket:
    """The visitor is here; the conversation begins.

    Args and errors are those of `recall`.
    """
    ticket = yours(turn, ticket_id, guide, seen_rev)
    ticket = move(turn, ticket, Step.START, started_at=turn.at)
    turn.record(FactKind.STARTED, ticket)
    return ticket


def finish(
    turn: Turn,
    ticket_id: int,
    guide: str | None,
    outcome: Outcome,
    topics: Sequence[str] = (),
    seen_rev: int | None = None,
) -> Ticket:
    """The conversation is over.

    Args:
        turn: a turn at the ticket's location.
        ticket_id: the ticket.
        guide: who asks; None for somebody who may act for every guide.
        outcome: how it ended.
        topics: themes for the statistics, never free text about a person.
        seen_rev: the ticket's `rev` on the caller's screen.

    Raises:
        Refusal: `not_in_conversation`, `not_yours`, `stale`, `unknown_ticket`.
    """
    ticket = yours(turn, ticket_id, guide, seen_rev)
    ticket = move(turn, ticket, Step.FINISH, closed_at=turn.at, outcome=outcome)
    turn.record(FactKind.FINISHED, ticket, outcome=outcome, topics=list(topics))
    return ticket
