"""On hold: the visitor does something first, and comes back to the same guide."""

import pytest

from models.actions.calling import return_to_line
from models.actions.desk import leave_desk
from models.actions.hold import Target, hold, release, resume, transfer
from models.actions.time import Due, Duty, do
from models.actions.visit import cancel, reinstate
from models.log import FactKind
from models.refusal import Code, Refusal
from models.transition import State
from tests.cast import BRAM, SAMIRA
from tests.models.acts import Play
from tests.models.house import HERE


def test_a_guide_can_call_another_while_a_visitor_is_on_hold(house: Play) -> None:
    held = house.do(hold, house.talking())
    assert (held.state, held.guide, held.held_until) == (State.ON_HOLD, SAMIRA, None)
    assert house.called().id != held.id


def test_a_hold_that_ran_out_is_back_at_the_old_place_for_the_same_guide(house: Play) -> None:
    held = house.do(hold, house.talking(), 5)
    house.come()
    house.wait(minutes=5)
    released = house.ticket(held)
    assert (released.state, released.for_guide, released.guide) == (State.WAITING, SAMIRA, None)
    assert house.facts(HERE)[-2].kind == FactKind.RELEASED or house.facts(HERE)[-1].kind == FactKind.RELEASED
    assert house.next(BRAM, "2").id != held.id
    assert house.next(SAMIRA, "1").id == held.id


def test_a_hold_without_an_end_never_runs_out(house: Play) -> None:
    held = house.do(hold, house.talking())
    house.wait(hours=5)
    assert house.ticket(held).state == State.ON_HOLD


@pytest.mark.parametrize("minutes", [None, 30])
def test_time_does_not_release_who_was_put_on_hold_anew_meanwhile(house: Play, minutes: int | None) -> None:
    held = house.do(hold, house.talking(), minutes)
    duty = Duty(Due.RELEASE, HERE, held.id)
    house.refuses(
        Code.TOO_SOON, lambda: house.database.run(lambda session: do(session, duty, house.clock.now()))
    )


def test_only_who_is_on_hold_can_be_released(house: Play) -> None:
    waiting = house.come()
    house.refuses(Code.NOT_ON_HOLD, lambda: house.on(release, waiting))


@pytest.mark.parametrize("minutes", [0, -1, 61])
def test_a_hold_is_as_long_as_the_region_allows(house: Play, minutes: int) -> None:
    ticket = house.talking()
    house.refuses(Code.OUT_OF_RANGE, lambda: house.do(hold, ticket, minutes))


def test_only_a_conversation_can_be_put_on_hold_and_only_ones_own(house: Play) -> None:
    called, talking = house.called(), house.talking(BRAM, "2")
    house.refuses(Code.NOT_IN_CONVERSATION, lambda: house.do(hold, called))
    house.refuses(Code.NOT_YOURS, lambda: house.do(hold, talking))


def test_resuming_goes_on_at_the_desk_where_the_guide_sits_now(house: Play) -> None:
    held = house.do(hold, house.talking(), 5)
    house.sits(SAMIRA, "3")
    resumed = house.do(resume, held)
    assert (resumed.state, resumed.desk, resumed.held_until) == (State.IN_CONVERSATION, "3", None)


def test_a_colleagues_visitor_can_be_resumed_once_the_colleague_has_left(house: Play) -> None:
    held = house.do(hold, house.talking())
    house.sits(BRAM, "2")
    house.refuses(Code.NOT_YOURS, lambda: house.do(resume, held, by=BRAM))
    house.at(leave_desk, SAMIRA, by=SAMIRA)
    assert house.do(resume, held, by=BRAM).guide == BRAM


def test_resuming_needs_a_desk_and_nobody_else_at_it(house: Play) -> None:
    held = house.do(hold, house.talking())
    house.called()
    house.refuses(Code.BUSY, lambda: house.do(resume, held))
    other = house.do(hold, house.talking(BRAM, "2"), by=BRAM)
    house.at(leave_desk, BRAM, by=BRAM)
    house.refuses(Code.NO_DESK, lambda: house.do(resume, other, by=BRAM))


def test_who_was_cancelled_from_a_hold_and_comes_back_is_on_hold_no_more(house: Play) -> None:
    held = house.do(hold, house.talking(), 5)
    house.on(cancel, held)
    back = house.on(reinstate, held)
    assert (back.state, back.held_until) == (State.WAITING, None)


def test_a_hold_note_is_kept_for_colleagues_and_is_not_in_the_log(house: Play) -> None:
    house.do(hold, house.talking(), 5, "vult het formulier in")
    assert house.queue()["notes"][0]["text"] == "vult het formulier in"
    assert house.last_fact() == (FactKind.HELD, {"minutes": 5})


def test_a_stale_screen_puts_nobody_on_hold(house: Play) -> None:
    ticket = house.talking()
    with pytest.raises(Refusal, match="not 1"):
        house.do(hold, ticket, None, None, 1)


def test_the_talk_before_a_hold_that_ran_out_is_kept_with_its_times(house: Play) -> None:
    ticket = house.do(hold, house.talking(), 5)
    house.wait(minutes=6)
    [talk] = house.services(ticket)
    assert (talk.outcome, talk.number, talk.guide) == ("held", 1, SAMIRA)


def test_whoever_did_not_come_at_once_is_still_kept_for_the_guide(house: Play) -> None:
    house.sits(BRAM, "2")
    sent = house.do(transfer, house.talking(), Target(guide=BRAM))
    house.do(return_to_line, house.next(BRAM, "2"), by=BRAM)
    assert house.ticket(sent).for_guide == BRAM
