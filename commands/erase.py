"""`erase`: what is past its term goes now, as it does by itself once a day."""

import click

from commands.context import in_one_line, open_database
from commands.setting import settings
from models.audit.chain import MACHINE
from models.clock import SystemClock
from models.retention.run import Run


@click.command()
@click.option("--dry-run", is_flag=True, help="Only say what would go.")
@in_one_line
def erase(dry_run: bool) -> None:
    """Erase what the region's terms no longer keep; one line a rule, with its term."""
    run = Run(open_database(settings()), SystemClock().now(), MACHINE, dry_run)
    for count in run.to_the_end():
        days = f"{count.days} day" + ("" if count.days == 1 else "s")
        click.echo(f"{count.name}: {count.rows} (older than {days}, {count.before:%Y-%m-%d %H:%M} UTC)")
    click.echo("nothing was erased" if dry_run else "erased; the audit log tells it")
