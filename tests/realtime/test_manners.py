"""The rules that a connection is held to, one by one, without a server."""

import json
import queue
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from realtime.budget import Budget
from realtime.line import BYTES_AT_ONCE, SILENT_SECONDS, Line
from realtime.outgoing import MOST_WAITING, Outgoing
from realtime.packet import Judged, Kind, judge
from realtime.wire import ENTER_SECONDS, MESSAGES_AT_ONCE, MOST_ENTRIES, Presence


class Seconds:
    """A monotonic clock that is set."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_budget_comes_back_with_time_and_never_more_than_it_was() -> None:
    clock = Seconds()
    budget = Budget(3, 0.5, clock)
    assert [budget.spend() for _ in range(4)] == [True, True, True, False]
    clock.now += 2
    assert [budget.spend(), budget.spend()] == [True, False]
    clock.now += 1000
    assert [budget.spend() for _ in range(4)] == [True, True, True, False]


@given(st.one_of(st.text(), st.binary(), st.none(), st.integers()))
def test_whatever_comes_is_judged(message: object) -> None:
    assert judge(message) is None or isinstance(judge(message), Judged)


_PIECES = st.sampled_from(
    [
        "4",
        "0",
        "1",
        "2",
        "3",
        "/display",
        "/staff",
        "/x",
        ",",
        "[",
        "]",
        "{",
        "}",
        '"shown"',
        '"',
        "7",
        "-",
        "²",
        "\0",
    ]
)


@given(st.lists(_PIECES, max_size=20).map("".join))
def test_what_passes_is_right(message: str) -> None:
    judged = judge(message)
    if judged is not None and judged.kind is Kind.TELL:
        event = json.loads(message[message.index("[") :])
        assert event[0] == "shown"


@pytest.mark.parametrize(
    ("message", "kind", "space"),
    [
        ("3", Kind.BEAT, ""),
        ("1", Kind.BEAT, ""),
        ("40", Kind.ENTER, "/"),
        ("40/display,", Kind.ENTER, "/display"),
        ("40/display", Kind.ENTER, "/display"),
        ('40/staff,{"location":"plein"}', Kind.ENTER, "/staff"),
        ("41/staff,", Kind.LEAVE, "/staff"),
        ('42/kiosk,["shown",{"rev":3}]', Kind.TELL, "/kiosk"),
        ('42/kiosk,12["shown",{"rev":3}]', Kind.TELL, "/kiosk"),
        ('42/kiosk,["connect"]', Kind.UNKNOWN, "/kiosk"),
    ],
)
def test_what_our_screens_send_passes(message: str, kind: Kind, space: str) -> None:
    assert judge(message) == Judged(kind, space)


@pytest.mark.parametrize("digits", [19, 101, 5000])
def test_a_number_that_the_library_does_not_read_does_not_pass(digits: int) -> None:
    for packet in ('42/kiosk,["shown",{{"rev":{}}}]', '40/staff,{{"token":-{}}}'):
        assert judge(packet.format("9" * digits)) is None


def test_who_waits_outside_has_ten_seconds_and_who_is_in_is_waited_for() -> None:
    clock = Seconds()
    presence = Presence(clock)
    assert presence.patience() == ENTER_SECONDS
    clock.now += 4
    assert presence.patience() == ENTER_SECONDS - 4
    presence.answered('40/display,{"sid":"x"}')
    assert presence.patience() == SILENT_SECONDS
    clock.now += 100
    presence.answered("41/display,")
    assert presence.patience() == ENTER_SECONDS


def test_a_refusal_is_no_entry() -> None:
    clock = Seconds()
    presence = Presence(clock)
    presence.answered('44/display,{"code":"forbidden"}')
    clock.now += ENTER_SECONDS
    assert presence.patience() <= 0


def test_entries_are_counted_and_none_is_made_twice() -> None:
    presence = Presence(Seconds())
    assert presence.allows(Judged(Kind.ENTER, "/display"))
    assert not presence.allows(Judged(Kind.ENTER, "/display"))
    presence = Presence(Seconds())
    allowed = [presence.allows(Judged(Kind.ENTER, f"/{number}")) for number in range(MOST_ENTRIES + 1)]
    assert allowed == [True] * MOST_ENTRIES + [False]


def test_who_left_may_come_again() -> None:
    presence = Presence(Seconds())
    steps = [Kind.ENTER, Kind.LEAVE, Kind.ENTER]
    assert all(presence.allows(Judged(kind, "/display")) for kind in steps)


def test_a_screen_may_talk_as_much_as_screens_do() -> None:
    clock = Seconds()
    presence = Presence(clock)
    for _ in range(1000):
        assert presence.allows(Judged(Kind.BEAT))
        assert presence.allows(Judged(Kind.TELL, "/display"))
        clock.now += 5
    assert [presence.allows(Judged(Kind.BEAT)) for _ in range(MESSAGES_AT_ONCE + 1)].count(False) == 1


def test_too_many_waiting_packets_are_dropped_and_end_the_connection() -> None:
    outgoing = Outgoing(queue.Queue(), queue.Empty)
    for number in range(MOST_WAITING + 50):
        outgoing.put(number)
    assert outgoing.get() is None
    outgoing.task_done()
    with pytest.raises(queue.Empty):
        outgoing.get(block=False)
    outgoing.join()


def test_what_is_read_in_time_all_arrives() -> None:
    outgoing = Outgoing(queue.Queue(), queue.Empty)
    for number in range(10 * MOST_WAITING):
        outgoing.put(number)
        assert outgoing.get(timeout=1) == number
        outgoing.task_done()
    outgoing.join()


@contextmanager
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    """Two ends of a line."""
    ours, theirs = socket.socketpair()
    try:
        yield ours, theirs
    finally:
        ours.close()
        theirs.close()


def test_a_line_hangs_up_on_who_sends_too_much() -> None:
    with pair() as (ours, theirs):
        line = Line(ours, monotonic=Seconds())
        for _ in range(BYTES_AT_ONCE // 4096):
            theirs.send(b"x" * 4096)
            assert len(line.recv(4096)) == 4096
        theirs.send(b"x")
        with pytest.raises(ConnectionAbortedError):
            line.recv(4096)


def test_a_line_that_was_hung_up_sends_nothing_more() -> None:
    with pair() as (ours, theirs):
        line = Line(ours)
        line.send(b"whole")
        line.hang_up()
        with pytest.raises(BrokenPipeError):
            line.send(b"more")
        assert theirs.recv(100) == b"whole"
        assert theirs.recv(100) == b""


def test_a_line_waits_no_longer_than_it_may() -> None:
    with pair() as (ours, _):
        with pytest.raises(TimeoutError):
            Line(ours, lambda: 0.01).recv(10)
        with pytest.raises(TimeoutError, match="long enough"):
            Line(ours, lambda: 0.0).recv(10)
