"""`printer emulate`: a printer for training, as a process and by its words."""

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from commands.emulate import HELP, emulate, obey
from printer.address import TcpAddress
from printer.emulator import EmulatedPrinter, Fault
from printer.emulator_server import EmulatorServer
from printer.outcome import PrinterAway, Readiness, Reason, Verdict
from printer.transport import LineTransport
from tests.house.checkout import ROOT
from tests.printer.rig import HASTY, PATIENCE, ROWS, job


@dataclass
class Desk:
    """A trainer at the keyboard."""

    printer: EmulatedPrinter
    server: EmulatorServer
    told: list[str] = field(default_factory=list)

    def type(self, *words: str) -> bool:
        return obey([f"{word}\n" for word in words], self.printer, self.server, self.told.append)


@pytest.fixture
def desk() -> Iterator[Desk]:
    printer = EmulatedPrinter(576, lambda _sheet: None)
    with EmulatorServer(printer) as server:
        yield Desk(printer, server)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("paper out", Reason.PAPER_OUT),
        ("cover open", Reason.COVER_OPEN),
        ("cutter", Reason.CUTTER),
        ("hot", Reason.HEAD_HOT),
        ("broken", Reason.UNRECOVERABLE),
        ("hang", Reason.NO_ANSWER),
    ],
)
def test_a_word_makes_it_go_wrong_and_ok_makes_it_right(desk: Desk, words: str, reason: Reason) -> None:
    patience = HASTY if words == "hang" else PATIENCE
    transport = LineTransport(TcpAddress("127.0.0.1", desk.server.port), patience=patience)
    desk.type(f"  {words.upper()} ")
    with pytest.raises(PrinterAway) as away:
        transport.check()
    assert away.value.reason is reason
    desk.type("ok")
    assert transport.check() == Readiness(paper_low=False)
    assert desk.told[-1] == "all is well"


def test_paper_and_cover_have_words_of_their_own(desk: Desk) -> None:
    desk.type("paper low", "paper out", "cover open")
    assert desk.told[-1] == "cover open, paper low, paper out"
    desk.type("cover closed")
    assert desk.printer.faults == {Fault.PAPER_LOW, Fault.PAPER_OUT}
    desk.type("paper in")
    assert desk.printer.faults == frozenset()


def test_a_slow_line_stays_slow_until_all_is_well(desk: Desk) -> None:
    desk.type("slow 9600", "paper in")
    assert (desk.server.baud, desk.told[-1]) == (9600, "all is well, 9600 bits per second")
    desk.type("ok")
    assert desk.server.baud is None


@pytest.mark.parametrize("word", ["paper", "slow", "slow fast", "slow 0", "slow -5", "sing"])
def test_a_word_it_does_not_know_changes_nothing(desk: Desk, word: str) -> None:
    desk.type(word)
    assert "no word of mine" in desk.told[0]
    assert (desk.printer.faults, desk.server.baud) == (frozenset(), None)


def test_help_lists_the_words_and_quit_ends(desk: Desk) -> None:
    assert desk.type("help", "", "quit", "paper out")
    assert desk.told == [HELP]
    assert desk.printer.faults == frozenset()


def test_every_word_that_help_lists_is_known(desk: Desk) -> None:
    words = re.findall(r"(?:^|\| )([a-z]+(?: [a-z]+)?(?= {2}| \||$))", HELP, flags=re.MULTILINE)
    assert len(words) >= 11
    for word in set(words) - {"quit"}:
        desk.type(word)
    assert not [said for said in desk.told if "no word of mine" in said]


def test_a_port_that_is_taken_is_told_in_one_line(desk: Desk, tmp_path: Path) -> None:
    done = CliRunner().invoke(emulate, ["--port", str(desk.server.port), "--out", str(tmp_path)])
    assert done.exit_code == 1
    assert done.output.count("\n") == 1
    assert "in use" in done.output


def test_a_real_process_prints_what_it_is_sent_and_goes_on_without_a_keyboard(tmp_path: Path) -> None:
    start = "from commands.emulate import emulate; emulate()"
    command = [sys.executable, "-u", "-c", start, "--port", "0", "--out", str(tmp_path / "paper")]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            said = process.stdout.readline()
            found = re.match(r"tcp://127\.0\.0\.1:(\d+), paper of 576 dots", said)
            assert found, said
            transport = LineTransport(TcpAddress("127.0.0.1", int(found[1])), patience=PATIENCE)
            assert transport.send(job(), "A07") is Verdict.CONFIRMED
            printed = Path(process.stdout.readline().strip())
            process.stdin.write("cover open\n")
            process.stdin.flush()
            assert process.stdout.readline() == "cover open\n"
            with pytest.raises(PrinterAway):
                transport.send(job(), "A08")
            process.stdin.close()
            with pytest.raises(PrinterAway) as away:
                transport.check()
            assert away.value.reason is Reason.COVER_OPEN
            assert process.poll() is None
        finally:
            process.kill()
    with Image.open(printed) as ticket:
        assert ticket.size == (576, ROWS)
    assert list((tmp_path / "paper").iterdir()) == [printed]
