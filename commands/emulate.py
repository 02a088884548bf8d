"""`printer emulate`: a network printer that is a program, for training and for trying things out."""

import sys
import threading
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

import click

from commands.context import in_one_line
from printer.emulator import EmulatedPrinter, Fault
from printer.emulator_folder import PaperFolder
from printer.emulator_server import EmulatorServer

HELP = """\
paper out | paper low | paper in     the roll is used up, nearly used up, new
cover open | cover closed            the lid
cutter | hot | broken                the knife is stuck, the head too hot, it needs repair
ok                                   everything is right again, at full speed
slow BITS                            as over a line of so many bits per second
hang                                 takes bytes and says nothing
help | quit"""

_FAULTS = {
    "paper out": Fault.PAPER_OUT,
    "paper low": Fault.PAPER_LOW,
    "cover open": Fault.COVER_OPEN,
    "cutter": Fault.CUTTER,
    "hot": Fault.HEAD_HOT,
    "broken": Fault.BROKEN,
    "hang": Fault.HANGING,
}
_MENDED = {
    "paper in": (Fault.PAPER_OUT, Fault.PAPER_LOW),
    "cover closed": (Fault.COVER_OPEN,),
    "ok": tuple(Fault),
}


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), required=True, help="0 for any that is free.")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="Folder for the paper."
)
@click.option("--width", type=click.Choice(["576", "384"]), default="576", show_default=True, help="In dots.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--one-at-a-time", is_flag=True, help="Whoever connects second waits, as with many printers.")
@in_one_line
def emulate(port: int, out: Path, width: str, host: str, one_at_a_time: bool) -> None:
    """Play a network printer: each ticket becomes a picture in a folder.

    Words on standard input make things go wrong and right again; `help` lists them.
    """
    folder = PaperFolder(out, int(width), lambda: datetime.now(UTC), lambda path: _say(str(path)))
    printer = EmulatedPrinter(int(width), folder.keep)
    with EmulatorServer(printer, host, port, one_at_a_time=one_at_a_time) as server:
        _say(f"tcp://{host}:{server.port}, paper of {width} dots into {out}; help lists the words")
        # Without a keyboard, under a service manager say, it goes on until it is ended from outside.
        if not obey(sys.stdin, printer, server, _say):
            threading.Event().wait()


def obey(
    words: Iterable[str], printer: EmulatedPrinter, server: EmulatorServer, say: Callable[[str], None]
) -> bool:
    """Do what each line says, until one says `quit` or there are no more.

    Args:
        words: lines as typed.
        printer: what goes wrong.
        server: what becomes slow.
        say: told what came of each line.

    Returns:
        Whether one said `quit`.
    """
    for line in words:
        word = " ".join(line.split()).lower()
        if word == "quit":
            return True
        if word:
            say(_done(word, printer, server))
    return False


def _done(word: str, printer: EmulatedPrinter, server: EmulatorServer) -> str:
    if word == "help":
        return HELP
    if word in _FAULTS:
        printer.set(_FAULTS[word], on=True)
    elif word in _MENDED:
        for fault in _MENDED[word]:
            printer.set(fault, on=False)
        server.baud = None if word == "ok" else server.baud
    elif word.startswith("slow ") and word[5:].isdigit() and int(word[5:]) >= _SLOWEST:
        server.baud = int(word[5:])
    else:
        return f"{word!r} is no word of mine; help lists them"
    faults = ", ".join(sorted(fault.replace("_", " ") for fault in printer.faults)) or "all is well"
    return faults + (f", {server.baud} bits per second" if server.baud else "")


_SLOWEST = 300


def _say(text: str) -> None:
    click.echo(text)
    sys.stdout.flush()
