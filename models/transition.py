"""The states of a ticket and the only ways between them.

One enum, one table, one function. CHECK constraints and partial unique indexes stand behind it
(models/tables/ticket.py). This module must not know who asks or where it is stored.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from models.refusal import Code, Refusal


class State(StrEnum):
    """Where a ticket is."""

    WAITING = "waiting"
    CALLED = "called"
    IN_CONVERSATION = "in_conversation"
    ON_HOLD = "on_hold"
    DONE = "done"
    NO_SHOW = "no_show"
    LEFT = "left"
    ABANDONED = "abandoned"


class Step(StrEnum):
    """What can be done with a ticket after it was issued."""

    CALL = "call"
    RECALL = "recall"
    START = "start"
    RETURN = "return"
    NO_SHOW = "no_show"
    HOLD = "hold"
    RESUME = "resume"
    RELEASE = "release"
    """A hold that ran out: back into the line."""
    TRANSFER = "transfer"
    FINISH = "finish"
    CANCEL = "cancel"
    LEAVE = "leave"
    ABANDON = "abandon"
    REINSTATE = "reinstate"


ACTIVE = frozenset({State.CALLED, State.IN_CONVERSATION})
"""A guide has at most one ticket in these states."""

CLOSED = frozenset({State.DONE, State.NO_SHOW, State.LEFT, State.ABANDONED})
"""The visit is over."""

TRANSITIONS: Mapping[tuple[Step, State], State] = MappingProxyType(
    {
        (Step.CALL, State.WAITING): State.CALLED,
        (Step.RECALL, State.CALLED): State.CALLED,
        (Step.START, State.CALLED): State.IN_CONVERSATION,
        (Step.RETURN, State.CALLED): State.WAITING,
        (Step.NO_SHOW, State.CALLED): State.NO_SHOW,
        (Step.HOLD, State.IN_CONVERSATION): State.ON_HOLD,
        (Step.RESUME, State.ON_HOLD): State.IN_CONVERSATION,
        (Step.RELEASE, State.ON_HOLD): State.WAITING,
        (Step.TRANSFER, State.IN_CONVERSATION): State.WAITING,
        (Step.FINISH, State.IN_CONVERSATION): State.DONE,
        (Step.CANCEL, State.WAITING): State.LEFT,
        (Step.LEAVE, State.WAITING): State.LEFT,
        (Step.ABANDON, State.WAITING): State.ABANDONED,
        (Step.REINSTATE, State.NO_SHOW): State.WAITING,
        (Step.REINSTATE, State.LEFT): State.WAITING,
        (Step.REINSTATE, State.DONE): State.WAITING,
    }
)

_REFUSED = {
    Step.CALL: Code.NOT_WAITING,
    Step.RECALL: Code.NOT_CALLED,
    Step.START: Code.NOT_CALLED,
    Step.RETURN: Code.NOT_CALLED,
    Step.NO_SHOW: Code.NOT_CALLED,
    Step.HOLD: Code.NOT_IN_CONVERSATION,
    Step.RESUME: Code.NOT_ON_HOLD,
    Step.RELEASE: Code.NOT_ON_HOLD,
    Step.TRANSFER: Code.NOT_IN_CONVERSATION,
    Step.FINISH: Code.NOT_IN_CONVERSATION,
    Step.CANCEL: Code.NOT_WAITING,
    Step.LEAVE: Code.NOT_WAITING,
    Step.ABANDON: Code.NOT_WAITING,
    Step.REINSTATE: Code.NOT_CLOSED,
}


def after(step: Step, state: State, ticket_id: int | None = None) -> State:
    """The state that *step* leads to from *state*.

    Raises:
        Refusal: the table has no such way; the code says which state would have been right
            (`already_called` when a call finds the ticket with a guide).
    """
    try:
        return TRANSITIONS[step, state]
    except KeyError:
        code = Code.ALREADY_CALLED if step is Step.CALL and state in ACTIVE else _REFUSED[step]
        raise Refusal(code, f"cannot {step} a ticket that is {state}", ticket_id) from None
