"""In the line: a moment, back, gone, a late-comer, a double, a change, the paper again."""

import pytest

from models.actions.calling import call, no_show, recall
from models.actions.conversation import Ending, finish
from models.actions.question import Change, change
from models.actions.time import Due, Duty, do
from models.actions.visit import back, cancel, later, leave, merge, reinstate, reprint
from models.log import FactKind
from models.refusal import Code, Unchanged
from models.transition import State
from models.views.ticket import find_by_token, ticket_view
from tests.cast import BRAM
from tests.models.acts import Play
from tests.models.house import HERE


def test_who_asks_for_a_moment_lets_others_go_first_and_keeps_the_place(house: Play) -> None:
    first, second = house.come(), house.come()
    house.on(later, first)
    assert [ticket["label"] for ticket in house.queue()["waiting"]] == [second.label, first.label]
    house.on(back, first)
    assert house.next().id == first.id


def test_a_moment_ends_by_itself(house: Play) -> None:
    first = house.come()
    house.come()
    house.on(later, first)
    house.wait(minutes=10)
    assert house.next().id == first.id


def test_a_newcomer_does_not_wait_for_who_asked_for_a_moment(house: Play) -> None:
    from models.actions.issue import Wish, issue

    house.on(later, house.come())
    ahead = house.turn(HERE, lambda turn: issue(turn, Wish("werk", "nl"))).ahead
    assert ahead == 0
    assert [ticket["ahead"] for ticket in house.queue()["waiting"]] == [0, 0]


def test_a_moment_can_be_asked_for_as_often_as_the_region_allows(house: Play) -> None:
    ticket = house.come()
    for _ in range(2):
        house.on(later, ticket)
    house.refuses(Code.NO_MORE_LATERS, lambda: house.on(later, ticket))


def test_a_second_moment_is_not_ended_by_the_first(house: Play) -> None:
    ticket = house.come()
    house.on(later, ticket)
    house.clock.advance(minutes=9)
    asked = house.on(later, ticket)
    house.clock.advance(minutes=1)
    for _ in range(2):
        with pytest.raises(Unchanged):
            house.database.run(lambda s: do(s, Duty(Due.BACK, HERE, ticket.id), house.clock.now()))
    assert house.ticket(ticket).later_until == asked.later_until


def test_who_is_not_away_is_back_without_a_fact(house: Play) -> None:
    ticket = house.come()
    house.on(later, ticket)
    back_again = house.on(back, ticket)
    before = house.last_fact(), house.ticket(ticket).rev
    assert [house.on(back, ticket).rev for _ in range(3)] == [back_again.rev] * 3
    assert (house.last_fact(), house.ticket(ticket).rev) == before
    assert house.come().rev == back_again.rev + 1


def test_only_who_waits_can_ask_for_a_moment_leave_or_be_back(house: Play) -> None:
    ticket = house.called()
    for act in (later, back, leave, cancel):
        house.refuses(Code.NOT_WAITING, lambda act=act: house.on(act, ticket))  # type: ignore[misc]


def test_the_log_says_whether_a_visitor_left_or_was_taken_out(house: Play) -> None:
    first, second = house.come(), house.come()
    house.on(leave, first)
    assert house.last_fact() == (FactKind.LEFT, {"by": "visitor"})
    house.on(cancel, second, "moet naar de trein")
    assert house.last_fact() == (FactKind.LEFT, {"by": "staff"})
    assert house.texts() == ["moet naar de trein"]


@pytest.mark.parametrize("ended", [State.NO_SHOW, State.LEFT, State.DONE])
def test_a_late_comer_comes_back_to_the_old_place_for_half_an_hour(house: Play, ended: State) -> None:
    ticket = house.talking() if ended is State.DONE else house.called()
    house.come()
    match ended:
        case State.NO_SHOW:
            house.do(no_show, ticket)
        case State.DONE:
            house.do(finish, ticket, Ending())
        case _:
            ticket = house.on(cancel, house.come())
    house.clock.advance(minutes=30)
    again = house.on(reinstate, ticket)
    assert (again.state, again.arrived_rev, again.closed_at) == (State.WAITING, ticket.arrived_rev, None)
    assert (again.guide, again.desk, again.called_at, again.outcome) == (None, None, None, None)
    assert again.service == (2 if ended is State.DONE else 1)


def test_after_half_an_hour_or_on_another_day_it_is_too_late(house: Play) -> None:
    ticket = house.do(no_show, house.called())
    house.clock.advance(minutes=30, seconds=1)
    house.refuses(Code.TOO_LATE, lambda: house.on(reinstate, ticket))
    house.clock.moment = house.clock.moment.replace(hour=22, minute=59)
    late = house.do(no_show, house.called())
    house.clock.advance(minutes=2)
    house.refuses(Code.TOO_LATE, lambda: house.on(reinstate, late))


def test_who_waits_cannot_be_reinstated(house: Play) -> None:
    ticket = house.come()
    house.refuses(Code.NOT_CLOSED, lambda: house.on(reinstate, ticket))


@pytest.mark.parametrize("first_goes", [True, False])
def test_of_a_double_one_goes_and_the_other_has_the_earlier_place(house: Play, first_goes: bool) -> None:
    first, between, last = house.come(), house.come(), house.come()
    gone, kept = (first, last) if first_goes else (last, first)
    assert house.on(merge, gone, kept.id).id == kept.id
    assert [ticket["id"] for ticket in house.queue()["waiting"]] == [kept.id, between.id]
    assert (house.ticket(gone).state, house.ticket(gone).merged_into) == (State.LEFT, kept.id)
    counts = house.queue()["counts"]
    assert (counts["issued"], counts["left"], counts["waiting"]) == (2, 0, 2)


def test_a_merge_needs_two_who_wait(house: Play) -> None:
    called, waiting = house.called(), house.come()
    house.refuses(Code.SAME_TICKET, lambda: house.on(merge, waiting, waiting.id))
    house.refuses(Code.NOT_WAITING, lambda: house.on(merge, waiting, called.id))
    house.refuses(Code.NOT_WAITING, lambda: house.on(merge, called, waiting.id))
    house.refuses(Code.UNKNOWN_TICKET, lambda: house.on(merge, waiting, 4711))


def test_a_change_keeps_number_and_place(house: Play) -> None:
    ticket = house.come()
    changed = house.on(change, ticket, Change("leren", "en", 1))
    assert (changed.label, changed.arrived_rev) == (ticket.label, ticket.arrived_rev)
    assert (changed.question_type, changed.language, changed.priority) == ("leren", "en", 1)
    assert house.last_fact() == (
        FactKind.CHANGED,
        {"before": {"question_type": "werk", "language": "nl", "priority": 9}},
    )


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (Change(), Code.NOTHING_ASKED),
        (Change(question_type="nergens"), Code.UNKNOWN_QUESTION_TYPE),
        (Change(language="fr"), Code.UNKNOWN_LANGUAGE),
        (Change(priority=3), Code.UNKNOWN_PRIORITY),
    ],
)
def test_a_change_to_what_is_not_there_is_refused(house: Play, wanted: Change, code: Code) -> None:
    ticket = house.come()
    house.refuses(code, lambda: house.on(change, ticket, wanted))


def test_a_visit_that_is_over_is_neither_changed_nor_printed(house: Play) -> None:
    ticket = house.do(no_show, house.called())
    house.refuses(Code.NOT_OPEN, lambda: house.on(change, ticket, Change("leren")))
    house.refuses(Code.NOT_OPEN, lambda: house.on(reprint, ticket))


def test_a_visitor_is_called_again_after_a_pause_and_not_for_ever(house: Play) -> None:
    ticket = house.called()
    house.do(recall, ticket)
    house.refuses(Code.TOO_SOON, lambda: house.do(recall, ticket))
    house.clock.advance(seconds=10)
    assert house.do(recall, ticket).recalls == 2
    house.clock.advance(minutes=5)
    house.refuses(Code.NO_MORE_RECALLS, lambda: house.do(recall, ticket))


def test_who_is_gone_is_not_called_however_often_that_was_done(house: Play) -> None:
    ticket = house.called()
    house.do(recall, ticket)
    house.do(no_show, ticket)
    house.refuses(Code.NOT_CALLED, lambda: house.do(recall, ticket))


def test_a_call_out_of_order_needs_a_reason_that_the_log_does_not_repeat(house: Play) -> None:
    house.come()
    second = house.come()
    house.refuses(Code.NOTHING_ASKED, lambda: house.do(call, second, "1", "  "))
    assert house.do(call, second, "1", "moet medicijnen nemen").state == State.CALLED
    assert house.last_fact() == (FactKind.CALLED, {"call_number": 1, "why": "by_hand", "passed": 0})
    assert house.texts() == ["moet medicijnen nemen"]


def test_two_guides_do_not_call_one_visitor(house: Play) -> None:
    ticket = house.called()
    house.refuses(Code.ALREADY_CALLED, lambda: house.do(call, ticket, "2", "haast", by=BRAM))


def test_a_double_of_a_double_leads_to_the_number_that_lives(house: Play) -> None:
    first, second, third = house.come(), house.come(), house.come()
    house.on(merge, first, second.id)
    house.on(merge, second, third.id)
    with house.database.read() as session:
        found = find_by_token(session, str(first.token))
        assert ticket_view(found, None)["merged_into"] == third.label
