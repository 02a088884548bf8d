"""Paper as it comes out of a printer, for the documents: `python -m tests.e2e.pictures_printer`.

A real server prints over the network to the emulated printer; what came off is decoded, and laid on paper
that is as much wider than the print as it is on a roll.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from tempfile import TemporaryDirectory

import pytest
from PIL import ImageOps

from benchmarks.process import ROOT
from printer.decoder import decode
from printer.emulator import EmulatedPrinter, Sheet
from printer.emulator_server import EmulatorServer
from tests.e2e.commands import Commands
from tests.e2e.picture import FOLDER
from tests.e2e.server import running_server

REGION = ROOT / "config" / "regions" / "zuid-holland-centraal.toml"
WIDE, NARROW = 576, 384
LANGUAGES = ("nl", "ar", "ti")
BEFORE = ("leren", "geld", "werk")
"""What those ask who came before."""
MARGIN = 32
"""Dots of white on each side; 80 mm of paper have 72 mm of print."""
_SECONDS = 30.0
_WHITE, _EDGE = 255, 190


class Tray:
    """Where the paper of a printer falls."""

    def __init__(self, commands: Commands, sheets: Queue[Sheet], width: int) -> None:
        self.ask = commands
        self._sheets = sheets
        self._width = width

    def keep(self, name: str) -> None:
        """Write the next paper to the folder of the documents."""
        (picture,) = decode(self._sheets.get(timeout=_SECONDS).job, self._width)
        paper = ImageOps.expand(picture.convert("L"), MARGIN - 1, _WHITE)
        ImageOps.expand(paper, 1, _EDGE).quantize(4).save(FOLDER / f"printer-{name}.png", optimize=True)


def main() -> None:
    """Print everything that the documents show."""
    with house(WIDE) as tray:
        for language in LANGUAGES:
            visit = tray.ask("tickets", question_type="werk", language=language)
            tray.keep(f"ticket-{language}")
        tray.ask.visit(visit["id"], "reprint")
        tray.keep("reprint")
        tray.ask("printers/main/test")
        tray.keep("test")
    with house(NARROW) as tray:
        tray.ask("tickets", question_type="werk", language="nl")
        tray.keep("ticket-58mm")


@contextmanager
def house(width: int) -> Iterator[Tray]:
    """A server with an emulated printer for paper of so many dots, and three visitors in line."""
    sheets: Queue[Sheet] = Queue()
    with (
        TemporaryDirectory() as folder,
        EmulatorServer(EmulatedPrinter(width, sheets.put)) as emulator,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setenv("INLOOP_PRINTER", f"tcp://127.0.0.1:{emulator.port}")
        patch.setenv("INLOOP_PRINTER_WIDTH", str(width))
        patch.setenv("INLOOP_BASE_URL", "https://inloop.example")
        with running_server(Path(folder) / "data") as server:
            server.command("load", str(_region(Path(folder))))
            commands = Commands(server, "paper")
            for question in BEFORE:
                commands("tickets", question_type=question, language="nl", printed=False)
            yield Tray(commands, sheets, width)


def _region(folder: Path) -> Path:
    """The sample region with a location that is always open and not for practice."""
    practice = 'name = "Oefenlocatie"'
    text = REGION.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("training = true")]
    path = folder / "region.toml"
    path.write_text("\n".join(lines).replace(practice, 'name = "Voorbeeldlocatie"'), encoding="utf-8")
    return path


if __name__ == "__main__":
    main()
