"""Does a longer line make calling slower? Ten visitors against three hundred, side by side."""

import statistics
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.report import Figure
from config.settings import ROOT
from models.actions.calling import call_next, return_to_line
from models.actions.issue import Wish, issue
from models.clock import SystemClock
from models.configuration import load_region
from models.database import Database
from models.log import take_turn
from models.migration import migrate
from models.region_file import read_region
from models.views.state import Audience, location_state

SHORT, LONG = 10, 300
ROUNDS = 150
_REGION = ROOT / "config" / "regions" / "zuid-holland-centraal.toml"
_WHERE, _WHO, _DESK = "oefen", "gids", "1"


def measure() -> list[Figure]:
    """Calling and returning takes two commits; the staff's view is one look."""
    with tempfile.TemporaryDirectory() as folder:
        lines = {count: _line(Path(folder) / f"{count}.db", count) for count in (SHORT, LONG)}
        calls = _take_turns(lines, _call_and_return)
        views = _take_turns(lines, _look)
        for database in lines.values():
            database.close()
    return [
        _figure(
            "calling with 300 waiting", calls, 1.5, "call and return, two commits; the line is read whole"
        ),
        _figure("staff's view with 300 waiting", views, 4.0, "the order is made anew for each revision"),
    ]


def _line(path: Path, count: int) -> Database:
    """A database with *count* visitors in line."""
    database = Database(f"sqlite:///{path}")
    migrate(database)
    now = SystemClock().now()
    document = read_region(_REGION.read_text(encoding="utf-8"))
    database.run(lambda session: load_region(session, document, "bench", now))
    for _ in range(count):
        database.run(lambda session: issue(take_turn(session, _WHERE, "kiosk", now), Wish("werk", "nl")))
    return database


def _call_and_return(database: Database) -> float:
    """Seconds for one visitor called and put back."""
    now = SystemClock().now()
    begun = time.perf_counter()
    ticket = database.run(lambda session: call_next(take_turn(session, _WHERE, _WHO, now), _WHO, _DESK))
    database.run(lambda session: return_to_line(take_turn(session, _WHERE, _WHO, now), ticket.id, _WHO))
    return time.perf_counter() - begun


def _look(database: Database) -> float:
    """Seconds for the first look after a change, so that nothing is remembered."""
    _call_and_return(database)
    now = SystemClock().now()
    begun = time.perf_counter()
    with database.read() as session:
        location_state(session, Audience.STAFF, _WHERE, now)
    return time.perf_counter() - begun


def _take_turns(lines: Mapping[int, Database], act: Callable[[Database], float]) -> Mapping[int, float]:
    """Medians in milliseconds."""
    taken: dict[int, list[float]] = {count: [] for count in lines}
    for _ in range(ROUNDS):
        for count, database in lines.items():
            taken[count].append(act(database))
    return {count: statistics.median(found) * 1000 for count, found in taken.items()}


def _figure(name: str, medians: Mapping[int, float], most: float, note: str) -> Figure:
    return Figure(
        name=name,
        value=medians[LONG],
        limit=medians[SHORT],
        unit="ms",
        bound=f"at most {most} × with 10",
        fine=medians[LONG] <= most * medians[SHORT],
        note=note,
    )
