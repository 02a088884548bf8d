"""Does issuing get slower with the number of tickets? A hundred against a hundred thousand, side by side."""

import statistics
import tempfile
from datetime import timedelta
from pathlib import Path

from sqlalchemy import insert, update

from benchmarks.load import post_all
from benchmarks.process import Server, inloop_server, run_command
from benchmarks.report import Figure
from benchmarks.rush import kiosk_request, shifted
from config.settings import ROOT
from models.clock import SystemClock
from models.database import Database
from models.tables import Day, Location, Series, Ticket

FEW, MANY = 100, 100_000
ROUNDS, EACH = 12, 100
_BATCH = 5000


def measure() -> list[Figure]:
    """The two servers take turns, so that what else the machine does hits both alike."""
    with tempfile.TemporaryDirectory() as folder:
        folders = {count: Path(folder) / str(count) for count in (FEW, MANY)}
        for count, data in folders.items():
            run_command(data, "load", str(ROOT / "config" / "regions" / "zuid-holland-centraal.toml"))
            fill(data, count)
        with inloop_server(folders[FEW]) as few, inloop_server(folders[MANY]) as many:
            medians = _take_turns(few, many)
    ours, limit = medians[MANY], medians[FEW]
    figure = Figure(
        name="issuing with 100 000 tickets",
        value=ours,
        limit=limit,
        unit="ms",
        bound="at most 1.1 × with 100",
        fine=ours <= 1.1 * limit,
        note="median of one kiosk; all of today, half of them waiting",
    )
    return [figure]


def _take_turns(few: Server, many: Server) -> dict[int, float]:
    wishes = {FEW: kiosk_request(few), MANY: kiosk_request(many)}
    servers = {FEW: few, MANY: many}
    latencies: dict[int, list[float]] = {FEW: [], MANY: []}
    for turn in range(ROUNDS + 1):
        for count, server in servers.items():
            measured = post_all(server.port, 1, EACH, shifted(wishes[count], turn))
            if turn > 0:  # the first round warms up
                latencies[count] += measured.latencies
    return {count: statistics.median(found) * 1000 for count, found in latencies.items()}


def fill(data: Path, count: int) -> None:
    """Put *count* tickets of today into the practice location, half of them still waiting."""
    database = Database(f"sqlite:///{data / 'inloop.db'}")
    now = SystemClock().now()
    with database.read() as session:
        from models.views.head import head_of

        day = head_of(session, "oefen", now).day
    issued = now - timedelta(hours=1)
    common = {
        "location_id": "oefen",
        "business_day": day,
        "series": "A",
        "question_type": "werk",
        "language": "nl",
        "printed": False,
        "issued_at": issued,
        "waiting_since": issued,
        "rev": 1,
    }
    with database.write() as session:
        for start in range(1, count + 1, _BATCH):
            rows = [
                common | {"number": n, "arrived_rev": n, "state": "waiting" if n % 2 else "done"}
                for n in range(start, min(start + _BATCH, count + 1))
            ]
            session.execute(insert(Ticket), rows)
        session.add(Series(location_id="oefen", business_day=day, series="A", number=count))
        session.add(Day(location_id="oefen", business_day=day, waiting=count // 2, call_number=0))
        session.execute(update(Location).where(Location.id == "oefen").values(rev=Location.rev + count))
    database.close()
