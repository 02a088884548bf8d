"""What each audience sees."""

from typing import Any

import pytest

from models.refusal import Code, Refusal
from models.views.state import Audience, location_state, ticket_state
from models.views.ticket import find_by_token
from tests.cast import BRAM, SAMIRA, World


def _view(world: World, audience: Audience, location: str = "plein") -> dict[str, Any]:
    with world.database.read() as session:
        view: dict[str, Any] = location_state(session, audience, location, world.clock.now())["view"]
        return view


def test_a_state_names_the_epoch_and_the_revision_it_was_made_from(world: World) -> None:
    world.issue()
    with world.database.read() as session:
        state = location_state(session, Audience.DISPLAY, "plein", world.clock.now())
    assert set(state) == {"epoch", "rev", "now", "view"}
    assert state["rev"] == world.rev()
    assert state["now"] == "2026-11-23T09:00:00.000Z"


def test_the_board_shows_the_newest_call_first_with_its_desk(world: World) -> None:
    for _ in range(3):
        world.issue()
    world.call_next(SAMIRA, "1")
    world.call_next(BRAM, "2")
    board = _view(world, Audience.DISPLAY)
    assert [(call["label"], call["desk"], call["desk_name"]) for call in board["calls"]] == [
        ("A02", "2", "Plek 2"),
        ("A01", "1", "Plek 1"),
    ]
    assert board["waiting"] == 1


def test_a_recall_comes_to_the_top_of_the_board_with_a_new_time(world: World) -> None:
    world.issue()
    world.issue()
    first = world.call_next(SAMIRA, "1")
    world.call_next(BRAM, "2")
    world.clock.advance(minutes=2)
    world.recall(first)
    call = _view(world, Audience.DISPLAY)["calls"][0]
    assert (call["label"], call["call_number"], call["called_at"]) == ("A01", 3, "2026-11-23T09:02:00.000Z")


def test_who_went_back_to_the_line_is_no_longer_on_the_board(world: World) -> None:
    world.issue()
    world.return_to_line(world.call_next())
    board = _view(world, Audience.DISPLAY)
    assert (board["calls"], board["waiting"]) == ([], 1)


def test_the_board_never_tells_a_question_or_a_guide(world: World) -> None:
    world.issue()
    world.call_next()
    assert set(_view(world, Audience.DISPLAY)["calls"][0]) == {
        "label",
        "desk",
        "desk_name",
        "call_number",
        "called_at",
        "language",
        "state",
    }


def test_the_board_of_a_new_day_is_empty(world: World) -> None:
    world.issue("altijd")
    world.call_next(location="altijd")
    world.clock.advance(days=1)
    board = _view(world, Audience.DISPLAY, "altijd")
    assert (board["calls"], board["waiting"]) == ([], 0)


def test_the_queue_shows_the_line_in_order_and_why_the_first_is_next(world: World) -> None:
    for question in ("werk", "leren", "werk"):
        world.issue(question=question)
    queue = _view(world, Audience.STAFF)
    assert [(t["label"], t["ahead"], t["reason"]) for t in queue["waiting"]] == [
        ("A01", 0, "waited_longest"),
        ("B01", 1, None),
        ("A02", 2, None),
    ]


def test_the_queue_shows_every_desk_with_its_guide_and_state(world: World) -> None:
    for _ in range(3):
        world.issue()
    world.start(world.call_next(SAMIRA, "1"))
    world.call_next(BRAM, "2")
    desks = [(d["id"], d["guide"], d["state"]) for d in _view(world, Audience.STAFF)["desks"]]
    assert desks == [("1", SAMIRA, "in_conversation"), ("2", BRAM, "called"), ("3", None, "free")]


def test_the_queue_counts_the_outcomes_of_the_day_apart(world: World) -> None:
    for _ in range(4):
        world.issue()
    world.serve()
    world.no_show(world.call_next())
    counts = _view(world, Audience.STAFF)["counts"]
    assert counts == {"waiting": 2, "issued": 4, "done": 1, "no_show": 1, "left": 0, "abandoned": 0}


def test_a_conversation_that_outlasts_its_day_stays_with_its_guide(world: World) -> None:
    world.issue("altijd")
    ticket = world.start(world.call_next(location="altijd"))
    world.clock.advance(days=1)
    assert [t["id"] for t in _view(world, Audience.STAFF, "altijd")["in_conversation"]] == [ticket.id]
    assert world.finish(ticket).state == "done"


def test_the_kiosk_knows_what_it_may_offer(world: World) -> None:
    view = _view(world, Audience.KIOSK)
    assert (view["open"], view["full"], view["question_types"]) == (True, False, ["werk", "leren"])


def test_a_full_or_closed_location_tells_the_kiosk(world: World) -> None:
    for _ in range(5):
        world.issue()
    assert _view(world, Audience.KIOSK)["full"] is True
    world.clock.advance(hours=3)  # 13:00 at the Plein: open again after lunch
    assert _view(world, Audience.KIOSK)["door"] == "open"
    world.clock.advance(hours=5)
    view = _view(world, Audience.KIOSK)
    assert (view["door"], view["opens_at"]) == ("closed", "2026-11-24T08:00:00.000Z")


def test_a_visitor_sees_the_place_in_line_and_never_the_guide(world: World) -> None:
    world.issue()
    mine = world.issue()
    assert mine.token
    with world.database.read() as session:
        view = ticket_state(session, find_by_token(session, mine.token), world.clock.now())["view"]
    assert (view["ahead"], view["state"]) == (1, "waiting")
    world.serve()
    world.call_next()
    with world.database.read() as session:
        view = ticket_state(session, find_by_token(session, mine.token), world.clock.now())["view"]
    assert (view["state"], view["desk_name"], view["guide"], view["ahead"]) == (
        "called",
        "Plek 1",
        None,
        None,
    )


def test_a_token_that_no_ticket_has_is_unknown(world: World) -> None:
    with world.database.read() as session, pytest.raises(Refusal) as refused:
        find_by_token(session, "nothing")
    assert refused.value.code is Code.UNKNOWN_TICKET
