"""Every fault of a printer: what is known about the job, what is on paper, and how many times."""

import socket
import time

import pytest

from printer.address import Manner, TcpAddress
from printer.conversation import Patience
from printer.decoder import decode
from printer.emulator import Fault
from printer.outcome import PrinterAway, Readiness, Reason, Verdict
from printer.transport import LineTransport
from tests.printer.rig import HASTY, OwnRig, Rig, comes_to, job, own_rig


def transport_to(rig: Rig, manner: Manner | None = None, patience: Patience | None = None) -> LineTransport:
    return LineTransport(rig.address(manner), patience=patience or rig.patience)


def why_away(transport: LineTransport) -> Reason:
    """What a job that cannot be sent is told; nothing of it may have left."""
    begun: list[int] = []
    with pytest.raises(PrinterAway) as away:
        transport.send(job(), "A07", lambda: begun.append(1))
    assert not begun
    return away.value.reason


def test_a_printer_that_is_well_prints_one_ticket(rig: Rig) -> None:
    begun: list[int] = []
    transport = transport_to(rig)
    assert transport.check() == Readiness(paper_low=False)
    assert transport.send(job(), "A07", lambda: begun.append(1)) is Verdict.CONFIRMED
    assert begun == [1]
    assert comes_to(rig, [True])


def test_powered_off(rig: Rig) -> None:
    rig.proxy.refuse()
    transport = transport_to(rig)
    assert why_away(transport) is Reason.REFUSED
    rig.proxy.listen()
    assert transport.send(job(), "A07") is Verdict.CONFIRMED
    assert comes_to(rig, [True])


def test_cable_out() -> None:
    # A full queue of connections is silence, as from a machine that is not there.
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        nobody.listen(0)
        address = TcpAddress("127.0.0.1", nobody.getsockname()[1])
        with socket.create_connection(nobody.getsockname()):
            transport = LineTransport(address, patience=Patience(connect=0.2))
            assert why_away(transport) is Reason.UNREACHABLE


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (Fault.COVER_OPEN, Reason.COVER_OPEN),
        (Fault.PAPER_OUT, Reason.PAPER_OUT),
        (Fault.CUTTER, Reason.CUTTER),
        (Fault.HEAD_HOT, Reason.HEAD_HOT),
        (Fault.BROKEN, Reason.UNRECOVERABLE),
        (Fault.HANGING, Reason.NO_ANSWER),
    ],
)
def test_a_printer_that_says_it_cannot_print_gets_nothing_and_later_one_ticket(
    rig: Rig, fault: Fault, reason: Reason
) -> None:
    transport = transport_to(rig)
    rig.set(fault, on=True)
    patience = HASTY if fault is Fault.HANGING else rig.patience
    with pytest.raises(PrinterAway) as away:
        transport_to(rig, patience=patience).check()
    assert away.value.reason is reason
    assert why_away(transport_to(rig, patience=patience)) is reason
    assert comes_to(rig, [])
    rig.set(fault, on=False)
    assert transport.send(job(), "A07") is Verdict.CONFIRMED
    assert comes_to(rig, [True])


def test_an_open_cover_is_told_before_the_paper_that_was_lifted_out_with_it(rig: Rig) -> None:
    rig.set(Fault.PAPER_OUT, on=True)
    rig.set(Fault.COVER_OPEN, on=True)
    assert why_away(transport_to(rig)) is Reason.COVER_OPEN


def test_paper_near_its_end_is_told_and_printed_on(rig: Rig) -> None:
    rig.set(Fault.PAPER_LOW, on=True)
    transport = transport_to(rig)
    assert transport.check() == Readiness(paper_low=True)
    assert transport.send(job(), "A07") is Verdict.CONFIRMED
    assert comes_to(rig, [True])


def test_paper_end_in_mid_ticket_leaves_the_old_half_and_no_more_of_it() -> None:
    with own_rig() as rig:
        rig.printer.end_roll_after(200)
        transport = transport_to(rig)
        assert transport.send(job(), "A07") is Verdict.UNKNOWN
        assert rig.printer.held == 0, "the rest was forgotten when the printer said it had no paper"
        assert why_away(transport) is Reason.PAPER_OUT
        rig.set(Fault.PAPER_OUT, on=False)
        assert transport.send(job(), "A08") is Verdict.CONFIRMED
        # The half that came out was torn off with its roll; nothing of it is on the new one.
        assert comes_to(rig, [False, True])
        assert [sheet.rows for sheet in rig.sheets] == [128, 400]


def test_paper_end_in_mid_ticket_of_a_printer_that_cannot_forget() -> None:
    with own_rig(forgets=False) as rig:
        rig.printer.end_roll_after(200)
        transport = transport_to(rig, patience=Patience(answer=0.3, job=0.4, bytes_per_second=1e6))
        assert transport.send(job(), "A07") is Verdict.UNKNOWN
        rig.set(Fault.PAPER_OUT, on=False)
        assert transport.send(job(), "A08") is Verdict.CONFIRMED
        assert comes_to(rig, [False, False, True])
        assert [sheet.rows for sheet in rig.sheets] == [128, 272, 400]


def test_paper_end_just_before_the_job_is_unknown_and_it_is_on_paper_once_at_most(rig: Rig) -> None:
    transport = transport_to(rig)
    # The paper ends between the question and the first byte.
    verdict = transport.send(job(), "A07", lambda: rig.set(Fault.PAPER_OUT, on=True))
    assert verdict is Verdict.UNKNOWN
    assert comes_to(rig, [])
    rig.set(Fault.PAPER_OUT, on=False)
    # Our own emulator knows the command to forget; emupos does not, and prints what it held.
    assert comes_to(rig, [] if isinstance(rig, OwnRig) else [True])


def test_a_halted_printer_is_told_to_forget_only_after_a_job_that_ended_unknown() -> None:
    with own_rig() as rig:
        transport = transport_to(rig)
        rig.set(Fault.PAPER_OUT, on=True)
        somebody_else = transport_to(rig, Manner(answers=False))
        assert somebody_else.send(job(), "X01") is Verdict.SENT
        assert why_away(transport) is Reason.PAPER_OUT
        rig.set(Fault.PAPER_OUT, on=False)
        assert comes_to(rig, [True])


@pytest.mark.parametrize("fault", ["reset_after", "fin_after"])
def test_network_drop_in_mid_ticket_is_unknown_and_the_next_ticket_is_whole(rig: Rig, fault: str) -> None:
    setattr(rig.proxy.faults, fault, 20_000)
    transport = transport_to(rig)
    assert transport.send(job(strip_rows=16), "A07") is Verdict.UNKNOWN
    setattr(rig.proxy.faults, fault, None)
    assert transport.send(job(), "A08") is Verdict.CONFIRMED
    assert comes_to(rig, [False, True])


def test_half_a_ticket_left_by_an_older_job_does_not_swallow_the_next() -> None:
    with own_rig(keeps_half=True) as rig:
        rig.proxy.faults.reset_after = 20_000
        transport = transport_to(rig)
        assert transport.send(job(), "A07") is Verdict.UNKNOWN
        rig.proxy.faults.reset_after = None
        assert transport.send(job(), "A08") is Verdict.CONFIRMED
        assert comes_to(rig, [False, True])
        assert rig.pictures()[1].tobytes() == decode(job(), 576)[0].tobytes()


def test_half_a_ticket_left_by_an_older_process_does_not_swallow_the_next() -> None:
    with own_rig(keeps_half=True) as rig:
        rig.proxy.faults.reset_after = 20_000
        assert transport_to(rig).send(job(), "A07") is Verdict.UNKNOWN
        rig.proxy.faults.reset_after = None
        started_again = LineTransport(rig.address(), patience=rig.patience, unclean=True)
        assert started_again.send(job(), "A08") is Verdict.CONFIRMED
        assert comes_to(rig, [False, True])


def test_a_late_confirmation_is_unknown_and_confirms_no_other_job(rig: Rig) -> None:
    rig.proxy.faults.late, rig.proxy.faults.late_after = rig.patience.job + 0.3, 10_000
    transport = transport_to(rig)
    assert transport.send(job(), "A07") is Verdict.UNKNOWN
    rig.proxy.faults.late = 0
    assert comes_to(rig, [True])
    assert transport.send(job(), "A08") is Verdict.CONFIRMED
    assert comes_to(rig, [True, True])


def test_answers_that_all_come_late_are_no_answers(rig: Rig) -> None:
    rig.proxy.faults.late = 2 * HASTY.answer
    assert why_away(transport_to(rig, patience=HASTY)) is Reason.NO_ANSWER
    assert comes_to(rig, [])


def test_a_slow_line_has_the_time_it_needs(rig: Rig) -> None:
    rig.proxy.faults.rate = 80_000
    begun = time.monotonic()
    assert transport_to(rig, patience=Patience()).send(job(), "A07") is Verdict.CONFIRMED
    assert time.monotonic() - begun > 0.3
    assert comes_to(rig, [True])


def test_a_line_slower_than_the_deadline_is_unknown(rig: Rig) -> None:
    rig.proxy.faults.rate = 20_000
    transport = transport_to(rig, patience=Patience(answer=0.5, job=0.3, bytes_per_second=1e6))
    assert transport.send(job(), "A07") is Verdict.UNKNOWN
    rig.proxy.faults.rate = None
    # All of it was on its way when the deadline came: there is one copy, and nobody sent another.
    assert comes_to(rig, [True])


def test_one_connection_at_a_time() -> None:
    with own_rig(one_at_a_time=True) as rig, socket.create_connection(("127.0.0.1", rig.proxy.port)) as other:
        other.sendall(b"\x10\x04\x01")
        assert other.recv(1) == b"\x12"
        assert why_away(transport_to(rig, patience=HASTY)) is Reason.NO_ANSWER
        other.close()
        assert transport_to(rig).send(job(), "A07") is Verdict.CONFIRMED
        assert comes_to(rig, [True])


def test_a_printer_that_never_answers_gets_nothing_unless_its_address_says_so(rig: Rig) -> None:
    rig.proxy.faults.mute = True
    assert why_away(transport_to(rig, patience=HASTY)) is Reason.NO_ANSWER
    assert comes_to(rig, [])
    silent = transport_to(rig, Manner(answers=False))
    assert silent.check() == Readiness(paper_low=None)
    assert silent.send(job(), "A07") is Verdict.SENT
    assert comes_to(rig, [True])


def test_noise_before_an_answer_is_never_taken_for_fine(rig: Rig) -> None:
    rig.proxy.faults.noise = b"\x10\x00\x00\x00"
    assert why_away(transport_to(rig)) is Reason.WRONG_ANSWER
    assert comes_to(rig, [])


def test_wrong_width_configured_prints_the_left_side_only() -> None:
    with own_rig() as rig:
        wide = job(ROWS_OF_WIDE, 640)
        assert transport_to(rig).send(wide, "A07") is Verdict.CONFIRMED
        assert comes_to(rig, [False])
        (printed,) = rig.pictures()
        left = decode(wide, 640)[0].crop((0, 0, 576, ROWS_OF_WIDE))
        assert printed.tobytes() == left.tobytes()


ROWS_OF_WIDE = 100
