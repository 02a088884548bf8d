"""The cast at a night of one's choosing, with a clock in the test's hands and a keeper beside it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from models.check import check_database
from models.clock import SetClock
from models.configuration import load_region
from models.database import Database
from models.log import FactKind
from models.region_file import read_region
from models.tables import Fact, HelpCall, Remark
from realtime.keeper import Keeper
from realtime.screens import Screens
from tests.cast import REGION, World

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
SPRING, AUTUMN = (3, 29), (10, 25)
"""The Sundays of 2026 on which an hour is skipped, and one repeated: month and day."""

_FRIDAY = 'hours = { fri = ["18:00-24:00"], sat = ["00:00-02:00"] }'
_SATURDAY = 'hours = { sat = ["18:00-24:00"], sun = ["00:00-03:30"] }'
_CALLING = "\n[calling]\nalso_after_minutes = 90\n"


def local(month: int, day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """A moment of 2026 by the clocks of Amsterdam, in UTC."""
    return datetime(2026, month, day, hour, minute, second, tzinfo=AMSTERDAM).astimezone(UTC)


@dataclass
class Watch:
    """A world whose time passes only here, and a keeper who lets it into the log."""

    world: World
    keeper: Keeper = field(init=False)

    def __post_init__(self) -> None:
        """Engage the keeper."""
        self.keeper = Keeper(self.world.database, self.world.clock, Screens())

    def at(self, moment: datetime) -> None:
        """The clock jumps, or the machine wakes: one round of the keeper at *moment*."""
        self.world.clock.moment = moment
        self.keeper.keep()

    def after(self, **duration: float) -> None:
        """One round of the keeper so much later, or earlier."""
        self.at(self.world.clock.now() + timedelta(**duration))

    def until(self, moment: datetime, step: timedelta) -> None:
        """Rounds of the keeper until *moment*, a *step* apart."""
        while self.world.clock.now() < moment:
            self.at(min(moment, self.world.clock.now() + step))

    def facts(self, location: str, *kinds: FactKind) -> list[Fact]:
        """The facts of these kinds; each location's log is without a gap."""
        facts = self.world.facts(location)
        assert [fact.rev for fact in facts] == list(range(1, self.world.rev(location) + 1))
        return [fact for fact in facts if fact.kind in kinds]

    def days(self, location: str) -> list[str]:
        """The business days that the log began, in order."""
        return [fact.data["day"] for fact in self.facts(location, FactKind.DAY_STARTED)]

    def texts(self) -> tuple[int, int]:
        """How many texts of staff there are, and how many calls for help."""
        with self.world.database.read() as session:
            remarks = session.execute(select(func.count()).select_from(Remark)).scalar_one()
            return remarks, session.execute(select(func.count()).select_from(HelpCall)).scalar_one()

    def problems(self) -> list[str]:
        """What `run.py check` says of the database."""
        with self.world.database.read() as session:
            return check_database(session)


def watch(database: Database, moment: datetime) -> Watch:
    """The cast at *moment*; the night market is on Saturdays, from six until half past three."""
    clock = SetClock(moment)
    assert _FRIDAY in REGION
    region = read_region(REGION.replace(_FRIDAY, _SATURDAY) + _CALLING)
    database.run(lambda session: load_region(session, region, "test", moment))
    found = Watch(World(database, clock))
    found.keeper.keep()
    return found
