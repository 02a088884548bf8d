"""From the line to the desk and back."""

import pytest

from models.refusal import Code, NobodyWaiting, Refusal
from models.transition import State
from tests.cast import BRAM, SAMIRA, World


def test_guides_get_visitors_in_the_order_of_arrival_whatever_the_question(world: World) -> None:
    arrived = [world.issue(question=q).label for q in ("werk", "leren", "werk")]
    assert [world.serve().label for _ in arrived] == arrived


def test_a_clock_that_jumps_back_changes_nobodys_place(world: World) -> None:
    first = world.issue("altijd")
    world.clock.advance(hours=-1)
    world.issue("altijd")
    assert world.call_next(location="altijd").id == first.id


def test_a_call_notes_who_called_where_when_and_the_number_of_the_call(world: World) -> None:
    world.issue()
    world.clock.advance(minutes=3)
    ticket = world.call_next(SAMIRA, "2")
    assert (ticket.state, ticket.guide, ticket.desk) == (State.CALLED, SAMIRA, "2")
    assert (ticket.called_at, ticket.call_number) == (world.clock.now(), 1)


def test_nobody_waiting_is_no_error_and_uses_up_no_revision(world: World) -> None:
    before = world.rev()
    with pytest.raises(NobodyWaiting):
        world.call_next()
    assert world.rev() == before


def test_a_guide_with_a_visitor_cannot_call_another(world: World) -> None:
    world.issue()
    world.issue()
    mine = world.call_next()
    with pytest.raises(Refusal) as refused:
        world.call_next()
    assert (refused.value.code, refused.value.ticket_id) == (Code.BUSY, mine.id)


def test_a_guide_busy_at_one_location_cannot_call_at_another(world: World) -> None:
    world.issue("plein")
    world.issue("altijd")
    world.call_next(location="plein")
    with pytest.raises(Refusal) as refused:
        world.call_next(location="altijd")
    assert refused.value.code is Code.BUSY


def test_two_guides_cannot_have_visitors_at_one_desk(world: World) -> None:
    world.issue()
    world.issue()
    world.call_next(SAMIRA, "1")
    with pytest.raises(Refusal) as refused:
        world.call_next(BRAM, "1")
    assert refused.value.code is Code.DESK_BUSY


def test_a_colleague_who_forgot_to_leave_does_not_keep_the_desk(world: World) -> None:
    world.issue()
    world.issue()
    world.serve(SAMIRA, "1")
    assert world.call_next(BRAM, "1").guide == BRAM


def test_yesterdays_line_is_not_called_today(world: World) -> None:
    world.issue("altijd")
    world.clock.advance(days=1)
    with pytest.raises(NobodyWaiting):
        world.call_next(location="altijd")


def test_a_recall_raises_the_call_number_and_keeps_the_time_of_the_call(world: World) -> None:
    world.issue()
    called = world.call_next()
    world.clock.advance(minutes=1)
    recalled = world.recall(called)
    assert recalled.call_number == 2
    assert recalled.called_at == called.called_at
    assert recalled.announced_at == world.clock.now()


def test_returning_keeps_the_place_in_line(world: World) -> None:
    first = world.issue()
    world.issue()
    returned = world.return_to_line(world.call_next())
    assert (returned.state, returned.guide, returned.desk) == (State.WAITING, None, None)
    assert world.call_next(BRAM, "2").id == first.id


def test_a_no_show_is_closed_and_the_desk_is_free_for_the_next(world: World) -> None:
    world.issue()
    second = world.issue()
    gone = world.no_show(world.call_next())
    assert (gone.state, gone.closed_at) == (State.NO_SHOW, world.clock.now())
    assert world.call_next().id == second.id


def test_another_guides_visitor_is_not_yours(world: World) -> None:
    world.issue()
    ticket = world.call_next(SAMIRA)
    for act in (world.start, world.recall, world.return_to_line, world.no_show):
        with pytest.raises(Refusal) as refused:
            act(ticket, BRAM)
        assert refused.value.code is Code.NOT_YOURS
    assert world.ticket(ticket).state == State.CALLED


def test_a_coordinator_may_act_for_every_guide(world: World) -> None:
    world.issue()
    assert world.start(world.call_next(SAMIRA), guide=None).state == State.IN_CONVERSATION


def test_a_command_from_a_stale_screen_is_refused(world: World) -> None:
    world.issue()
    called = world.call_next()
    world.recall(called)
    with pytest.raises(Refusal) as refused:
        world.start(called, SAMIRA, seen_rev=called.rev)
    assert refused.value.code is Code.STALE


def test_a_conversation_has_a_beginning_an_end_and_an_outcome(world: World) -> None:
    world.issue()
    ticket = world.call_next()
    world.clock.advance(seconds=40)
    ticket = world.start(ticket)
    begun = world.clock.now()
    world.clock.advance(minutes=12)
    ticket = world.finish(ticket)
    assert (ticket.state, ticket.outcome) == (State.DONE, "answered")
    assert (ticket.started_at, ticket.closed_at) == (begun, world.clock.now())
