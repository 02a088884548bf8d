"""`facts`: the log without names, for export and replay."""

import json
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import click

from commands.audited import note
from commands.context import in_one_line, open_database
from commands.setting import settings
from models.audit.what import What
from models.estimate.happening import Kind
from models.history import public_facts
from models.prepared import Row
from models.views.shape import instant

_LAST = datetime(9998, 12, 30, tzinfo=UTC)
_DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command()
@click.option("--from", "first", type=_DAY, metavar="D", help="First day (UTC), as 2026-11-21.")
@click.option("--to", "last", type=_DAY, metavar="D", help="Last day (UTC), included.")
@in_one_line
def facts(first: datetime | None, last: datetime | None) -> None:
    """Write what happened, without names, as one JSON object a line; oldest first."""
    since = _midnight((first or datetime(1970, 1, 1, tzinfo=UTC)).date())
    if last is not None and last.date() > _LAST.date():
        raise click.ClickException(f"--to {last:%Y-%m-%d} is too late: {_LAST:%Y-%m-%d} is the last day")
    until = _midnight((last or _LAST).date() + timedelta(days=1))
    if until <= since:
        raise click.ClickException(
            f"--to {until - timedelta(days=1):%Y-%m-%d} lies before --from {since:%Y-%m-%d}"
        )
    names: dict[str, str] = {}
    database = open_database(settings())
    days = {"from": f"{since:%Y-%m-%d}", "to": f"{until - timedelta(days=1):%Y-%m-%d}"}
    database.run(lambda session: note(session, What.FACTS_EXPORTED, **days))
    with database.read() as session:
        for row, kind in public_facts(session, since, until):
            click.echo(json.dumps(_told(row, kind, names), ensure_ascii=False))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _told(row: Row, kind: Kind, names: dict[str, str]) -> dict[str, Any]:
    """A fact as it leaves the house; guides are numbered in the order in which they appear."""
    guide = None if row.guide is None else names.setdefault(row.guide, f"g{len(names) + 1}")
    told = {
        "at": instant(row.at),
        "location": row.location_id,
        "fact": kind,
        "ticket": row.ticket_id,
        "question_type": row.question_type,
        "guide": guide,
        "desk": row.desk,
    }
    return {key: value for key, value in told.items() if value is not None}
