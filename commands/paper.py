"""`printer`: how the printer is, and a ticket on paper to try it."""

from datetime import UTC, datetime

import click

from commands.context import in_one_line
from commands.emulate import emulate
from commands.setting import settings
from config.settings import Settings
from printer.address import Address, parse_address
from printer.font import missing_parts
from printer.outcome import PrinterAway, Verdict
from printer.paper import bytes_of
from printer.state import Condition, Reading, condition_of
from printer.test_page import TestPage
from printer.ticket_text import TicketText
from printer.transport import Transport, open_transport

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
    reading = ask(found)
    if reading.reason is not None:
        raise click.ClickException(f"{found.printer}: {reading.condition} ({reading.reason})")
    click.echo(f"{found.printer}: {reading.condition}" + (", paper nearly out" if reading.paper_low else ""))


@printer.command()
@click.option("--page", is_flag=True, help="A test page (ruler, greys, code, every language) instead.")
@in_one_line
def test(page: bool) -> None:
    """Print a ticket; exit 1 when it is not known to have been printed."""
    found = settings()
    address, transport = _opened(found)
    told = f"{datetime.now(UTC):%d-%m-%Y %H:%M} UTC"
    text = TestPage("INLOOP_PRINTER", found.printer, told) if page else _sample(told)
    manner = address.manner
    job = bytes_of(text, found.printer_width, manner_text=manner.text, strip_rows=manner.strip_rows)
    try:
        verdict = transport.send(job, "test")
    except PrinterAway as away:
        raise click.ClickException(f"{found.printer}: nothing was printed ({away.reason})") from None
    if verdict not in _DONE:
        raise click.ClickException(f"{found.printer}: {verdict}: look whether the paper came out")
    click.echo(f"{found.printer}: {verdict}")


printer.add_command(emulate)


def ask(found: Settings) -> Reading:
    """How the printer of the settings is.

    Raises:
        click.ClickException: its address cannot be meant.
    """
    _, transport = _opened(found)
    try:
        return Reading(Condition.OK, None, bool(transport.check().paper_low))
    except PrinterAway as away:
        return Reading(condition_of(away.reason), away.reason)


def _opened(found: Settings) -> tuple[Address, Transport]:
    try:
        address = parse_address(found.printer)
    except ValueError as error:
        raise click.ClickException(f"INLOOP_PRINTER: {error}") from None
    return address, open_transport(address, found.data_dir, found.printer_width)


def _sample(moment: str) -> TicketText:
    return TicketText(
        language="nl",
        rtl=False,
        organisation="Werkcentrum",
        location="Proefafdruk",
        label="A00",
        question="Dit is een test",
        issued=moment,
        ahead="Nog niemand voor je",
        instruction="Zie je deze bon, dan werkt de printer.",
        qr_url="urn:inloop:test",
        qr_hint="Deze code is om te proberen",
    )
