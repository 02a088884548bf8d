"""Sending a visitor on: same number, old place, another question, guide or desk."""

import pytest

from models.actions.conversation import Ending, begin_service, finish, take_over
from models.actions.desk import PauseReason, Presence, be, leave_desk
from models.actions.hold import Target, hold, transfer
from models.actions.undo import undo
from models.log import FactKind
from models.refusal import Code, NobodyWaiting
from models.transition import State
from tests.cast import BRAM, SAMIRA
from tests.models.acts import Play


def test_a_visitor_sent_to_a_guide_waits_for_that_guide_at_the_old_place(house: Play) -> None:
    ticket = house.talking()
    house.sits(BRAM, "2")
    sent = house.do(transfer, ticket, Target(guide=BRAM), "spreekt ook Frans")
    assert (sent.label, sent.arrived_rev, sent.service) == (ticket.label, ticket.arrived_rev, 1)
    assert (sent.state, sent.guide, sent.desk, sent.call_number) == (State.WAITING, None, None, None)
    with pytest.raises(NobodyWaiting):
        house.next(SAMIRA, "1")
    assert house.next(BRAM, "2").id == ticket.id


def test_the_question_that_ended_is_kept_with_its_times(house: Play) -> None:
    ticket = house.talking()
    house.clock.advance(minutes=7)
    house.do(transfer, ticket, Target(question_type="leren"))
    (kept,) = house.services(ticket)
    assert (kept.number, kept.question_type, kept.guide, kept.outcome) == (1, "werk", SAMIRA, "transferred")
    assert (kept.started_at, kept.ended_at) == (ticket.started_at, house.clock.now())


def test_the_log_says_where_to_and_from_where_but_not_the_words(house: Play) -> None:
    house.do(transfer, house.talking(), Target(desk="3"), "mevrouw De Vries")
    kind, data = house.last_fact()
    assert (kind, data) == (FactKind.TRANSFERRED, {"after": "werk", "for_guide": None, "for_desk": "3"})
    assert (house.facts("huis")[-1].guide, house.facts("huis")[-1].desk) == (SAMIRA, "1")


@pytest.mark.parametrize(
    ("target", "code"),
    [
        (Target(), Code.NOTHING_ASKED),
        (Target(guide=BRAM), Code.GUIDE_NOT_HERE),
        (Target(desk="9"), Code.UNKNOWN_DESK),
        (Target(question_type="nergens"), Code.UNKNOWN_QUESTION_TYPE),
    ],
)
def test_a_transfer_to_nowhere_is_refused(house: Play, target: Target, code: Code) -> None:
    ticket = house.talking()
    house.refuses(code, lambda: house.do(transfer, ticket, target))


def test_a_guide_who_sits_at_another_location_is_not_here(house: Play) -> None:
    ticket = house.talking()
    house.sits(BRAM, "1", "buur")
    house.refuses(Code.GUIDE_NOT_HERE, lambda: house.do(transfer, ticket, Target(guide=BRAM)))


def test_a_transfer_needs_a_conversation(house: Play) -> None:
    ticket = house.called()
    house.refuses(Code.NOT_IN_CONVERSATION, lambda: house.do(transfer, ticket, Target(desk="2")))


def test_another_question_goes_on_at_once_and_both_have_their_times(house: Play) -> None:
    ticket = house.talking()
    house.clock.advance(minutes=4)
    second = house.do(begin_service, ticket, "leren", Ending("referred", ("cv",)))
    assert (second.state, second.question_type, second.service) == (State.IN_CONVERSATION, "leren", 2)
    house.clock.advance(minutes=6)
    house.do(finish, second, Ending())
    assert [(s.number, s.question_type, s.outcome, s.topics) for s in house.services(ticket)] == [
        (1, "werk", "referred", ["cv"]),
        (2, "leren", "answered", []),
    ]
    assert house.services(ticket)[0].ended_at == house.services(ticket)[1].started_at


def test_another_question_that_is_unknown_or_ends_unknown_is_refused(house: Play) -> None:
    ticket = house.talking()
    house.refuses(Code.UNKNOWN_QUESTION_TYPE, lambda: house.do(begin_service, ticket, "nergens", Ending()))
    house.refuses(Code.UNKNOWN_OUTCOME, lambda: house.do(begin_service, ticket, "leren", Ending("fine")))


@pytest.mark.parametrize("desk", ["1", "2"])
def test_a_colleague_goes_on_in_the_same_seat_or_at_another_desk(house: Play, desk: str) -> None:
    ticket = house.talking()
    taken = house.do(take_over, ticket, desk, by=BRAM)
    assert (taken.state, taken.guide, taken.desk) == (State.IN_CONVERSATION, BRAM, desk)
    seats = {item["id"]: item["guide"] for item in house.queue()["desks"]}
    assert seats == {"1": BRAM if desk == "1" else SAMIRA, "2": BRAM if desk == "2" else None, "3": None}


def test_who_is_called_is_called_again_to_the_other_desk(house: Play) -> None:
    ticket = house.called()
    taken = house.do(take_over, ticket, "2", by=BRAM)
    assert (taken.state, taken.desk, taken.call_number) == (State.CALLED, "2", 2)


def test_who_is_on_hold_goes_on_with_whoever_takes_over(house: Play) -> None:
    held = house.do(hold, house.talking(), 5)
    taken = house.do(take_over, held, "2", by=BRAM)
    assert (taken.state, taken.held_until) == (State.IN_CONVERSATION, None)


def test_taking_over_needs_a_free_guide_a_free_desk_and_a_visitor_at_one(house: Play) -> None:
    ticket, waiting = house.talking(), house.come()
    house.refuses(Code.NOT_CALLED, lambda: house.do(take_over, waiting, "2", by=BRAM))
    house.refuses(Code.UNKNOWN_DESK, lambda: house.do(take_over, ticket, "9", by=BRAM))
    house.next(BRAM, "2")
    house.refuses(Code.BUSY, lambda: house.do(take_over, ticket, "3", by=BRAM))
    house.refuses(Code.DESK_BUSY, lambda: house.do(take_over, ticket, "2", by="Noor"))


def test_a_transfer_can_be_undone_while_the_guide_is_still_there(house: Play) -> None:
    ticket = house.talking()
    sent = house.do(transfer, ticket, Target(question_type="leren"))
    back = house.do(undo, sent)
    assert (back.state, back.question_type, back.service) == (State.IN_CONVERSATION, "werk", 1)
    assert house.services(ticket) == []


def test_who_left_the_desk_cannot_have_the_visitor_back(house: Play) -> None:
    sent = house.do(transfer, house.talking(), Target(question_type="leren"))
    house.at(leave_desk, SAMIRA, by=SAMIRA)
    house.refuses(Code.NO_DESK, lambda: house.do(undo, sent))


def test_whoever_sent_a_visitor_on_is_not_offered_them_while_another_can_help(house: Play) -> None:
    house.sits(BRAM, "2")
    sent = house.do(transfer, house.talking(), Target(question_type="leren"))
    with pytest.raises(NobodyWaiting):
        house.next(SAMIRA, "1")
    assert house.next(BRAM, "2").id == sent.id


def test_whoever_is_alone_takes_back_whom_they_sent_on(house: Play) -> None:
    sent = house.do(transfer, house.talking(), Target(question_type="leren"))
    assert house.next(SAMIRA, "1").id == sent.id


def test_a_guide_on_a_pause_keeps_no_visitor_waiting(house: Play) -> None:
    house.sits(BRAM, "2")
    sent = house.do(transfer, house.talking(), Target(guide=BRAM))
    house.at(be, BRAM, Presence.PAUSE, PauseReason.LUNCH, by=BRAM)
    assert house.next("Noor", "3").id == sent.id
