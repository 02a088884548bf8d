"""At the desk: the conversation begins, takes another question, moves to a colleague, and ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import insert

from models.actions.desk import refuse_taken, sit_down
from models.actions.move import find, move, yours
from models.actions.question import known_question
from models.actions.remark import RemarkKind, write
from models.log import FactKind, Turn
from models.numbering import next_call
from models.refusal import Code, Refusal
from models.tables import Service, Ticket
from models.transition import State, Step


class Outcome(StrEnum):
    """How a conversation ended, everywhere; a region may add its own."""

    ANSWERED = "answered"
    REFERRED = "referred"
    FOLLOW_UP = "follow_up"
    OTHER = "other"


TRANSFERRED, HELD, LEFT, UNFINISHED = "transferred", "held", "left", "unfinished"
"""Outcomes that nobody chooses: it went to a colleague; a hold ran out; the visitor left during one; the day
ended before anybody closed it."""


@dataclass(frozen=True)
class Ending:
    """How a conversation about one question ended.

    Attributes:
        outcome: one of `Outcome` or of the region's own.
        topics: themes for the statistics, never free text about a person.
        note: words for colleagues, gone at roll-over.
    """

    outcome: str = Outcome.ANSWERED
    topics: Sequence[str] = ()
    note: str | None = None


def start(turn: Turn, ticket_id: int, guide: str | None, seen_rev: int | None = None) -> Ticket:
    """The visitor is here; the conversation begins.

    Args and errors are those of `return_to_line`.
    """
    ticket = yours(turn, ticket_id, guide, seen_rev)
    ticket = move(turn, ticket, Step.START, started_at=turn.at, for_guide=None, for_desk=None, sent_by=None)
    turn.record(FactKind.STARTED, ticket)
    return ticket


def finish(
    turn: Turn, ticket_id: int, guide: str | None, ending: Ending, seen_rev: int | None = None
) -> Ticket:
    """The conversation is over, and with it the visit.

    Args:
        turn: a turn at the ticket's location.
        ticket_id: the ticket.
        guide: who asks; None for somebody who may act for every guide.
        ending: how it ended.
        seen_rev: the ticket's `rev` on the caller's screen.

    Raises:
        Refusal: `not_in_conversation`, `not_yours`, `unknown_outcome`, `stale`, `unknown_ticket`.
    """
    ticket = yours(turn, ticket_id, guide, seen_rev)
    _known(turn, ending.outcome)
    if ending.note is not None:
        write(turn, RemarkKind.NOTE, ending.note, ticket_id)
    ended = move(turn, ticket, Step.FINISH, closed_at=turn.at, outcome=ending.outcome)
    close_service(turn, ended, ending.outcome, ending.topics)
    turn.record(FactKind.FINISHED, ended, outcome=ending.outcome, topics=list(ending.topics))
    return ended


def begin_service(
    turn: Turn,
    ticket_id: int,
    guide: str | None,
    question_type: str,
    ending: Ending,
    seen_rev: int | None = None,
) -> Ticket:
    """Another question in the same conversation: the first one ends, the second starts at once.

    Args:
        turn: a turn at the ticket's location.
        ticket_id: the ticket.
        guide: who asks; None for somebody who may act for every guide.
        question_type: the new question.
        ending: how the first one ended.
        seen_rev: the ticket's `rev` on the caller's screen.

    Raises:
        Refusal: `unknown_question_type`; as `finish`.
    """
    ticket = yours(turn, ticket_id, guide, seen_rev)
    known_question(turn, question_type)
    _known(turn, ending.outcome)
    before = snapshot(ticket)
    ticket = move(
        turn,
        ticket,
        Step.SERVICE,
        question_type=question_type,
        service=ticket.service + 1,
        waiting_since=turn.at,
        called_at=turn.at,
        started_at=turn.at,
    )
    keep_service(turn, before, ending.outcome, ending.topics)
    turn.record(
        FactKind.SERVICE_BEGUN,
        ticket,
        after=before["question_type"],
        outcome=ending.outcome,
        topics=list(ending.topics),
    )
    return ticket


def take_over(turn: Turn, ticket_id: int, guide: str, desk: str, seen_rev: int | None = None) -> Ticket:
    """Go on with a colleague's visitor: at one's own desk, or in the colleague's seat.

    Who is called and not there yet is called again to the other desk.

    Args:
        turn: a turn at the ticket's location.
        ticket_id: a ticket that is called, in conversation or on hold.
        guide: who takes over.
        desk: where they sit.
        seen_rev: the ticket's `rev` on the caller's screen.

    Raises:
        Refusal: `busy`, `desk_busy`, `unknown_desk`; `not_open`; `stale`, `unknown_ticket`.
    """
    ticket = find(turn, ticket_id, seen_rev)
    refuse_taken(turn, guide, desk, ticket_id)
    sit_down(turn, guide, desk, ticket_id)
    before = ticket.guide
    moved: dict[str, Any] = {"guide": guide, "desk": desk, "held_until": None}
    if ticket.state == State.CALLED and desk != ticket.desk:
        number = next_call(turn.connection, ticket.location_id, ticket.business_day)
        moved |= {"announced_at": turn.at, "call_number": number}
    ticket = move(turn, ticket, Step.TAKE_OVER, **moved)
    turn.record(FactKind.TAKEN_OVER, ticket, before=before)
    return ticket


def close_service(turn: Turn, ticket: Ticket, outcome: str, topics: Sequence[str] = ()) -> None:
    """Keep the question that *ticket* was about, with its times."""
    keep_service(turn, snapshot(ticket), outcome, topics)


def snapshot(ticket: Ticket) -> dict[str, object]:
    """The times and people of the question that a ticket is about now."""
    return {
        "ticket_id": ticket.id,
        "number": ticket.service,
        "question_type": ticket.question_type,
        "guide": ticket.guide,
        "desk": ticket.desk,
        "waiting_since": ticket.waiting_since,
        "called_at": ticket.called_at,
        "started_at": ticket.started_at,
    }


def keep_service(turn: Turn, before: dict[str, object], outcome: str, topics: Sequence[str] = ()) -> None:
    """Write down a question that is over."""
    turn.session.execute(
        insert(Service).values(**before, rev=turn.rev, ended_at=turn.at, outcome=outcome, topics=list(topics))
    )


def _known(turn: Turn, outcome: str) -> None:
    if outcome not in set(Outcome) | set(turn.setup.outcomes):
        raise Refusal(Code.UNKNOWN_OUTCOME, f"{outcome!r} is no outcome of this region")
