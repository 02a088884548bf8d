"""The waits as the views tell them: from the line, the floor and the log; null where nobody can say."""

from datetime import timedelta
from typing import Any

import pytest

from models.actions.conversation import Ending, finish
from models.actions.desk import Presence, be
from models.actions.door import CloseReason, close
from models.actions.issue import Wish, issue
from models.actions.visit import later
from models.configuration import load_region
from models.outlook import Waits
from models.refusal import Refusal
from models.region_file import read_region
from models.tables import Ticket
from models.views.board import board_view
from models.views.expected import expected
from models.views.head import head_of
from models.views.kiosk import kiosk_view
from models.views.queue import whole_line
from models.views.state import ticket_state
from models.views.wait import wait_view
from tests.cast import BRAM, SAMIRA
from tests.models.acts import Play
from tests.models.house import HERE, LARGE, REGION

MINUTE = 60
NOW = {"low": 0, "high": 0}


def seen(house: Play, ticket: Ticket) -> dict[str, Any]:
    with house.database.read() as session:
        return dict(ticket_state(session, session.get_one(Ticket, ticket.id), house.clock.now())["view"])


def planned(house: Play, guides: str) -> None:
    text = REGION.replace("max_waiting = 8\n", f"max_waiting = 8\nguides = {guides}\n")
    now = house.clock.now()
    house.database.run(lambda session: load_region(session, read_region(text), "test", now))


def morning(house: Play, minutes: float, visits: int = 14) -> None:
    """A guide helps some visitors, each for so many minutes."""
    for _ in range(visits):
        ticket = house.talking(SAMIRA, "1")
        house.clock.advance(minutes=minutes)
        house.do(finish, ticket, Ending())


def test_where_no_guide_is_and_none_is_planned_nobody_can_say(house: Play) -> None:
    house.come()
    assert house.waits() == Waits()


def test_where_a_guide_is_free_a_newcomer_is_called_now(house: Play) -> None:
    house.sits(SAMIRA, "1")
    house.clock.advance(minutes=10)
    assert house.waits().anybody == NOW
    assert house.waits().coming["werk"] == NOW


def test_every_view_tells_the_same_wait(house: Play) -> None:
    house.talking(SAMIRA, "1")
    ticket, other = house.come(), house.come("leren")
    told = house.waits()
    with house.database.read() as session:
        head = head_of(session, HERE, house.clock.now())
        board, kiosk, public = board_view(session, head), kiosk_view(session, head), wait_view(session, head)
        line = {row["id"]: row["wait"] for row in whole_line(session, head)}
    assert board["wait"] == kiosk["wait"] == public["wait"] == told.anybody
    assert {name: asked["wait"] for name, asked in public["question_types"].items()} == told.coming
    assert (
        line == told.tickets == {ticket.id: seen(house, ticket)["wait"], other.id: seen(house, other)["wait"]}
    )
    assert told.tickets[ticket.id]["high"] <= told.tickets[other.id]["high"]


def test_what_was_seen_at_the_location_counts(house: Play) -> None:
    morning(house, 2)
    talking = house.talking(SAMIRA, "1")
    short = house.waits().coming["werk"]
    house.do(finish, talking, Ending())
    morning(house, 30, 24)
    house.talking(SAMIRA, "1")
    long = house.waits().coming["werk"]
    assert short["high"] < long["high"]


def test_who_is_with_a_guide_or_gone_has_no_wait(house: Play) -> None:
    ticket = house.talking(SAMIRA, "1")
    assert seen(house, ticket)["wait"] is None
    house.do(finish, ticket, Ending())
    assert seen(house, ticket)["wait"] is None


def test_who_asked_for_a_moment_has_no_wait_and_is_in_nobodys_way(house: Play) -> None:
    house.talking(SAMIRA, "1")
    first, second = house.come(), house.come()
    before = house.waits().tickets[first.id]
    house.on(later, first)
    told = house.waits().tickets
    assert first.id not in told
    assert told[second.id] == before


def test_a_question_that_only_a_busy_guide_takes_waits_for_that_one(house: Play) -> None:
    house.takes(SAMIRA, ("werk",))
    house.takes(BRAM, ("leren",))
    house.sits(SAMIRA, "1")
    house.talking(BRAM, "2", "leren")
    house.clock.advance(minutes=5)
    told = house.waits().coming
    assert told["werk"] == NOW
    assert told["leren"]["high"] > 0


def test_when_the_only_guide_pauses_nobody_can_say(house: Play) -> None:
    house.sits(SAMIRA, "1")
    house.at(be, SAMIRA, Presence.PAUSE, by=SAMIRA)
    assert house.waits().anybody is None


def test_who_forgot_to_leave_the_desk_yesterday_is_not_there_today(house: Play) -> None:
    house.sits(SAMIRA, "1")
    house.clock.advance(minutes=10)
    assert house.waits().coming["werk"] == NOW
    house.wait(hours=23)
    assert house.waits().coming.get("werk") != NOW
    house.sits(BRAM, "2")
    house.clock.advance(minutes=10)
    assert house.waits().coming["werk"] == NOW


def test_a_closed_house_promises_nobody_anything(house: Play) -> None:
    house.talking(SAMIRA, "1")
    ticket = house.come()
    house.at(close, CloseReason.OTHER, False, house.clock.now() + timedelta(hours=2))
    assert house.waits() == Waits()
    assert seen(house, ticket)["wait"] is None


def test_guides_who_are_planned_are_waited_for(house: Play) -> None:
    planned(house, '{ mon = ["10:30-17:00 2"] }')  # it is ten o'clock there
    told = house.waits().coming["werk"]
    assert (told["low"], told["high"]) == (30 * MINUTE, 30 * MINUTE)


def test_guides_who_are_late_are_expected_soon(house: Play) -> None:
    planned(house, '{ mon = ["09:00-17:00 1"] }')
    told = house.waits().coming["werk"]
    assert (told["low"], told["high"]) == (0, 10 * MINUTE)


def test_who_is_planned_to_leave_soon_calls_nobody_afterwards(house: Play) -> None:
    house.talking(SAMIRA, "1")
    stays = house.waits().coming["werk"]
    planned(house, '{ mon = ["09:00-10:01 1", "11:00-17:00 1"] }')
    leaves = house.waits().coming["werk"]
    assert stays["low"] < 30 * MINUTE
    assert leaves["low"] >= 60 * MINUTE - 1


def test_time_alone_brings_a_turn_nearer(house: Play) -> None:
    morning(house, 10)
    house.talking(SAMIRA, "1")
    for _ in range(4):
        house.come()
    last = house.come()
    before = house.waits().tickets[last.id]
    house.clock.advance(minutes=9)
    assert house.waits().tickets[last.id]["high"] <= before["high"]


def test_a_command_tells_what_screens_were_told_and_works_nothing_out(house: Play) -> None:
    house.talking(SAMIRA, "1")
    for _ in range(3):
        house.come()
    told = house.waits().coming["leren"]
    given = house.turn(HERE, lambda turn: issue(turn, Wish("leren", "nl")))
    assert given.wait == told
    house.clock.advance(minutes=5)
    assert house.turn(HERE, lambda turn: issue(turn, Wish("leren", "nl"))).wait is None


def test_what_a_transaction_that_failed_saw_is_not_learned(house: Play) -> None:
    house.talking(SAMIRA, "1")
    before = house.waits()

    def fails(turn: Any) -> None:
        issue(turn, Wish("werk", "nl"))
        expected(turn.session, head_of(turn.session, HERE, turn.at))
        raise Refusal("full", "for the test")  # type: ignore[arg-type]

    with pytest.raises(Refusal):
        house.turn(HERE, fails)
    assert house.waits() == before


def test_a_long_line_is_told_in_proportion(large_house: Play) -> None:
    large_house.talking(SAMIRA, "1")
    tickets = [large_house.come() for _ in range(100)]
    told = large_house.waits().tickets
    assert len(told) == len(tickets)
    highs = [told[ticket.id]["high"] for ticket in tickets]
    assert highs[99] > highs[60] > highs[30]
    assert large_house.waits().coming["werk"]["high"] >= highs[99]


def test_the_estimate_says_when_it_is_full_and_the_figure_where_nobody_knows(house: Play) -> None:
    text = LARGE.replace('hours = "always"', 'hours = { mon = ["09:00-12:00"] }\nminutes_per_visit = 240', 1)
    now = house.clock.now()
    house.database.run(lambda session: load_region(session, read_region(text), "test", now))
    house.come()
    house.clock.advance(minutes=1)

    def full() -> bool:
        with house.database.read() as session:
            return kiosk_view(session, head_of(session, HERE, house.clock.now()))["full"]

    assert full()  # one waits, and nobody is there: four hours by the figure
    house.sits(SAMIRA, "1")
    house.clock.advance(minutes=1)
    assert not full()  # by the estimate a few minutes
