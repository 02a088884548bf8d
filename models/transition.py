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
    SERVICE = "service"
    """Another question in the same conversation."""
    TAKE_OVER = "take_over"
    """Another guide goes on with the visit."""
    FINISH = "finish"
    CANCEL = "cancel"
    LEAVE = "leave"
    """The visitor's own."""
    LATER = "later"
    """The visitor needs a moment: others go first."""
    BACK = "back"
    """The moment is over."""
    CHANGE = "change"
    """Another question, language or priority; the place stays."""
    WIDEN = "widen"
    """The wait opens it to more guides."""
    MERGE = "merge"
    """A double goes; the other ticket keeps the earlier place."""
    REPRINT = "reprint"
    NOTE = "note"
    FETCH = "fetch"
    """A call alone would not reach the visitor, who wants to be fetched in person; or no longer."""
    ABANDON = "abandon"
    """The business day is over."""
    REINSTATE = "reinstate"


ACTIVE = frozenset({State.CALLED, State.IN_CONVERSATION})
"""A guide has at most one ticket in these states."""

CLOSED = frozenset({State.DONE, State.NO_SHOW, State.LEFT, State.ABANDONED})
"""The visit is over."""

OPEN = frozenset(State) - CLOSED
"""The visit goes on."""

UNDOABLE = frozenset(
    {
        Step.CALL,
        Step.START,
        Step.RETURN,
        Step.NO_SHOW,
        Step.HOLD,
        Step.RESUME,
        Step.TRANSFER,
        Step.SERVICE,
        Step.TAKE_OVER,
        Step.FINISH,
        Step.CANCEL,
        Step.LATER,
        Step.BACK,
        Step.CHANGE,
        Step.REINSTATE,
    }
)
"""Steps of staff that can be a slip of the finger. What the room has heard again, what is on paper and what
time did cannot be undone."""

PASSING = frozenset({Step.WIDEN, Step.NOTE, Step.REPRINT, Step.FETCH})
"""Steps after which the one before them can still be undone."""


def _staying(step: Step, *states: State) -> dict[tuple[Step, State], State]:
    """Steps that change something else than the state."""
    return {(step, state): state for state in states}


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
        (Step.SERVICE, State.IN_CONVERSATION): State.IN_CONVERSATION,
        (Step.TAKE_OVER, State.CALLED): State.CALLED,
        (Step.TAKE_OVER, State.IN_CONVERSATION): State.IN_CONVERSATION,
        (Step.TAKE_OVER, State.ON_HOLD): State.IN_CONVERSATION,
        (Step.FINISH, State.IN_CONVERSATION): State.DONE,
        (Step.CANCEL, State.WAITING): State.LEFT,
        (Step.CANCEL, State.ON_HOLD): State.LEFT,
        (Step.LEAVE, State.WAITING): State.LEFT,
        (Step.MERGE, State.WAITING): State.LEFT,
        **{(Step.ABANDON, state): State.ABANDONED for state in sorted(OPEN)},
        (Step.REINSTATE, State.NO_SHOW): State.WAITING,
        (Step.REINSTATE, State.LEFT): State.WAITING,
        (Step.REINSTATE, State.DONE): State.WAITING,
        **_staying(Step.LATER, State.WAITING),
        **_staying(Step.BACK, State.WAITING),
        **_staying(Step.WIDEN, State.WAITING),
        **_staying(Step.CHANGE, State.WAITING, State.CALLED, State.IN_CONVERSATION),
        **_staying(Step.REPRINT, State.WAITING, State.CALLED, State.ON_HOLD),
        **_staying(Step.NOTE, *sorted(OPEN)),
        **_staying(Step.FETCH, *sorted(OPEN)),
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
    Step.SERVICE: Code.NOT_IN_CONVERSATION,
    Step.TAKE_OVER: Code.NOT_CALLED,
    Step.FINISH: Code.NOT_IN_CONVERSATION,
    Step.CANCEL: Code.NOT_WAITING,
    Step.LEAVE: Code.NOT_WAITING,
    Step.LATER: Code.NOT_WAITING,
    Step.BACK: Code.NOT_WAITING,
    Step.WIDEN: Code.NOT_WAITING,
    Step.MERGE: Code.NOT_WAITING,
    Step.REINSTATE: Code.NOT_CLOSED,
}
"""What a step misses; any other finds a visit that is over."""


def after(step: Step, state: State, ticket_id: int | None = None) -> State:
    """The state that *step* leads to from *state*.

    Raises:
        Refusal: the table has no such way; the code says which state would have been right
            (`already_called` when a call finds the ticket with a guide).
    """
    try:
        return TRANSITIONS[step, state]
    except KeyError:
        called = step is Step.CALL and state in ACTIVE
        code = Code.ALREADY_CALLED if called else _REFUSED.get(step, Code.NOT_OPEN)
        raise Refusal(code, f"cannot {step} a ticket that is {state}", ticket_id) from None
