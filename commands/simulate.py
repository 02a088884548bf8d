"""`simulate`: realistic days of visitors and guides, written into the database."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random

import click

from commands.context import in_one_line, open_database
from commands.setting import settings
from models.clock import SystemClock
from models.database import Database
from models.hours import DoorState
from models.setup import Setup
from models.simulation.floor import Crew, Floor
from models.simulation.pace import SHAPES
from models.views.place import location_heads

_LONGEST_OPENING = timedelta(hours=8)


@click.command()
@click.option("--days", required=True, type=click.IntRange(1, 366), help="Opening days, ending yesterday.")
@click.option("--seed", required=True, type=int, help="The same seed gives the same days.")
@click.option("--speed", type=click.FloatRange(min=0.001), help="Seconds played a second, else at once.")
@click.option("--location", help="The location; without it, the training location.")
@click.option("--shape", type=click.Choice(sorted(SHAPES)), default="ordinary", help="How the days are.")
@in_one_line
def simulate(days: int, seed: int, speed: float | None, location: str | None, shape: str) -> None:
    """Play DAYS of simulated visitors and guides at a location."""
    database = open_database(settings())
    setup = _setup(database, location)
    random = Random(seed)  # noqa: S311  # nosec B311 # chance, not a secret
    crew = Crew({f"guide-{place + 1}": desk for place, desk in enumerate(setup.desk_names)})
    floor = Floor(database, setup.id, crew, SHAPES[shape].shared_by(len(crew.desks)), random)
    openings = _openings(setup, days)
    with click.progressbar(openings, label=f"{days} days at {setup.location.name}", file=None) as shown:
        for opens, closes in shown:
            floor.play(opens, closes, _pass_time(speed, opens))
    click.echo(f"{len(openings)} days played at {setup.id}")


def _setup(database: Database, location: str | None) -> Setup:
    with database.read() as session:
        setups = [head.setup for head in location_heads(session, SystemClock().now())]
    if not setups:
        raise click.ClickException("no region was loaded yet: run.py load FILE")
    for setup in setups:
        if setup.id == location or (location is None and setup.location.training):
            return setup
    if location is None:
        return setups[0]
    raise click.ClickException(
        f"there is no location {location!r}; there are {', '.join(s.id for s in setups)}"
    )


def _openings(setup: Setup, days: int) -> list[tuple[datetime, datetime]]:
    """The last *days* openings before today, oldest first: begin and last check-in."""
    found: list[tuple[datetime, datetime]] = []
    day = datetime.now(UTC).astimezone(setup.hours.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    for _ in range(800):
        if len(found) == days:
            break
        day -= timedelta(days=1)
        opening = _opening(setup, day)
        if opening is not None:
            found.append(opening)
    return found[::-1]


def _opening(setup: Setup, day: datetime) -> tuple[datetime, datetime] | None:
    """That day's first opening; for a location that is always open, nine to five."""
    if setup.hours.spans is None:
        return (day.replace(hour=9).astimezone(UTC), day.replace(hour=17).astimezone(UTC))
    midnight = day.astimezone(UTC)
    door = setup.hours.door(midnight)
    begins = midnight if door.state is not DoorState.CLOSED else door.opens_at
    if begins is None or begins.astimezone(setup.hours.zone).date() != day.date():
        return None
    ends = setup.hours.door(begins).closes_at or begins + _LONGEST_OPENING
    return begins, ends - setup.hours.last_check_in


def _pass_time(speed: float | None, opens: datetime) -> Callable[[datetime], bool]:
    if speed is None:
        return lambda _moment: True
    begun = time.monotonic()

    def wait_until(moment: datetime) -> bool:
        due = begun + (moment - opens).total_seconds() / speed
        time.sleep(max(0.0, due - time.monotonic()))
        return True

    return wait_until
