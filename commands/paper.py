"""`printer`: how the printer is, and a ticket on paper to try it."""

from datetime import UTC, datetime

import click

from commands.context import in_one_line
from commands.setting import settings
from config.settings import Settings
from printer.address import parse_address
from printer.font import missing_parts
from printer.outcome import Verdict
from printer.ticket_text import TicketText
from printer.transport import open_transport
from printer.worker import PrintJob, PrintWorker

_DONE = frozenset({Verdict.CONFIRMED, Verdict.SENT})


@click.group()
def printer() -> None:
    """The ticket printer."""


@printer.command()
@in_one_line
def status() -> None:
    """Ask the printer how it is; exit 1 when nothing can be printed."""
    found = settings()
    missing = missing_parts()
    if missing:
        raise click.ClickException("; ".join(missing))
    state = _worker(found).check()
    said = f"{found.printer}: {state.condition}" + (f" ({state.reason})" if state.reason else "")
    if state.reason is not None:
        raise click.ClickException(said)
    click.echo(said + (", paper nearly out" if state.paper_low else ""))


@printer.command()
@in_one_line
def test() -> None:
    """Print a ticket; exit 1 when it is not known to have been printed."""
    found = settings()
    worker = _worker(found)
    worker.submit(PrintJob("test", _sample()))
    worker.work_off()
    last = worker.state.last_job
    verdict = last.verdict if last else Verdict.FAILED
    if verdict not in _DONE:
        raise click.ClickException(f"{found.printer}: {verdict} ({worker.state.reason})")
    click.echo(f"{found.printer}: {verdict}")


def _worker(found: Settings) -> PrintWorker:
    try:
        address = parse_address(found.printer)
    except ValueError as error:
        raise click.ClickException(f"INLOOP_PRINTER: {error}") from None
    return PrintWorker(open_transport(address, found.data_dir, found.printer_width), found.printer_width)


def _sample() -> TicketText:
    return TicketText(
        language="nl",
        rtl=False,
        organisation="Werkcentrum",
        location="Proefafdruk",
        label="A00",
        question="Dit is een test",
        issued=f"{datetime.now(UTC):%d-%m-%Y %H:%M} UTC",
        ahead="Nog niemand voor je",
        instruction="Zie je deze bon, dan werkt de printer.",
        qr_url="urn:inloop:test",
        qr_hint="Deze code is om te proberen",
    )
