"""A slip of the finger is taken back, for a minute, by who made it."""

from collections.abc import Callable
from typing import Any

import pytest

from models.actions.calling import call, no_show, recall, return_to_line
from models.actions.conversation import Ending, begin_service, finish, start
from models.actions.hold import Target, hold, resume, transfer
from models.actions.question import Change, change
from models.actions.remark import note
from models.actions.undo import undo
from models.actions.visit import cancel, later, leave, merge, reprint
from models.log import FactKind
from models.refusal import Code
from models.tables import Ticket
from models.transition import State
from tests.cast import BRAM, SAMIRA
from tests.models.acts import Play
from tests.models.house import COEN

Step = tuple[Callable[[Play], Ticket], Callable[[Play, Ticket], Any]]
STEPS: dict[str, Step] = {
    "call": (Play.come, lambda house, _: house.next()),
    "start": (Play.called, lambda house, ticket: house.do(start, ticket)),
    "return": (Play.called, lambda house, ticket: house.do(return_to_line, ticket)),
    "no_show": (Play.called, lambda house, ticket: house.do(no_show, ticket)),
    "finish": (Play.talking, lambda house, ticket: house.do(finish, ticket, Ending())),
    "hold": (Play.talking, lambda house, ticket: house.do(hold, ticket, 5)),
    "resume": (
        lambda house: house.do(hold, house.talking(), 5),
        lambda house, ticket: house.do(resume, ticket),
    ),
    "transfer": (Play.talking, lambda house, ticket: house.do(transfer, ticket, Target("leren"))),
    "service": (Play.talking, lambda house, ticket: house.do(begin_service, ticket, "leren", Ending())),
    "cancel": (Play.come, lambda house, ticket: house.on(cancel, ticket, by=SAMIRA)),
    "later": (Play.come, lambda house, ticket: house.on(later, ticket, by=SAMIRA)),
    "change": (
        Play.come,
        lambda house, ticket: house.on(change, ticket, Change("leren", "en", 1), by=SAMIRA),
    ),
}


def columns(ticket: Ticket) -> dict[str, object]:
    return {
        column.name: getattr(ticket, column.name)
        for column in Ticket.table().columns
        if column.name not in {"rev", "last"}
    }


@pytest.mark.parametrize("step", STEPS)
def test_after_an_undo_the_visit_is_as_it_was(house: Play, step: str) -> None:
    prepare, act = STEPS[step]
    before = columns(house.ticket(prepare(house)))
    house.clock.advance(seconds=30)
    ticket = act(house, house.ticket_of(before))
    assert columns(ticket) != before
    house.clock.advance(seconds=30)
    undone = house.do(undo, ticket)
    assert columns(undone) == before
    assert house.last_fact() == (FactKind.UNDONE, {"step": step})
    assert house.services(ticket) == []


@pytest.mark.parametrize("step", STEPS)
def test_a_step_is_undone_once(house: Play, step: str) -> None:
    prepare, act = STEPS[step]
    ticket = act(house, prepare(house))
    house.do(undo, ticket)
    house.refuses(Code.NOTHING_TO_UNDO, lambda: house.do(undo, ticket))


@pytest.mark.parametrize("step", STEPS)
def test_after_a_minute_it_is_too_late(house: Play, step: str) -> None:
    prepare, act = STEPS[step]
    ticket = act(house, prepare(house))
    house.clock.advance(seconds=61)
    house.refuses(Code.TOO_LATE, lambda: house.do(undo, ticket))


def test_a_colleagues_step_is_not_mine_to_undo_but_the_coordinators(house: Play) -> None:
    ticket = house.do(no_show, house.called())
    house.refuses(Code.NOTHING_TO_UNDO, lambda: house.do(undo, ticket, by=BRAM))
    undone = house.turn("huis", lambda turn: undo(turn, ticket.id, None), COEN)
    assert (undone.state, undone.guide) == (State.CALLED, SAMIRA)


def test_what_the_room_heard_a_visitor_did_or_a_merge_made_cannot_be_undone(house: Play) -> None:
    called, gone, double = house.called(), house.come(), house.come()
    kept = house.come()
    house.do(recall, called)
    house.on(leave, gone)
    house.on(merge, double, kept.id)
    for ticket in (called, gone, double, kept):
        house.refuses(
            Code.NOTHING_TO_UNDO,
            lambda ticket=ticket: house.turn("huis", lambda turn: undo(turn, ticket.id, None), COEN),  # type: ignore[misc]
        )


def test_what_time_did_cannot_be_undone(house: Play) -> None:
    ticket = house.come()
    house.on(later, ticket)
    house.wait(minutes=10)
    assert house.ticket(ticket).later_until is None
    house.refuses(
        Code.NOTHING_TO_UNDO, lambda: house.turn("huis", lambda turn: undo(turn, ticket.id, None), COEN)
    )


def test_a_note_or_a_reprint_after_a_step_leaves_it_to_be_undone(house: Play) -> None:
    ticket = house.do(return_to_line, house.called())
    house.on(note, ticket, "loopt moeilijk")
    house.on(reprint, ticket)
    assert house.do(undo, ticket).state == State.CALLED


def test_who_has_called_somebody_else_meanwhile_cannot_have_the_first_back(house: Play) -> None:
    gone = house.do(no_show, house.called())
    house.called()
    house.refuses(Code.BUSY, lambda: house.do(undo, gone))


def test_a_desk_that_somebody_else_took_meanwhile_is_not_taken_back(house: Play) -> None:
    gone = house.do(no_show, house.called())
    house.called(BRAM, "1")
    house.refuses(Code.NO_DESK, lambda: house.do(undo, gone))


def test_a_step_of_yesterday_is_not_undone(house: Play) -> None:
    ticket = house.do(no_show, house.called())
    house.clock.advance(days=1)
    house.refuses(Code.NOTHING_TO_UNDO, lambda: house.do(undo, ticket))


def test_undoing_a_call_out_of_order_keeps_the_line_counted_right(house: Play) -> None:
    ticket = house.come()
    house.do(call, ticket, "1", "kan niet staan")
    house.do(undo, ticket)
    assert (house.queue()["counts"]["waiting"], house.queue()["called"]) == (1, [])


def test_a_stale_screen_undoes_nothing(house: Play) -> None:
    ticket = house.do(no_show, house.called())
    house.refuses(Code.STALE, lambda: house.do(undo, ticket, ticket.rev - 1))


def test_the_words_of_an_undone_step_go_and_the_earlier_ones_are_back(house: Play) -> None:
    waiting = house.come()
    house.on(cancel, waiting, "is weggestuurd")
    house.on(undo, waiting, None)
    talking = house.talking()
    house.on(note, talking, "oude notitie")
    house.do(finish, talking, Ending(note="nieuwe notitie"))
    house.do(undo, talking)
    assert house.texts() == ["oude notitie"]


def test_a_call_that_was_undone_overtook_nobody(house: Play) -> None:
    first = house.come("werk")
    house.come("snel")
    house.do(undo, house.next())
    assert house.ticket(first).overtaken == 0
