"""A network printer that is well, absent, silent, broken or lying."""

import logging
import socket

import pytest

from printer.address import Confirm, Manner, TcpAddress
from printer.conversation import Patience
from printer.decoder import decode
from printer.outcome import PrinterAway, Readiness, Reason, Verdict
from printer.raster import ASK_PAPER
from printer.transport import LineTransport
from tests.printer import rig
from tests.printer.fake_printer import FakePrinter, Manners

IMPATIENT = Patience(connect=0.5, answer=0.2, job=0.3, bytes_per_second=1e9)
WELL = {1: b"\x12", 2: b"\x12", 3: b"\x12", 4: b"\x12"}


@pytest.fixture(scope="module")
def job() -> bytes:
    return rig.job()


def test_a_ticket_arrives_whole_and_is_confirmed(job: bytes) -> None:
    with FakePrinter() as printer:
        verdict = LineTransport(printer.address).send(job, "A07")
    assert verdict is Verdict.CONFIRMED
    assert printer.received == job + ASK_PAPER
    assert len(decode(printer.received, 576)) == 1


def test_every_job_has_a_connection_of_its_own(job: bytes) -> None:
    with FakePrinter() as printer:
        transport = LineTransport(printer.address)
        transport.send(job, "A07")
        transport.send(job, "A08")
    assert printer.connections == 2
    assert printer.received == (job + ASK_PAPER) * 2


def test_nobody_listening_is_refused() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(PrinterAway) as away:
        LineTransport(TcpAddress("127.0.0.1", port)).send(b"", "A07")
    assert away.value.reason is Reason.REFUSED


def test_a_name_that_does_not_exist_is_unreachable() -> None:
    with pytest.raises(PrinterAway) as away:
        LineTransport(TcpAddress("printer.invalid", 9100)).check()
    assert away.value.reason is Reason.UNREACHABLE


def test_a_printer_that_accepts_and_hangs_gets_nothing(job: bytes) -> None:
    with FakePrinter(Manners(status={}, deaf_after=0)) as printer, pytest.raises(PrinterAway) as away:
        LineTransport(printer.address, patience=IMPATIENT).send(job, "A07")
    assert away.value.reason is Reason.NO_ANSWER
    assert printer.received == b""


@pytest.mark.parametrize(
    ("number", "answer", "reason"),
    [
        (1, b"\x1a", Reason.OFFLINE),
        (2, b"\x16", Reason.COVER_OPEN),
        (2, b"\x52", Reason.DEVICE_ERROR),
        (2, b"\x32", Reason.PAPER_OUT),
        (3, b"\x16", Reason.DEVICE_ERROR),
        (3, b"\x1a", Reason.CUTTER),
        (3, b"\x32", Reason.UNRECOVERABLE),
        (3, b"\x52", Reason.HEAD_HOT),
        (4, b"\x72", Reason.PAPER_OUT),
        (4, b"\x7e", Reason.PAPER_OUT),
    ],
)
def test_a_printer_that_says_it_cannot_print_gets_nothing(
    number: int, answer: bytes, reason: Reason, job: bytes
) -> None:
    status = {**WELL, number: answer}
    if number != 4:
        status[1] = b"\x1a"
    with FakePrinter(Manners(status=status)) as printer, pytest.raises(PrinterAway) as away:
        LineTransport(printer.address, patience=IMPATIENT).send(job, "A07")
    assert away.value.reason is reason
    assert printer.received == b""


@pytest.mark.parametrize("wrong", [b"\x00", b"\xff", b"\x92", b"\x13", b"\x12\x12", b"\x10\x00\x00\x00"])
def test_an_answer_that_is_not_one_well_formed_byte_is_never_taken_for_fine(wrong: bytes, job: bytes) -> None:
    with FakePrinter(Manners(status={**WELL, 4: wrong})) as printer, pytest.raises(PrinterAway) as away:
        LineTransport(printer.address, patience=IMPATIENT).send(job, "A07")
    assert away.value.reason is Reason.WRONG_ANSWER
    assert printer.received == b""


def test_unasked_status_before_the_answer_is_not_taken_for_the_answer(job: bytes) -> None:
    with FakePrinter(Manners(chatter=b"\x10\x00\x00\x00")) as printer, pytest.raises(PrinterAway) as away:
        LineTransport(printer.address, patience=IMPATIENT).send(job, "A07")
    assert away.value.reason is Reason.WRONG_ANSWER
    assert printer.received == b""


def test_the_end_of_the_stream_is_not_an_answer() -> None:
    with FakePrinter(Manners(status={}, close_after=0)) as printer, pytest.raises(PrinterAway) as away:
        LineTransport(printer.address, patience=IMPATIENT).check()
    assert away.value.reason is Reason.CLOSED


def test_a_roll_that_is_nearly_out_is_told_and_printed_on(job: bytes) -> None:
    with FakePrinter(Manners(status={**WELL, 4: b"\x1e"}, confirmation=b"\x03")) as printer:
        transport = LineTransport(printer.address)
        assert transport.check() == Readiness(paper_low=True)
        assert transport.send(job, "A07") is Verdict.CONFIRMED


def test_a_job_can_be_confirmed_by_its_process_id() -> None:
    with rig.own_rig() as printer:
        transport = LineTransport(printer.address(Manner(confirm=Confirm.GS_H)), patience=IMPATIENT)
        assert transport.send(rig.job(), "A07") is Verdict.CONFIRMED
        assert rig.comes_to(printer, [True])


def test_a_printer_that_does_not_know_process_ids_confirms_nothing() -> None:
    with rig.own_rig(confirms=False) as printer:
        transport = LineTransport(printer.address(Manner(confirm=Confirm.GS_H)), patience=IMPATIENT)
        assert transport.send(rig.job(), "A07") is Verdict.UNKNOWN
        assert rig.comes_to(printer, [True])


def test_a_connection_reset_in_mid_ticket_is_unknown(job: bytes, caplog: pytest.LogCaptureFixture) -> None:
    with FakePrinter(Manners(reset_after=20_000)) as printer, caplog.at_level(logging.WARNING):
        verdict = LineTransport(printer.address, patience=IMPATIENT).send(job, "A07")
    assert verdict is Verdict.UNKNOWN
    assert "A07" in caplog.text


@pytest.mark.parametrize("answer", [b"", b"\x0c", b"\x12", b"\x00\x00", b"\x90"])
def test_a_job_without_a_clear_confirmation_is_unknown(answer: bytes, job: bytes) -> None:
    with FakePrinter(Manners(confirmation=answer)) as printer:
        assert LineTransport(printer.address, patience=IMPATIENT).send(job, "A07") is Verdict.UNKNOWN
    assert printer.received == job + ASK_PAPER


def test_a_stream_that_ends_after_the_job_is_unknown(job: bytes) -> None:
    with FakePrinter(Manners(confirmation=b"", close_after=len(job))) as printer:
        assert LineTransport(printer.address, patience=IMPATIENT).send(job, "A07") is Verdict.UNKNOWN


def test_a_printer_that_stops_reading_in_mid_ticket_is_given_up_at_the_deadline() -> None:
    # Far more than the buffers of both ends hold.
    with FakePrinter(Manners(deaf_after=1)) as printer:
        assert (
            LineTransport(printer.address, patience=IMPATIENT).send(bytes(40_000_000), "A07")
            is Verdict.UNKNOWN
        )


def test_a_printer_known_never_to_answer_is_sent_to_without_questions(job: bytes) -> None:
    with FakePrinter(Manners(status={}, confirmation=b"")) as printer:
        address = TcpAddress(printer.address.host, printer.address.port, Manner(answers=False))
        transport = LineTransport(address, patience=IMPATIENT)
        assert transport.check() == Readiness(paper_low=None)
        assert transport.send(job, "A07") is Verdict.SENT
    assert printer.received == job
