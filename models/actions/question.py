"""What a visitor asks, and what may be put right about it: question, language, priority."""

from dataclasses import dataclass
from typing import Any

from models.actions.move import find, move
from models.log import FactKind, Turn
from models.refusal import Code, Refusal
from models.region_file import QuestionType
from models.tables import ORDINARY, Ticket
from models.transition import Step


@dataclass(frozen=True)
class Change:
    """What is to be different; None stays as it is."""

    question_type: str | None = None
    language: str | None = None
    priority: int | None = None


def known_question(turn: Turn, question_type: str) -> QuestionType:
    """The question type, if the location offers it today.

    Raises:
        Refusal: `unknown_question_type`.
    """
    for offered in turn.setup.offered(turn.at):
        if offered.id == question_type:
            return offered
    raise Refusal(Code.UNKNOWN_QUESTION_TYPE, f"{turn.setup.id} does not offer {question_type!r} today")


def known_language(turn: Turn, language: str) -> str:
    """The language, if it is one of the region's.

    Raises:
        Refusal: `unknown_language`.
    """
    if language not in turn.setup.region.languages:
        raise Refusal(Code.UNKNOWN_LANGUAGE, f"{language!r} is not one of the region's languages")
    return language


def change(turn: Turn, ticket_id: int, wanted: Change, seen_rev: int | None = None) -> Ticket:
    """Put right what a visitor asked; number and place stay.

    Args:
        turn: a turn at the ticket's location.
        ticket_id: a ticket that waits, is called or in conversation.
        wanted: what is to be different.
        seen_rev: the ticket's `rev` on the caller's screen.

    Raises:
        Refusal: `nothing_asked`; `unknown_question_type`, `unknown_language`, `unknown_priority`; `not_open`,
            `stale`, `unknown_ticket`.
    """
    ticket = find(turn, ticket_id, seen_rev)
    changes: dict[str, Any] = {}
    if wanted.question_type is not None and wanted.question_type != ticket.question_type:
        changes |= {"question_type": known_question(turn, wanted.question_type).id, "widened": 0}
    if wanted.language is not None:
        changes["language"] = known_language(turn, wanted.language)
    if wanted.priority is not None:
        changes["priority"] = _known_priority(turn, wanted.priority)
    if not changes and wanted.question_type is None:
        raise Refusal(Code.NOTHING_ASKED, "nothing is to be changed", ticket_id)
    before = {name: getattr(ticket, name) for name in changes if name != "widened"}
    ticket = move(turn, ticket, Step.CHANGE, **changes)
    turn.record(FactKind.CHANGED, ticket, before=before)
    return ticket


def _known_priority(turn: Turn, number: int) -> int:
    if number != ORDINARY and number not in turn.setup.priorities:
        raise Refusal(Code.UNKNOWN_PRIORITY, f"{number} is no priority of this region")
    return number
