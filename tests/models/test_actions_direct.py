"""Visitors who never stood in the line, a paper roll, a door that closes, a house that is full."""

from datetime import timedelta

import pytest

from models.actions.direct import call_paper, set_roll, walk_direct
from models.actions.door import CloseReason, close, go_away, reopen
from models.actions.issue import Wish
from models.actions.remark import remove_message, show_message
from models.capacity import is_full
from models.hours import Door, DoorState
from models.log import FactKind
from models.refusal import Code
from models.region_file import read_region
from models.transition import State
from tests.cast import BRAM, SAMIRA
from tests.models.acts import Play
from tests.models.house import HERE, MOST_WAITING, REGION

WERK = Wish("werk", "nl", printed=False)


def test_who_walks_straight_in_is_issued_called_and_started_in_the_log(house: Play) -> None:
    ticket = house.at(walk_direct, SAMIRA, "1", WERK, by=SAMIRA)
    assert (ticket.state, ticket.label, ticket.guide, ticket.desk) == (
        State.IN_CONVERSATION,
        "A01",
        SAMIRA,
        "1",
    )
    assert [fact.kind for fact in house.facts(HERE)[-3:]] == ["issued", "called", "started"]
    assert house.come().label == "A02"


def test_walking_in_goes_to_whoever_sits_there_and_needs_somebody(house: Play) -> None:
    house.refuses(Code.NO_DESK, lambda: house.at(walk_direct, None, "1", WERK))
    house.sits(BRAM, "1")
    assert house.at(walk_direct, None, "1", WERK).guide == BRAM
    house.refuses(Code.BUSY, lambda: house.at(walk_direct, None, "1", WERK))
    house.refuses(Code.DESK_BUSY, lambda: house.at(walk_direct, SAMIRA, "1", WERK))


def test_walking_in_goes_on_when_the_house_is_full_or_closed(house: Play) -> None:
    for _ in range(MOST_WAITING):
        house.come()
    house.refuses(Code.FULL, house.come)
    house.at(close, CloseReason.STAFF, True)
    assert house.at(walk_direct, SAMIRA, "1", WERK).state == State.IN_CONVERSATION


def test_the_roll_begins_again_at_nought_and_a_second_round_is_told_apart(house: Play) -> None:
    house.at(set_roll, 98, 99)
    labels = []
    for _ in range(3):
        labels.append(house.at(call_paper, SAMIRA, "1", by=SAMIRA).label)
        house.do_all_done()
    house.at(set_roll, 98, 99)
    labels.append(house.at(call_paper, SAMIRA, "1", by=SAMIRA).label)
    assert labels == ["P-98", "P-99", "P-00", "P2-98"]
    assert house.queue()["paper"] == {"next": 99, "last": 99}


def test_a_number_is_called_four_times_a_day_and_then_the_roll_is_refused(house: Play) -> None:
    for _ in range(4):
        house.at(set_roll, 5, 99)
        house.at(call_paper, SAMIRA, "1", by=SAMIRA)
        house.do_all_done()
    house.at(set_roll, 5, 99)
    house.refuses(Code.PAPER_NUMBER_TAKEN, lambda: house.at(call_paper, SAMIRA, "1"))


def test_without_a_roll_there_is_no_paper_number(house: Play) -> None:
    house.refuses(Code.NO_PAPER_ROLL, lambda: house.at(call_paper, SAMIRA, "1"))
    house.refuses(Code.OUT_OF_RANGE, lambda: house.at(set_roll, 100, 99))
    house.at(set_roll, 1, 99)
    house.at(set_roll, None)
    assert house.last_fact() == (FactKind.PAPER_STOPPED, {})
    house.refuses(Code.NO_PAPER_ROLL, lambda: house.at(call_paper, SAMIRA, "1"))


def test_a_closed_house_gives_no_numbers_until_it_opens_again(house: Play) -> None:
    house.refuses(Code.ALREADY_OPEN, lambda: house.at(reopen))
    house.at(close, CloseReason.TECHNICAL, False)
    closing = house.queue()["closing"]
    assert (closing["reason"], closing["helping"]) == ("technical", False)
    house.refuses(Code.CLOSED, house.come)
    house.refuses(Code.ALREADY_CLOSED, lambda: house.at(close, CloseReason.STAFF, True))
    house.at(reopen)
    assert (house.queue()["closing"], house.come().label) == (None, "A01")


@pytest.mark.parametrize("hours", [0, -1, 24 * 400])
def test_a_closing_ends_at_a_moment_ahead_within_a_year(house: Play, hours: int) -> None:
    until = house.clock.now() + timedelta(hours=hours)
    house.refuses(Code.OUT_OF_RANGE, lambda: house.at(close, CloseReason.STAFF, True, until))


def test_back_in_a_moment_keeps_giving_numbers(house: Play) -> None:
    house.at(go_away, 20)
    assert house.queue()["away_until"] == "2026-11-23T09:20:00.000Z"
    house.come()
    house.clock.advance(minutes=20)
    assert house.queue()["away_until"] is None


def test_a_message_is_shown_until_it_is_over_or_taken_away(house: Play) -> None:
    first = house.at(show_message, "Koffie staat klaar", house.clock.now() + timedelta(minutes=5))
    house.at(show_message, "Vandaag tot vier uur", house.clock.now() + timedelta(hours=5))
    house.wait(minutes=5)
    assert [message["text"] for message in house.queue()["messages"]] == ["Vandaag tot vier uur"]
    house.refuses(Code.UNKNOWN_MESSAGE, lambda: house.at(remove_message, first))
    house.refuses(
        Code.NOTHING_ASKED, lambda: house.at(show_message, " ", house.clock.now() + timedelta(hours=1))
    )


@pytest.mark.parametrize(
    ("waiting", "guides", "full"),
    [(0, 0, False), (5, 1, False), (6, 1, True), (10, 2, False), (11, 2, True), (5, 0, False)],
)
def test_a_house_is_full_when_a_newcomer_would_be_called_after_closing(
    house: Play, waiting: int, guides: int, full: bool
) -> None:
    place = read_region(REGION).locations[0].model_copy(update={"minutes_per_visit": 12, "max_waiting": None})
    now = house.clock.now()
    door = Door(DoorState.OPEN, closes_at=now + timedelta(hours=1))
    assert is_full(place, door, now, waiting, guides) is full
