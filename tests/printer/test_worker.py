"""The thread that prints: in order, never one twice by itself, and how the printer is for all to know."""

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest

from printer.outcome import PrinterAway, Reason, Verdict
from printer.roll import Roll
from printer.spool import PrintJob
from printer.state import Condition, Reading
from printer.transport import Transport
from printer.virtual import VirtualTransport, printed_pictures
from printer.worker import ASK_EVERY_SECONDS, Paper, PrintWorker
from tests.printer.cast import ticket_in
from tests.printer.fake_transport import FakeClock, FakeSpool, FakeTransport, StuckTransport

T = TypeVar("T")

NARROW = Paper(384)
FINE = Reading(Condition.OK)


def jobs(count: int = 1) -> list[PrintJob]:
    return [
        PrintJob(number, f"A{number:02}", ticket_in("nl", f"A{number:02}")) for number in range(1, count + 1)
    ]


def worker_for(transport: Transport, spool: FakeSpool, clock: FakeClock | None = None) -> PrintWorker:
    return PrintWorker(transport, spool, NARROW, clock=clock or FakeClock())


def test_jobs_come_out_in_the_order_in_which_they_were_asked_for() -> None:
    transport, spool = FakeTransport(), FakeSpool(*jobs(4))
    worker_for(transport, spool).work_off()
    assert transport.labels == ["A01", "A02", "A03", "A04"]
    assert [verdict for _, verdict, _ in spool.ended] == [Verdict.CONFIRMED] * 4
    assert spool.told == [FINE]


def test_a_printer_that_is_away_keeps_the_job_on_the_list_and_is_told_of() -> None:
    transport = FakeTransport(PrinterAway(Reason.PAPER_OUT), Verdict.CONFIRMED, begins=False)
    spool = FakeSpool(*jobs(1))
    worker = worker_for(transport, spool)
    worker.work_off()
    assert (len(spool.waiting), spool.ended) == (1, [])
    assert spool.told == [Reading(Condition.AWAY, Reason.PAPER_OUT)]
    worker.work_off()
    assert spool.ended == [("A01", Verdict.CONFIRMED, None)]
    assert spool.told[-1] == FINE


def test_a_job_of_which_not_one_byte_was_taken_is_given_back() -> None:
    spool = FakeSpool(*jobs(1))
    worker_for(FakeTransport(PrinterAway(Reason.NOT_TAKING)), spool).work_off()
    assert (len(spool.waiting), spool.sending, spool.ended) == (1, None, [])


def test_after_the_first_byte_nothing_is_sent_again_by_itself() -> None:
    transport, spool = FakeTransport(Verdict.UNKNOWN, Verdict.CONFIRMED), FakeSpool(*jobs(2))
    worker_for(transport, spool).work_off()
    assert transport.labels == ["A01", "A02"]
    assert spool.ended == [("A01", Verdict.UNKNOWN, Reason.UNCONFIRMED), ("A02", Verdict.CONFIRMED, None)]
    assert [told.condition for told in spool.told] == [Condition.UNKNOWN, Condition.OK]


def test_a_driver_that_fails_half_way_leaves_the_job_unknown_and_the_thread_alive() -> None:
    transport, spool = FakeTransport(RuntimeError("a driver's own fault"), Verdict.SENT), FakeSpool(*jobs(2))
    worker_for(transport, spool).work_off()
    assert [verdict for _, verdict, _ in spool.ended] == [Verdict.UNKNOWN, Verdict.SENT]


def test_a_ticket_that_cannot_be_drawn_does_not_stop_the_next() -> None:
    broken, fine = jobs(2)
    spool = FakeSpool(replace(broken, text=ticket_in("nl", "")), fine)
    transport = FakeTransport()
    worker_for(transport, spool).work_off()
    assert [verdict for _, verdict, _ in spool.ended] == [Verdict.FAILED, Verdict.CONFIRMED]
    assert transport.labels == ["A02"]


def test_a_job_that_is_not_wanted_any_more_is_not_sent() -> None:
    spool = FakeSpool(*jobs(2))
    spool.unwanted = {"A01"}
    worker_for(FakeTransport(), spool).work_off()
    assert spool.ended == [("A02", Verdict.CONFIRMED, None)]


def test_how_a_job_ended_is_told_as_soon_as_the_list_can_be_reached_again() -> None:
    transport, spool = FakeTransport(), FakeSpool(*jobs(2))
    worker = worker_for(transport, spool)
    reached = spool.settle

    def away_once(job: PrintJob, verdict: Verdict, reason: str | None) -> None:
        spool.settle = reached  # type: ignore[method-assign]
        raise OSError("the database is away")

    spool.settle = away_once  # type: ignore[method-assign]
    with pytest.raises(OSError, match="away"):
        worker.work_off()
    worker.work_off()
    assert [label for label, _, _ in spool.ended] == ["A01", "A02"]
    assert transport.labels == ["A01", "A02"]


def test_a_blocking_printer_is_asked_and_written_to_elsewhere_but_the_list_is_touched_here() -> None:
    elsewhere: list[str] = []
    here: list[str] = []

    def offload(function: Callable[[], T], /) -> T:
        elsewhere.append("begin")
        try:
            return function()
        finally:
            elsewhere.append("end")

    spool = FakeSpool(*jobs(1))
    begin = spool.begin

    def noting(job: PrintJob) -> None:
        here.append(elsewhere[-1])
        begin(job)

    spool.begin = noting  # type: ignore[method-assign]
    PrintWorker(FakeTransport(blocks=True), spool, NARROW, offload, FakeClock()).work_off()
    assert here == ["end"]
    assert elsewhere == ["begin", "end"] * 3
    assert spool.ended == [("A01", Verdict.CONFIRMED, None)]


def test_the_same_news_is_told_once() -> None:
    transport, spool = FakeTransport(PrinterAway(Reason.REFUSED)), FakeSpool()
    worker = worker_for(transport, spool)
    assert [worker.check() for _ in range(3)] == [Reading(Condition.AWAY, Reason.REFUSED)] * 3
    assert len(spool.told) == 1


@pytest.mark.parametrize(
    ("reason", "condition"),
    [
        (Reason.COVER_OPEN, Condition.AWAY),
        (Reason.CUTTER, Condition.AWAY),
        (Reason.NO_ANSWER, Condition.UNKNOWN),
        (Reason.WRONG_ANSWER, Condition.UNKNOWN),
    ],
)
def test_silence_and_nonsense_are_never_taken_for_fine(reason: Reason, condition: Condition) -> None:
    worker = worker_for(FakeTransport(PrinterAway(reason)), FakeSpool())
    assert worker.check() == Reading(condition, reason)


def test_a_thread_prints_what_is_put_on_the_list_and_sees_a_fault_within_seconds() -> None:
    spool, transport = FakeSpool(), FakeTransport(Verdict.CONFIRMED)
    worker = PrintWorker(transport, spool, NARROW, look_every=0.01)
    worker.start()
    try:
        spool.waiting.extend(jobs(1))
        worker.wake()
        assert eventually(lambda: bool(spool.ended))
    finally:
        worker.stop(5)
    assert ASK_EVERY_SECONDS <= 2


def test_a_thread_outlives_a_list_that_cannot_be_reached() -> None:
    spool = FakeSpool(*jobs(1))
    spool.failures = 2
    worker = PrintWorker(FakeTransport(), spool, NARROW, clock=FakeClock())
    worker.start()
    try:
        assert eventually(lambda: bool(spool.ended))
    finally:
        worker.stop(5)


def test_stopping_lets_the_job_under_way_end_and_leaves_the_others_on_the_list() -> None:
    transport, spool = StuckTransport(), FakeSpool(*jobs(2))
    worker = PrintWorker(transport, spool, NARROW)
    worker.start()
    assert transport.entered.wait(5)
    transport_free = threading.Timer(0.1, transport.let_go.set)
    transport_free.start()
    worker.stop(5)
    assert spool.ended[0] == ("A01", Verdict.CONFIRMED, None)


def test_a_roll_near_its_end_is_told_once_however_the_sensor_wavers() -> None:
    roll = Roll()
    said = []
    for low in (False, True, False, True, False, True, True):
        roll.seen(low)
        said.append(roll.low)
    assert said == [False, True, True, True, True, True, True]


def test_a_new_roll_is_believed_after_the_cover_was_open_or_after_a_while() -> None:
    roll = Roll()
    roll.seen(True)
    roll.away(Reason.COVER_OPEN)
    roll.seen(False)
    assert not roll.low
    roll.seen(True)
    for _ in range(3):
        roll.seen(False)
    assert not roll.low


def test_a_printer_that_never_speaks_of_its_roll_changes_nothing() -> None:
    roll = Roll()
    roll.seen(None)
    assert not roll.low


def test_the_whole_way_to_the_virtual_printer(tmp_path: Path) -> None:
    clock, spool = FakeClock(), FakeSpool(*jobs(2))
    worker_for(VirtualTransport(tmp_path, 384, clock.utc_now), spool, clock).work_off()
    assert [verdict for _, verdict, _ in spool.ended] == [Verdict.CONFIRMED] * 2
    assert len(printed_pictures(tmp_path)) >= 1


def eventually(is_so: Callable[[], bool], seconds: float = 10.0) -> bool:
    """Whether something comes true in time."""
    pause = threading.Event()
    for _ in range(int(seconds / 0.01)):
        if is_so():
            return True
        pause.wait(0.01)
    return False
