"""All pairs of step and state."""

import itertools

import pytest

from models.refusal import Code, Refusal
from models.transition import ACTIVE, CLOSED, TRANSITIONS, State, Step, after

DRAWN = """
waiting         -call->      called
called          -recall->    called
called          -start->     in_conversation
called          -return->    waiting
called          -no_show->   no_show
in_conversation -hold->      on_hold
on_hold         -resume->    in_conversation
on_hold         -release->   waiting
in_conversation -transfer->  waiting
in_conversation -service->   in_conversation
called          -take_over-> called
in_conversation -take_over-> in_conversation
on_hold         -take_over-> in_conversation
in_conversation -finish->    done
waiting         -cancel->    left
on_hold         -cancel->    left
waiting         -leave->     left
waiting         -merge->     left
waiting         -abandon->   abandoned
called          -abandon->   abandoned
in_conversation -abandon->   abandoned
on_hold         -abandon->   abandoned
no_show         -reinstate-> waiting
left            -reinstate-> waiting
done            -reinstate-> waiting
waiting         -later->     waiting
waiting         -back->      waiting
waiting         -widen->     waiting
waiting         -change->    waiting
called          -change->    called
in_conversation -change->    in_conversation
waiting         -reprint->   waiting
called          -reprint->   called
on_hold         -reprint->   on_hold
waiting         -note->      waiting
called          -note->      called
in_conversation -note->      in_conversation
on_hold         -note->      on_hold
waiting         -fetch->     waiting
called          -fetch->     called
in_conversation -fetch->     in_conversation
on_hold         -fetch->     on_hold
"""


def _drawn() -> dict[tuple[Step, State], State]:
    rows = (line.split() for line in DRAWN.strip().splitlines())
    return {(Step(step.strip("->")), State(before)): State(to) for before, step, to in rows}


def test_the_table_is_the_picture() -> None:
    assert dict(TRANSITIONS) == _drawn()


@pytest.mark.parametrize(("step", "state"), list(itertools.product(Step, State)))
def test_every_pair_is_a_way_or_a_refusal(step: Step, state: State) -> None:
    way = _drawn().get((step, state))
    if way is not None:
        assert after(step, state) is way
        return
    with pytest.raises(Refusal) as refused:
        after(step, state, ticket_id=7)
    assert refused.value.ticket_id == 7


def test_calling_a_ticket_that_is_with_a_guide_says_so() -> None:
    for state in ACTIVE:
        with pytest.raises(Refusal) as refused:
            after(Step.CALL, state)
        assert refused.value.code is Code.ALREADY_CALLED


def test_a_closed_ticket_only_comes_back_by_being_reinstated() -> None:
    ways = {step for (step, state) in TRANSITIONS if state in CLOSED}
    assert ways == {Step.REINSTATE}
