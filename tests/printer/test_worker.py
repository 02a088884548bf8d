"""The thread that prints: it never holds up who asks, never prints twice, and says how the printer is."""

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest

from printer.outcome import PrinterAway, Reason, Verdict
from printer.state import Condition, PrinterState
from printer.transport import Transport
from printer.virtual import VirtualTransport, printed_pictures
from printer.worker import CAPACITY, PrintJob, PrintWorker
from tests.printer.cast import ticket_in
from tests.printer.fake_transport import FakeClock, FakeTransport, StuckTransport

T = TypeVar("T")


def job(label: str = "A07", url: str = "https://inloop.example/t/x") -> PrintJob:
    return PrintJob(f"job-{label}", ticket_in("nl", label, url))


def worked_off(transport: Transport, clock: FakeClock | None = None, jobs: int = 1) -> PrintWorker:
    worker = PrintWorker(transport, 384, clock=clock or FakeClock())
    for number in range(jobs):
        worker.submit(job(f"A{number:02}"))
    worker.work_off()
    return worker


def verdict_of(worker: PrintWorker) -> Verdict:
    assert worker.state.last_job is not None
    return worker.state.last_job.verdict


def test_before_the_first_job_nothing_is_known() -> None:
    state = PrintWorker(FakeTransport(), 384, clock=FakeClock()).state
    assert (state.condition, state.reason) == (Condition.UNKNOWN, Reason.NOT_ASKED_YET)


def test_a_confirmed_job_is_counted_and_the_printer_is_well() -> None:
    worker = worked_off(FakeTransport(), jobs=3)
    assert (worker.state.condition, worker.state.printed) == (Condition.OK, 3)
    assert worker.state.last_job is not None
    assert (worker.state.last_job.job_id, worker.state.last_job.label) == ("job-A02", "A02")


def test_jobs_come_out_in_the_order_in_which_they_were_asked_for() -> None:
    transport = FakeTransport()
    worked_off(transport, jobs=4)
    assert transport.labels == ["A00", "A01", "A02", "A03"]


def test_an_absent_printer_is_tried_again_with_growing_pauses_until_it_is_there() -> None:
    clock = FakeClock()
    away = PrinterAway(Reason.REFUSED)
    worker = worked_off(FakeTransport(away, away, away, away, away, Verdict.CONFIRMED), clock)
    assert clock.waits == [1, 2, 4, 8, 8]
    assert (verdict_of(worker), worker.state.condition) == (Verdict.CONFIRMED, Condition.OK)


def test_a_job_is_given_up_when_a_minute_has_passed() -> None:
    clock = FakeClock()
    worker = worked_off(FakeTransport(PrinterAway(Reason.PAPER_OUT)), clock)
    assert verdict_of(worker) is Verdict.EXPIRED
    assert clock.now < 1060
    assert (worker.state.condition, worker.state.reason) == (Condition.AWAY, Reason.PAPER_OUT)
    assert worker.state.printed == 0


def test_a_job_that_waited_for_a_minute_is_not_even_sent() -> None:
    clock, transport = FakeClock(), FakeTransport()
    worker = PrintWorker(transport, 384, clock=clock)
    worker.submit(job())
    clock.now += 60
    worker.work_off()
    assert (transport.labels, verdict_of(worker)) == ([], Verdict.EXPIRED)


@pytest.mark.parametrize("verdict", [Verdict.UNKNOWN, Verdict.FAILED])
def test_a_job_that_may_have_reached_the_paper_is_never_sent_again(verdict: Verdict) -> None:
    transport = FakeTransport(verdict)
    worker = worked_off(transport)
    assert (transport.labels, verdict_of(worker), worker.state.printed) == (["A00"], verdict, 0)


def test_after_an_unconfirmed_job_the_printer_is_unknown() -> None:
    worker = worked_off(FakeTransport(Verdict.UNKNOWN))
    assert (worker.state.condition, worker.state.reason) == (Condition.UNKNOWN, Reason.UNCONFIRMED)


@pytest.mark.parametrize("reason", [Reason.NO_ANSWER, Reason.WRONG_ANSWER])
def test_a_printer_that_does_not_speak_clearly_is_unknown_rather_than_away(reason: Reason) -> None:
    assert worked_off(FakeTransport(PrinterAway(reason))).state.condition is Condition.UNKNOWN


def test_a_fault_of_a_driver_does_not_stop_the_next_job(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        worker = worked_off(FakeTransport(RuntimeError("driver"), Verdict.SENT), jobs=2)
    assert (verdict_of(worker), worker.state.printed) == (Verdict.SENT, 1)
    assert "printing broke off" in caplog.text


def test_a_ticket_that_cannot_be_drawn_fails_and_the_next_one_prints(
    caplog: pytest.LogCaptureFixture,
) -> None:
    transport = FakeTransport()
    worker = PrintWorker(transport, 384, clock=FakeClock())
    worker.submit(job("A01", url="x" * 4000))
    worker.submit(job("A02"))
    with caplog.at_level(logging.ERROR):
        worker.work_off()
    assert transport.labels == ["A02"]
    assert "could not be drawn" in caplog.text


def test_the_oldest_job_is_dropped_when_too_many_wait(caplog: pytest.LogCaptureFixture) -> None:
    transport = FakeTransport(Verdict.SENT)
    worker = PrintWorker(transport, 384, clock=FakeClock())
    with caplog.at_level(logging.WARNING):
        for number in range(CAPACITY + 2):
            worker.submit(job(f"A{number:03}"))
    assert worker.state.dropped == 2
    assert "dropped" in caplog.text
    worker.stop(0)
    worker.work_off()
    assert transport.labels == []


def test_asking_the_printer_tells_its_state_without_a_job() -> None:
    worker = PrintWorker(FakeTransport(Verdict.CONFIRMED), 384, clock=FakeClock())
    assert worker.check().condition is Condition.OK
    assert worker.state.paper_low


def test_asking_an_absent_printer_says_why_and_since_when() -> None:
    clock = FakeClock()
    worker = PrintWorker(FakeTransport(PrinterAway(Reason.COVER_OPEN)), 384, clock=clock)
    first = worker.check()
    clock.now += 15
    assert worker.check() == first
    assert (first.condition, first.reason) == (Condition.AWAY, Reason.COVER_OPEN)


def test_a_fault_while_asking_is_survived(caplog: pytest.LogCaptureFixture) -> None:
    worker = PrintWorker(FakeTransport(RuntimeError("driver")), 384, clock=FakeClock())
    with caplog.at_level(logging.ERROR):
        assert worker.check().condition is Condition.UNKNOWN


def test_every_change_is_told_and_a_listener_that_fails_is_survived(caplog: pytest.LogCaptureFixture) -> None:
    told: list[PrinterState] = []

    def listen(state: PrinterState) -> None:
        told.append(state)
        raise RuntimeError("listener")

    worker = PrintWorker(FakeTransport(), 384, clock=FakeClock(), on_change=listen)
    worker.submit(job())
    with caplog.at_level(logging.ERROR):
        worker.work_off()
    assert told[0].condition is Condition.OK
    assert told[-1] == worker.state


@pytest.mark.parametrize(("blocks", "calls"), [(True, 2), (False, 1)])
def test_drawing_is_offloaded_always_and_sending_only_if_it_blocks(blocks: bool, calls: int) -> None:
    offloaded = 0

    def offload(function: Callable[[], T], /) -> T:
        nonlocal offloaded
        offloaded += 1
        return function()

    worker = PrintWorker(FakeTransport(blocks=blocks), 384, offload, FakeClock())
    worker.submit(job())
    worker.work_off()
    assert offloaded == calls


def test_a_printer_that_hangs_never_holds_up_who_asks_for_paper() -> None:
    transport = StuckTransport()
    worker = PrintWorker(transport, 384)
    worker.start()
    worker.submit(job())
    assert transport.entered.wait(10)
    for number in range(2 * CAPACITY):
        worker.submit(job(f"B{number:03}"))
    assert not transport.let_go.is_set()
    assert worker.state.dropped == CAPACITY
    worker.stop(0)
    transport.let_go.set()
    worker.stop(10)
    assert worker.state.printed == 1


def test_the_thread_prints_what_is_submitted_and_ends_when_told(tmp_path: Path) -> None:
    printed = threading.Event()

    def listen(state: PrinterState) -> None:
        if state.printed == 2:
            printed.set()

    transport = VirtualTransport(tmp_path, 576, lambda: datetime.now(UTC))
    worker = PrintWorker(transport, 576, on_change=listen)
    worker.submit(job("A07"))
    worker.start()
    worker.start()
    worker.submit(job("A08"))
    assert printed.wait(10)
    worker.stop(10)
    assert {path.name[-7:] for path in printed_pictures(tmp_path)} == {"A07.png", "A08.png"}
    assert not [thread for thread in threading.enumerate() if thread.name == "printer"]


def test_an_idle_thread_asks_the_printer_how_it_is() -> None:
    known = threading.Event()
    worker = PrintWorker(FakeTransport(), 384, on_change=lambda _state: known.set())
    worker.start()
    assert known.wait(10)
    worker.stop(10)
    assert worker.state.condition is Condition.OK
