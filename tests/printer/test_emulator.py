"""Our own emulator: what a printer does, so that the tests on top of it mean something."""

import socket
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from printer.emulator import EmulatedPrinter, Fault, Sheet
from printer.emulator_folder import PaperFolder
from printer.emulator_server import EmulatorServer
from printer.raster import ASK_PAPER, encode
from tests.printer.rig import ROWS, job, picture

FORGET = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"


class Desk:
    """One connection to a printer, with what it said and the paper that came off."""

    def __init__(self, width: int = 576, **options: bool) -> None:
        self.sheets: list[Sheet] = []
        self.printer = EmulatedPrinter(width, self.sheets.append, **options)
        self.said = bytearray()
        self.line = self.printer.connect(self.said.extend)

    def tell(self, data: bytes) -> bytes:
        self.said.clear()
        self.printer.receive(self.line, data)
        return bytes(self.said)


@pytest.mark.parametrize(
    ("faults", "answers"),
    [
        ([], "12 12 12 12"),
        ([Fault.PAPER_LOW], "12 12 12 1e"),
        ([Fault.PAPER_OUT], "1a 32 12 7e"),
        ([Fault.COVER_OPEN], "1a 16 12 12"),
        ([Fault.CUTTER], "1a 52 1a 12"),
        ([Fault.HEAD_HOT], "1a 52 52 12"),
        ([Fault.BROKEN], "1a 52 32 12"),
        ([Fault.PAPER_LOW, Fault.COVER_OPEN], "1a 16 12 1e"),
    ],
)
def test_it_says_how_it_is(faults: list[Fault], answers: str) -> None:
    desk = Desk()
    for fault in faults:
        desk.printer.set(fault, on=True)
    assert b"".join(desk.tell(bytes((0x10, 4, n))) for n in (1, 2, 3, 4)).hex(" ") == answers


def test_it_prints_the_same_however_the_bytes_are_divided() -> None:
    desk = Desk()
    for at in range(0, len(job()), 7):
        desk.tell(job()[at : at + 7])
    assert [sheet.rows for sheet in desk.sheets] == [ROWS]
    assert desk.tell(ASK_PAPER) == b"\x00"


def test_a_question_among_the_dots_of_a_picture_is_answered_at_once() -> None:
    assert Desk().tell(job()[:5_000] + b"\x10\x04\x01") == b"\x12"
    split = Desk()
    split.tell(job()[:5_000] + b"\x10\x04")
    assert split.tell(b"\x01") == b"\x12"


def test_what_it_gets_while_it_cannot_print_comes_out_later_even_twice() -> None:
    desk = Desk()
    desk.printer.set(Fault.PAPER_OUT, on=True)
    assert desk.tell(job() + ASK_PAPER + job()) == b""
    desk.printer.disconnect(desk.line)
    assert desk.sheets == []
    desk.printer.set(Fault.PAPER_OUT, on=False)
    assert [sheet.rows for sheet in desk.sheets] == [ROWS, ROWS]
    assert desk.said == b"", "an answer to a connection that has ended goes nowhere"


def test_told_to_forget_it_prints_nothing_of_what_it_held_and_says_so() -> None:
    desk = Desk()
    desk.printer.set(Fault.COVER_OPEN, on=True)
    desk.tell(job())
    assert desk.tell(FORGET[:4]) == b""
    assert desk.tell(FORGET[4:]) == b"\x37\x25\x00"
    desk.printer.set(Fault.COVER_OPEN, on=False)
    assert desk.sheets == []
    assert desk.tell(job() + ASK_PAPER) == b"\x00"


def test_a_roll_that_ends_in_mid_ticket_leaves_two_pieces() -> None:
    desk = Desk()
    desk.printer.end_roll_after(300)
    desk.tell(job())
    assert desk.printer.faults == {Fault.PAPER_OUT}
    desk.printer.set(Fault.PAPER_OUT, on=False)
    assert [(sheet.rows, sheet.cut) for sheet in desk.sheets] == [(256, False), (144, True)]


def test_a_process_id_is_given_back_in_its_turn() -> None:
    desk = Desk()
    assert desk.tell(job() + b"\x1d(H\x06\x0000ab12") == b"\x37\x22ab12\x00"


def test_text_is_kept_as_text() -> None:
    desk = Desk()
    desk.tell(b"\x1b@\x1bt\x13\x1d!\x11A07\n\x1d(k\x03\x001C\x06Caf\x82\n\x1dVB\x00")
    (sheet,) = desk.sheets
    assert (sheet.rows, sheet.text.startswith(b"A07\n"), sheet.text.endswith(b"Caf\x82\n")) == (0, True, True)


def test_what_it_does_not_know_is_skipped() -> None:
    desk = Desk()
    desk.tell(b"\x00\x07\x1b\x7f\x1c.\x1dI\x41" + job())
    assert [sheet.rows for sheet in desk.sheets] == [ROWS]


def test_paper_becomes_pictures_and_text_in_a_folder(tmp_path: Path) -> None:
    told: list[Path] = []
    now = datetime(2026, 11, 22, 5, 40, tzinfo=UTC)
    folder = PaperFolder(tmp_path / "out", 384, lambda: now, told.append)
    printer = EmulatedPrinter(384, folder.keep)
    line = printer.connect(lambda _said: None)
    printer.receive(line, encode(picture(64, 384)) + b"A07\n\x1dVB\x00")
    names = ["20261122T054000Z-0001.png", "20261122T054000Z-0002.txt"]
    assert [path.name for path in told] == names
    with Image.open(told[0]) as printed:
        difference = ImageChops.difference(printed.convert("L"), picture(64, 384).convert("L"))
        assert printed.size == (384, 64)
        # The encoder leaves out a dot here and there that would be a command.
        assert sum(difference.histogram()[1:]) < 10
    assert told[1].read_text(encoding="utf-8") == "A07\n"


def test_a_printer_that_is_full_reads_no_more() -> None:
    printer = EmulatedPrinter(576, lambda _sheet: None)
    printer.set(Fault.PAPER_OUT, on=True)
    with (
        EmulatorServer(printer) as server,
        socket.create_connection(("127.0.0.1", server.port), 1) as client,
    ):
        client.settimeout(0.2)
        with pytest.raises(TimeoutError):
            client.sendall(bytes(50_000_000))
        assert printer.held < 100_000


def test_on_a_slow_line_two_tickets_do_not_come_out_spliced_into_each_other() -> None:
    sheets: list[Sheet] = []
    with EmulatorServer(EmulatedPrinter(576, sheets.append)) as server:
        server.baud = 1_000_000
        for _ in range(2):
            with socket.create_connection(("127.0.0.1", server.port), 5) as client:
                client.sendall(job())
        deadline = time.monotonic() + 60
        while len(sheets) < 2 and time.monotonic() < deadline:
            time.sleep(0.01)
    assert [sheet.rows for sheet in sheets] == [ROWS, ROWS]


def test_a_slow_line_takes_its_time() -> None:
    with EmulatorServer(EmulatedPrinter(576, lambda _sheet: None)) as server:
        server.baud = 20_000
        with socket.create_connection(("127.0.0.1", server.port), 5) as client:
            begun = time.monotonic()
            client.sendall(bytes(600) + b"\x10\x04\x01")
            assert client.recv(1) == b"\x12"
            assert time.monotonic() - begun > 0.25
