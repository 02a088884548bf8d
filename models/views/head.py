"""Which state of a location a view was made from."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from models.hours import Door, DoorState
from models.prepared import Prepared, bare
from models.refusal import Code, Refusal
from models.setup import Setup, setup_of
from models.tables import Day, Location

_location, _day = Location.table(), Day.table()
_HEAD = Prepared(
    select(_location.c.rev, _location.c.epoch, _location.c.config_rev).where(
        _location.c.id == bindparam("location"), _location.c.retired.is_(False)
    )
)
_WAITING = Prepared(
    select(_day.c.waiting).where(
        _day.c.location_id == bindparam("location"), _day.c.business_day == bindparam("today")
    )
)


@dataclass(frozen=True)
class Head:
    """A location at one revision and one moment; every view starts from it."""

    setup: Setup
    rev: int
    now: datetime
    door: Door

    @property
    def epoch(self) -> str:
        """The epoch that `rev` counts in."""
        return self.setup.epoch

    @property
    def day(self) -> date:
        """The business day."""
        return self.setup.hours.business_day(self.now)

    @property
    def open(self) -> bool:
        """Whether a visitor can get a number, as far as the hours go."""
        return self.door.state is DoorState.OPEN


def head_of(session: Session, location_id: str, now: datetime) -> Head:
    """The location as it is now; read it in the same transaction as the view.

    Raises:
        Refusal: `unknown_location`.
    """
    row = _HEAD.one(bare(session), {"location": location_id})
    if row is None:
        raise Refusal(Code.UNKNOWN_LOCATION, f"there is no location {location_id!r}")
    setup = setup_of(session, location_id, row.epoch, row.config_rev)
    return Head(setup, row.rev, now, setup.hours.door(now))


def waiting_count(session: Session, head: Head) -> int:
    """How many visitors wait there today."""
    today = {"location": head.setup.id, "today": head.day}
    counted = _WAITING.one(bare(session), today)
    return int(counted.waiting) if counted else 0
