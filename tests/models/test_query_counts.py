"""What an act or a view asks of the database does not grow with the line."""

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from models import outlook
from models.actions.calling import call, call_next, no_show, recall, return_to_line
from models.actions.conversation import Ending, begin_service, finish, start, take_over
from models.actions.desk import Presence, be, take_desk
from models.actions.direct import walk_direct
from models.actions.hold import Target, hold, resume, transfer
from models.actions.issue import Wish, issue
from models.actions.question import Change, change
from models.actions.remark import note
from models.actions.time import duties
from models.actions.undo import undo
from models.actions.visit import back, cancel, later, leave, merge, reinstate, reprint
from models.log import Turn
from models.tables import Ticket
from models.views.board import board_view
from models.views.guide import guide_profiles
from models.views.head import Head, head_of
from models.views.kiosk import kiosk_view
from models.views.line import _known
from models.views.queue import queue_view, whole_line
from models.views.state import ticket_state
from models.views.ticket import closed_today
from models.views.wait import wait_view
from tests.cast import BRAM, SAMIRA
from tests.models.acts import Play
from tests.models.house import HERE, NOOR

MOST_STATEMENTS = 25
"""More than the longest act needs; a statement for each visitor would be hundreds."""
WALK = Wish("leren", "nl")


@contextmanager
def statements(house: Play) -> Iterator[list[str]]:
    """Every statement that reaches SQLite meanwhile, whoever sends it."""
    seen: list[str] = []

    def listen(connection: Any, *_: object) -> None:
        connection.set_trace_callback(seen.append)

    engines = (house.database.writer, house.database.reader)
    for engine in engines:
        event.listen(engine, "checkout", listen)
    try:
        yield seen
    finally:
        for engine in engines:
            event.remove(engine, "checkout", listen)


def nobody(turn: Turn, late: int) -> int:
    return late


def called(turn: Turn, _: int) -> int:
    return call_next(turn.next(), SAMIRA, "1").id


def talking(turn: Turn, late: int) -> int:
    return start(turn.next(), called(turn, late), SAMIRA).id


def held(turn: Turn, late: int) -> int:
    return hold(turn.next(), talking(turn, late), SAMIRA, 5).id


def missed(turn: Turn, late: int) -> int:
    return no_show(turn.next(), called(turn, late), SAMIRA).id


def seated(turn: Turn, late: int) -> int:
    take_desk(turn.next(), SAMIRA, "1")
    return late


Before = Callable[[Turn, int], int]
Act = Callable[[Turn, int], object]
ACTS: dict[str, tuple[Before, Act]] = {
    "issue": (nobody, lambda turn, _: issue(turn, WALK)),
    "issue with priority": (nobody, lambda turn, _: issue(turn, Wish("snel", "nl"))),
    "call next": (nobody, lambda turn, _: call_next(turn, SAMIRA, "1")),
    "call": (nobody, lambda turn, visit: call(turn, visit, SAMIRA, "1", "haast")),
    "recall": (called, lambda turn, visit: recall(turn, visit, SAMIRA)),
    "return": (called, lambda turn, visit: return_to_line(turn, visit, SAMIRA)),
    "no show": (called, lambda turn, visit: no_show(turn, visit, SAMIRA)),
    "start": (called, lambda turn, visit: start(turn, visit, SAMIRA)),
    "finish": (talking, lambda turn, visit: finish(turn, visit, SAMIRA, Ending(note="dag"))),
    "service": (talking, lambda turn, visit: begin_service(turn, visit, SAMIRA, "leren", Ending())),
    "hold": (talking, lambda turn, visit: hold(turn, visit, SAMIRA, 5)),
    "resume": (held, lambda turn, visit: resume(turn, visit, SAMIRA)),
    "transfer": (talking, lambda turn, visit: transfer(turn, visit, SAMIRA, Target("leren"))),
    "take over": (talking, lambda turn, visit: take_over(turn, visit, BRAM, "2")),
    "undo": (held, lambda turn, visit: undo(turn, visit, None)),
    "cancel": (nobody, lambda turn, visit: cancel(turn, visit, "weg")),
    "leave": (nobody, leave),
    "later": (nobody, later),
    "back": (nobody, back),
    "reinstate": (missed, reinstate),
    "merge": (nobody, lambda turn, visit: merge(turn, visit, visit - 1)),
    "change": (nobody, lambda turn, visit: change(turn, visit, Change("leren"))),
    "note": (nobody, lambda turn, visit: note(turn, visit, "dag")),
    "reprint": (nobody, reprint),
    "walk direct": (nobody, lambda turn, _: walk_direct(turn, SAMIRA, "1", WALK)),
    "take desk": (nobody, lambda turn, _: take_desk(turn, SAMIRA, "2")),
    "presence": (seated, lambda turn, _: be(turn, SAMIRA, Presence.PAUSE)),
}


def place(session: Session, house: Play) -> Head:
    return head_of(session, HERE, house.clock.now())


VIEWS: dict[str, Callable[[Session, Play, Ticket], object]] = {
    "board": lambda session, house, _: board_view(session, place(session, house)),
    "kiosk": lambda session, house, _: kiosk_view(session, place(session, house)),
    "queue": lambda session, house, _: queue_view(session, place(session, house)),
    "ticket": lambda session, house, late: ticket_state(session, late, house.clock.now()),
    "line": lambda session, house, _: whole_line(session, place(session, house)),
    "closed": lambda session, house, _: closed_today(session, place(session, house)),
    "wait": lambda session, house, _: wait_view(session, place(session, house)),
    "guides": lambda session, house, _: guide_profiles(session, place(session, house)),
    "duties": lambda session, house, _: duties(session, house.clock.now()),
}


@pytest.fixture(params=[("werk",), None], ids=["choosy guides", "guides who take everything"])
def office(large_house: Play, request: pytest.FixtureRequest) -> Play:
    large_house.takes(SAMIRA, request.param, ("leren",))
    large_house.sits(NOOR, "3")
    return large_house


def fill(house: Play, waiting: range) -> Ticket:
    """The line grows; its last visitor."""
    return [house.come(("werk", "leren", "snel")[number % 3]) for number in waiting][-1]


def asked(house: Play, before: Before, act: Act, late: int) -> int:
    """How many statements *act* takes; then all of it is thrown away."""
    count = 0

    class Thrown(Exception):
        """Nothing of it is to stay."""

    def work(turn: Turn) -> None:
        nonlocal count
        visit = before(turn, late)
        further, seen_before = turn.next(), len(seen)
        act(further, visit)
        count = len(seen) - seen_before
        raise Thrown

    with statements(house) as seen, pytest.raises(Thrown):
        house.turn(HERE, work, SAMIRA)
    return count


def looked(house: Play, view: Callable[[Session, Play, Ticket], object], late: Ticket) -> int:
    _known.clear()
    outlook.forget()
    with statements(house) as seen, house.database.read() as session:
        view(session, house, late)
    return len(seen)


def test_acts_and_views_ask_as_much_of_ten_as_of_three_hundred(office: Play) -> None:
    counts: dict[str, list[int]] = {name: [] for name in (*ACTS, *VIEWS)}
    office.wait(minutes=0)  # the configuration is read once, and the day has begun
    looked(office, VIEWS["board"], fill(office, range(1)))  # and so is the log, for what is learned from it
    for fewer, more in itertools.pairwise((1, 10, 100, 300)):
        late = fill(office, range(fewer, more))
        office.clock.advance(minutes=16)
        for name, (before, act) in ACTS.items():
            counts[name].append(asked(office, before, act, late.id))
        for name, view in VIEWS.items():
            counts[name].append(looked(office, view, late))
    assert {name: found for name, found in counts.items() if len(set(found)) > 1} == {}
    assert min(min(found) for found in counts.values()) > 0
    assert max(max(found) for found in counts.values()) <= MOST_STATEMENTS
